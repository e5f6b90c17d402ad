import Database from 'better-sqlite3';
import { MemoryDatabase } from '../../db/server/memory/database.ts';
import { ensureDerivations } from '../../db/client/derivations.ts';
import { migrate } from '../../db/client/migrate.ts';
import { DERIVATIONS } from '../../src-main/core/derivations.ts';
import type { AnswerSize } from '../../src-server/pull/fitting.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { Disk } from './disk.ts';
import { foundBank } from './founding.ts';
import type { Opening } from './history.ts';
import { kindOf } from './kind.ts';
import { SimulatedLaptop } from './laptop.ts';
import { Line } from './line.ts';
import { ownerOf } from './organisation.ts';
import { ServerBank } from './server-bank.ts';

/** Friday night before two of the three zones change to summer time. */
export const START = Date.UTC(2026, 2, 27, 22);

/** So little that even these few rows come in parts. */
const SMALL: AnswerSize = { entries: 5, rows: 3 };

/** What a desk has made before anybody has signed in: the derived tables too, so that no history makes them again. */
function emptyDisk(): Buffer {
  const sqlite = new Database(':memory:');
  migrate(sqlite);
  ensureDerivations({ sqlite }, DERIVATIONS, START);
  const image = sqlite.serialize();
  sqlite.close();
  return image;
}

/** Makes the beginnings of histories: the first sync of every laptop is done once, and copied. */
export class Setting {
  readonly #laptops: number;
  readonly #founded: ReturnType<MemoryDatabase['copy']>;
  readonly #empty: Buffer;
  #synced: { server: ReturnType<MemoryDatabase['copy']>; images: readonly Buffer[] } | null = null;
  readonly #used = new Map<Buffer, Disk[]>();

  private constructor(laptops: number, founded: MemoryDatabase) {
    this.#laptops = laptops;
    this.#founded = founded.copy();
    this.#empty = emptyDisk();
  }

  static async make(laptops: number): Promise<Setting> {
    const setting = new Setting(laptops, await foundBank(START));
    await setting.#sync();
    return setting;
  }

  /** Where the history of a seed begins, and how to give back what it used. */
  open(seed: number): { opening: Opening; close: () => void } {
    const { ownDisks, fromNothing, smallAnswers, shortTokens } = kindOf(seed);
    const nested = !ownDisks;
    const synced = fromNothing ? null : this.#synced;
    const images = synced?.images ?? Array.from({ length: this.#laptops }, () => this.#empty);
    const disks = images.map((image, at) => (nested ? this.#take(image, at) : new Disk(image, { nested })));
    const close = (): void => {
      for (const disk of disks) {
        if (nested) disk.reset();
        else disk.sqlite.close();
      }
    };
    const bank = this.#bank(synced?.server ?? this.#founded, `server ${seed}`, {
      size: smallAnswers ? SMALL : null,
      short: shortTokens,
    });
    return { opening: { bank, disks, synced: synced !== null, empty: this.#empty }, close };
  }

  #bank(
    state: ReturnType<MemoryDatabase['copy']>,
    label: string,
    how: { size: AnswerSize | null; short: boolean },
  ): ServerBank {
    const database = new MemoryDatabase('epoch-1');
    database.restore(state);
    return new ServerBank({ database, now: START, random: seeded(label), ...how });
  }

  #take(image: Buffer, at: number): Disk {
    const used = this.#used.get(image) ?? [];
    this.#used.set(image, used);
    return (used[at] ??= new Disk(image, { nested: true }));
  }

  async #sync(): Promise<void> {
    const bank = this.#bank(this.#founded, 'first', { size: null, short: false });
    const images: Buffer[] = [];
    for (let number = 0; number < this.#laptops; number += 1) {
      const disk = new Disk(this.#empty, { nested: false });
      const line = new Line(
        bank,
        () => 'arrives',
        () => undefined,
      );
      const random = seeded(`laptop ${number}`);
      const laptop = new SimulatedLaptop({
        number,
        person: ownerOf(number),
        disk,
        line,
        now: () => bank.now,
        random,
      });
      await laptop.signIn();
      await laptop.exchange();
      images.push(disk.sqlite.serialize());
      laptop.close();
      disk.sqlite.close();
    }
    this.#synced = { server: bank.database.copy(), images };
  }
}
