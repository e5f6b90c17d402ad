/** A row as the server holds it, for the oracle. */
export interface HeldRow {
  readonly table: string;
  readonly id: string;
  readonly scope: string;
  readonly deleted: number;
  readonly cells: Readonly<Record<string, unknown>>;
}
