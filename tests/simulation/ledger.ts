/**
 * What the simulation remembers of what people did, to judge by at the end. Every value that is written is a word that
 * occurs nowhere else, so a value names its write; what stood in the place before is what the writer had seen. Neither
 * marks nor clocks nor outboxes are asked.
 */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Write {
  readonly word: string;
  readonly table: string;
  readonly id: string;
  readonly unit: string;
  /** The word that stood there for the writer; null where none did. */
  readonly saw: string | null;
  readonly by: string;
  /** Where the row lay for the writer. */
  readonly scope: string;
}

interface Deletion {
  readonly saw: ReadonlySet<string>;
  readonly by: string;
}

const rowKey = (table: string, id: string): string => `${table}/${id}`;

/** Columns that mean one thing together, by the oracle's own list. */
const UNIT: Readonly<Record<string, string>> = {
  need_amount: 'need',
  next_step: 'next',
  start: 'slot',
  answer_note: 'answer',
  counter_note: 'counter_at',
  counter_word: 'counter_reply',
  outcome_note: 'outcome',
};
export const unitOf = (column: string): string => UNIT[column] ?? column;

const WORD = /zq\d+q/g;
const AMOUNTS = 7_000_000_000;

/** The words in one cell. An amount is one by its size, a start by its column. */
export function wordsIn(column: string, value: unknown): string[] {
  if (typeof value === 'number') return value >= AMOUNTS && value < AMOUNTS * 1.2 ? [`N${value}`] : [];
  if (typeof value !== 'string') return [];
  if (column === 'start' && value.includes('T')) return [`S${value}`];
  return value.match(WORD) ?? [];
}

export const wordsOf = (row: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(row).flatMap(([column, value]) => wordsIn(column, value));

export class Ledger {
  readonly writes = new Map<string, Write>();
  readonly deletions = new Map<string, Deletion[]>();
  /** Places where an old value was brought back on purpose: a word there may have been written twice. */
  readonly blurred = new Set<string>();
  /** Words that were overwritten by somebody who had seen them, with the words that did it. */
  readonly builtOn = new Map<string, Set<string>>();
  /** What of a person's text was typed into which note. */
  readonly typed = new Map<string, { note: string; by: string; scope: string }>();
  /** Rows into which a word was taken over from where it was written first. */
  readonly takenInto = new Map<string, string[]>();
  /** Files that somebody attached, by the laptop on which that was. */
  readonly brought: { laptop: number; person: string; attachment: string; sha256: string }[] = [];
  /** What makes two columns one unit: amount and currency, start and end, as somebody wrote them. */
  readonly pairs = new Map<string, string>();
  /** `person word by`: who put which word in the place of which. */
  readonly #exchanged = new Set<string>();
  /** What was taken from somebody without a record of it: by undo, or by a row that was made twice. */
  readonly faults: string[] = [];
  /** `person word`: who wrote a word or chose it again, undo left out. */
  readonly #chosen = new Set<string>();
  #serial = 0;

  word(): string {
    this.#serial += 1;
    return `zq${this.#serial}q`;
  }

  amount(): number {
    this.#serial += 1;
    return AMOUNTS + this.#serial;
  }

  /** A number that no other call gives. */
  serial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** What a person's command did to a row, as the row showed before and after. */
  observe(by: string, table: string, id: string, before: Row | undefined, after: Row | undefined): void {
    if (!after) return;
    if (before?.['deleted'] === 0 && after['deleted'] === 1) this.#deleted(by, table, id, before);
    for (const [column, value] of Object.entries(after)) {
      const was = before?.[column] ?? null;
      if (was === value) continue;
      const [word] = wordsIn(column, value);
      const [seen] = wordsIn(column, was);
      if (word === undefined) {
        if (seen !== undefined) this.#built(seen, `${rowKey(table, id)} emptied`);
        continue;
      }
      this.wrote({
        word,
        table,
        id,
        unit: unitOf(column),
        saw: seen ?? null,
        by,
        scope: String(after['scope']),
      });
    }
    this.#pair(after, 'need_amount', 'need_currency');
    this.#pair(after, 'start', 'end');
  }

  /** As `observe`, of what turned back to an earlier state: who brings a word back so has not chosen it. */
  turnedBack(by: string, table: string, id: string, before: Row | undefined, after: Row | undefined): void {
    const chosen = wordsOf(after ?? {}).filter((word) => !this.hasChosen(by, word));
    this.observe(by, table, id, before, after);
    for (const word of chosen) this.#chosen.delete(`${by} ${word}`);
  }

  hasChosen = (by: string, word: string): boolean => this.#chosen.has(`${by} ${word}`);

  wrote(write: Write): void {
    this.#chosen.add(`${write.by} ${write.word}`);
    if (write.saw !== null) {
      this.#built(write.saw, write.word);
      this.#exchanged.add(`${write.by} ${write.saw} ${write.word}`);
    }
    const known = this.writes.get(write.word);
    if (known) {
      this.blur(write.table, write.id, write.unit);
      this.takenInto.set(write.word, [...(this.takenInto.get(write.word) ?? []), write.id]);
    } else this.writes.set(write.word, write);
  }

  typedInto(note: Row, word: string, by: string): void {
    this.typed.set(word, { note: String(note['id']), by, scope: String(note['scope']) });
  }

  blur(table: string, id: string, unit: string): void {
    this.blurred.add(`${rowKey(table, id)}/${unit}`);
  }

  isBlurred = (table: string, id: string, unit: string): boolean =>
    this.blurred.has(`${rowKey(table, id)}/${unit}`);

  deletionsOf = (table: string, id: string): readonly Deletion[] =>
    this.deletions.get(rowKey(table, id)) ?? [];

  /** True where the writer of `younger` had seen `elder`, or what had replaced it. */
  isAncestor(elder: string, younger: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null = younger; at !== null && !seen.has(at);) {
      if (at === elder) return true;
      seen.add(at);
      at = this.writes.get(at)?.saw ?? null;
    }
    return false;
  }

  /** True where whoever deleted a row had seen the word, or what had replaced it: knew it, so that nothing is lost. */
  knew({ saw, by }: Deletion, word: string): boolean {
    return (
      saw.has(word) ||
      [...saw].some((seen) => this.isAncestor(word, seen) || this.#exchanged.has(`${by} ${word} ${seen}`))
    );
  }

  #built(word: string, by: string): void {
    const known = this.builtOn.get(word);
    if (known) known.add(by);
    else this.builtOn.set(word, new Set([by]));
  }

  #deleted(by: string, table: string, id: string, before: Row): void {
    const list = this.deletions.get(rowKey(table, id)) ?? [];
    this.deletions.set(rowKey(table, id), list);
    list.push({ by, saw: new Set(wordsOf(before)) });
  }

  #pair(row: Row, first: string, second: string): void {
    const [word] = wordsIn(first, row[first]);
    if (word !== undefined && !this.pairs.has(word)) this.pairs.set(word, String(row[second]));
  }
}
