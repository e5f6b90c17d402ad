import type { WriteSet } from '../push/write-set.ts';

/** What follows from the rows that a commit touched, written with them. */
export async function project(set: WriteSet, commit: { now: number; personId: string }): Promise<void> {
  void set;
  void commit;
}
