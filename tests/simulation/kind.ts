/** What can happen in the history of a seed: some things exclude each other, some cost much. */
export interface Kind {
  /** Its laptops have disks of their own, which can be full and be read cold; all their statements are prepared anew. */
  readonly ownDisks: boolean;
  /** Its laptops begin empty; the others have signed in and hold everything already. */
  readonly fromNothing: boolean;
  /** The server is put back to a backup, and everybody is told. */
  readonly restores: boolean;
  /** It is put back and nobody notices. */
  readonly unnoticed: boolean;
  /** Nearly all write one field of one customer. */
  readonly oneField: boolean;
  /**
   * Of those, where it is also deleted often, changes are refused, and two write in one moment; nobody turns back or
   * settles and no clock runs ahead, so that each word and each record of it can be judged.
   */
  readonly lives: boolean;
  /** Mostly tasks that come again; of who has two laptops, both make the next one. */
  readonly tasks: boolean;
  /** Mostly tasks with steps that are handed over, ticked and taken back. */
  readonly steps: boolean;
  /** Mostly series of meetings, and words about single ones of them. */
  readonly singles: boolean;
  /** Somebody copies the disk of a laptop, and both go on. */
  readonly clones: boolean;
  /** Rows change behind a desk's back. */
  readonly damage: boolean;
  /** Customers are merged. */
  readonly merges: boolean;
  /** The server compacts notes and cuts what is hours old. */
  readonly ages: boolean;
  /** Tokens run out after a quarter of an hour and are renewed. */
  readonly shortTokens: boolean;
  /** Snapshots, news and repairs come in many small parts. */
  readonly smallAnswers: boolean;
}

/** Put back with a word and without one, with short tokens and lasting ones. */
const LIVES: readonly number[] = [18, 23, 38, 43, 63, 78];

export const kindOf = (seed: number): Kind => ({
  ownDisks: seed % 20 === 0 || seed % 20 === 9,
  fromNothing: seed % 10 === 1,
  restores: seed % 10 === 3,
  unnoticed: seed % 10 === 8,
  oneField: seed % 20 === 3 || seed % 20 === 18,
  lives: LIVES.includes(seed % 80),
  tasks: seed % 20 === 2,
  steps: seed % 20 === 19,
  singles: seed % 20 === 12,
  clones: seed % 20 === 9,
  damage: seed % 10 === 4,
  merges: seed % 10 === 6,
  ages: seed % 10 === 7,
  shortTokens: Math.floor(seed / 20) % 2 === 0,
  // Also of those that begin empty, that are restored and that are damaged.
  smallAnswers: seed % 10 === 5 || seed % 20 < 5,
});
