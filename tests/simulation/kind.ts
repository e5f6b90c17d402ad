/** What can happen in the history of a seed: some things exclude each other, some cost much. */
export interface Kind {
  /** Its laptops have disks of their own, which can be full and be read cold. */
  readonly ownDisks: boolean;
  /** Its laptops begin empty; the others have signed in and hold everything already. */
  readonly fromNothing: boolean;
  /** The server is put back to a backup. */
  readonly restores: boolean;
  /** Rows change behind a desk's back. */
  readonly damage: boolean;
}

export const kindOf = (seed: number): Kind => ({
  ownDisks: seed % 10 === 0,
  fromNothing: seed % 10 === 1,
  restores: seed % 10 === 3,
  damage: seed % 10 === 4,
});
