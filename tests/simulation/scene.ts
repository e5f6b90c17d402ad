import type { TableImage } from './laptop-image.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { Ledger, Write } from './ledger.ts';
import type { Organisation } from './organisation.ts';
import type { ServerBank } from './server-bank.ts';

export interface Verdict {
  divergences: string[];
  lost: string[];
  leaks: string[];
  unrecorded: string[];
  falseConflicts: string[];
}

/** What the history leaves behind, when everything has healed. */
export interface Scene {
  readonly bank: ServerBank;
  readonly laptops: readonly SimulatedLaptop[];
  readonly organisation: Organisation;
  readonly ledger: Ledger;
  /** Rows were changed behind a desk's back: then, and only then, checksums may disagree on the way. */
  readonly damaged: boolean;
  /** A right that was lost and is back may have taken a row with it in between; then the checksum finds that. */
  readonly wasLost: (person: string, scope: string) => boolean;
  /** What laptops handed over, or said was lost, before they were erased. */
  readonly surrendered: readonly { table: string; cells: Readonly<Record<string, unknown>> }[];
  /** The server was put back to a backup. */
  readonly putBack: boolean;
  /**
   * The server was put back to a backup, and these people's clocks ran ahead: where one did not hear under which time
   * its write was taken, the server cannot know it again.
   */
  readonly ahead: ReadonlySet<string>;
}

/** One laptop with all that lies on it. */
export interface Seen {
  readonly laptop: SimulatedLaptop;
  readonly image: readonly TableImage[];
}

/** What a laptop had to forget with a right, or with a row that left, it cannot offer again to a server that was put back. */
export const isForgotten = (
  { putBack, wasLost, bank }: Scene,
  { table, id, by, scope }: Pick<Write, 'table' | 'id' | 'by' | 'scope'>,
): boolean => putBack && (wasLost(by, scope) || bank.left.has(`${table}/${id}`));
