import type { MemoryDatabase } from '../../db/server/memory/database.ts';

/** Where stamps count from, and how many there are in a millisecond: said again, not asked of the code that is judged. */
const SINCE = Date.UTC(2020, 0, 1);
const IN_A_MS = 4096;
const BELIEVED_MS = 5 * 60_000;

/** What hangs on another row follows it, wherever it went meanwhile. */
const ROOTS = new Set(['customer', 'event', 'task', 'note']);

/** The scopes that a person may read and write now; null for somebody whom the history knows nothing about. */
type RightsOf = (person: string) => ReadonlyMap<string, 'read' | 'write'> | null;

/**
 * Looks at what each request left in the log: that its numbers have no gap, that nobody wrote where they may not write,
 * that no clock was believed which is ahead of the true time, and that nothing was written by who had not heard of a
 * restore.
 */
export class ServerWatch {
  readonly #database: MemoryDatabase;
  readonly #reached = new Map<string, number>();
  /** Rows that left a scope at some time, by table and id. */
  readonly left = new Set<string>();

  constructor(database: MemoryDatabase) {
    this.#database = database;
    this.begin();
  }

  /** From the state as it is: at the beginning, and after a restore. */
  begin(): void {
    this.#reached.clear();
    for (const { scope, seq } of this.#database.heads()) this.#reached.set(scope, seq);
  }

  /** `current`: the request knew which epoch it is; one that did not was numbered against a history that is gone. */
  look(rightsOf: RightsOf, { now, current }: { now: number; current: boolean }): string[] {
    return this.#database.heads().flatMap(({ scope, seq }) => {
      const reached = this.#reached.get(scope) ?? 0;
      this.#reached.set(scope, seq);
      if (seq === reached) return [];
      const lines = this.#database.log(scope, reached);
      const numbers = lines.map((line) => line.seq - reached).join(' ');
      const expected = Array.from({ length: seq - reached }, (_, at) => at + 1).join(' ');
      const faults =
        numbers === expected ? [] : [`the log of ${scope} has ${numbers} after ${reached}, not ${expected}`];
      if (!current) faults.push(`a request of an earlier epoch wrote in ${scope}`);
      for (const { op, tbl, row_id } of lines) if (op === 'remove') this.left.add(`${tbl}/${row_id}`);
      for (const { person_id: person, n, row_id, tbl, row_clock, row_device, units } of lines) {
        if (person === null) continue;
        const rights = rightsOf(person);
        const marks = units === null ? {} : (JSON.parse(units) as Record<string, [number, number]>);
        // A note about a customer follows it: that move is the server's.
        const followed = tbl === 'note' && marks['scope']?.[1] === 0;
        // A merge brings along what others wrote in the record that goes, under their names: no change of theirs.
        const brought = tbl === 'customer' && n === null;
        if (ROOTS.has(tbl) && !followed && !brought && rights && rights.get(scope) !== 'write')
          faults.push(`${person} wrote ${tbl}/${row_id} in ${scope}`);
        for (const [clock] of [[row_clock, row_device] as const, ...Object.values(marks)])
          if (clock / IN_A_MS + SINCE > now + BELIEVED_MS + 1)
            faults.push(`${tbl}/${row_id} was written in the future`);
      }
      return faults;
    });
  }
}
