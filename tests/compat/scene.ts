import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { freshDatabase, serverStore } from '../support/postgres.ts';
import { aCustomer, NOW, ORGANISATION } from '../support/server-kit.ts';
import type { CompatLaptop } from './today/laptop.ts';
import type { CompatServer } from './today/server.ts';
import { VERSIONS, type VersionName } from './kept.ts';

const PASSWORD = 'one password for everybody';

/** A bank with one server and the laptops of A and B, who share a book; each of a version of its own. */
export class Scene {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'semicolon-compat-'));
  server!: CompatServer;
  readonly laptops = new Map<string, CompatLaptop>();
  #database: Parameters<(typeof VERSIONS)['today']['openServer']>[0]['database'] | null = null;
  #drop = (): Promise<void> => Promise.resolve();
  #now = NOW;

  /** Time goes on with every look at the clock. */
  readonly now = (): number => (this.#now += 1);

  async serve(version: VersionName): Promise<CompatServer> {
    await this.server?.close();
    if (!this.#database && serverStore === 'postgres') {
      const made = await freshDatabase({ name: 'empty', prepare: () => Promise.resolve() });
      this.#drop = () => made.drop();
      this.#database = { url: made.url };
    }
    this.#database ??= { folder: path.join(this.folder, 'server') };
    const blobFolder = path.join(this.folder, 'blobs');
    const database = this.#database;
    this.server = await VERSIONS[version].openServer({ database, blobFolder, now: this.now });
    return this.server;
  }

  async fill(): Promise<void> {
    await this.server.load(ORGANISATION);
    await this.server.load([
      {
        table: 'customer',
        rows: ['c1', 'c2', 'c3'].map((id) => ({ id, scope: 'book:joint', cells: aCustomer({ name: id }) })),
      },
    ]);
    for (const person of ['A', 'B', 'L']) await this.server.password(person, person.toLowerCase(), PASSWORD);
  }

  /** Opens the laptop of a person; the same folder again after an update. */
  async laptop(person: string, version: VersionName): Promise<CompatLaptop> {
    await this.laptops.get(person)?.close();
    const random = seeded(`${person}-${this.#now}`);
    const laptop = VERSIONS[version].openLaptop({
      folder: path.join(this.folder, person),
      now: this.now,
      random: () => random.next(),
    });
    this.laptops.set(person, laptop);
    return laptop;
  }

  /** Signs everybody in at the server that serves now: for the first time, or because it moved. */
  async signIn(): Promise<void> {
    for (const person of this.laptops.keys()) {
      const login = person.toLowerCase();
      await this.did(person, 'session.signIn', { server: this.server.url, login, password: PASSWORD });
    }
  }

  async did(person: string, name: string, input: unknown): Promise<{ id: string }> {
    const answer = await this.laptops.get(person)!.run(name, input);
    if (!answer.ok) throw new Error(`${person} ${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as { id: string };
  }

  /** Everybody sends and fetches until nothing more comes. */
  async sync(): Promise<void> {
    for (let round = 0; round < 3; round += 1)
      for (const person of this.laptops.keys()) await this.did(person, 'sync.now', {});
  }

  async close(): Promise<void> {
    for (const laptop of this.laptops.values()) await laptop.close();
    await this.server?.close();
    await this.#drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Cells = Record<string, unknown>;

/** What differs between the rows that a laptop holds and the server's, in the columns that both know. */
export async function differences(scene: Scene, person: string, table: string): Promise<string[]> {
  const here = new Map(
    scene.laptops
      .get(person)!
      .rows(table)
      .map((row) => [String(row['id']), row]),
  );
  const there = (await scene.server.rows(table)).filter((row) => scopesOf(person).has(String(row['scope'])));
  const found: string[] = [];
  for (const row of there) {
    const mine = here.get(String(row['id']));
    here.delete(String(row['id']));
    if (!mine) found.push(`${table}/${String(row['id'])} is missing`);
    else found.push(...cellsThatDiffer(table, mine, row));
  }
  for (const id of here.keys()) found.push(`${table}/${id} is not at the server`);
  return found;
}

const scopesOf = (person: string): Set<string> =>
  new Set([
    'bank',
    'book:joint',
    `book:book${person}`,
    'branch:branch',
    'busy:team1',
    'busy:team2',
    'team:team1',
    `calendar:${person}`,
    `person:${person}`,
  ]);

const cellsThatDiffer = (table: string, mine: Cells, theirs: Cells): string[] =>
  Object.keys(theirs)
    .filter((column) => !column.startsWith('_') && column in mine && mine[column] !== theirs[column])
    .map((column) => `${table}/${String(mine['id'])}.${column}`);
