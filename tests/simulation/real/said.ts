/** A change that was acknowledged on screen: this cell of this row was given this value. */
export interface Done {
  readonly table: 'customer' | 'event';
  readonly id: string;
  readonly column: 'name' | 'remark' | 'title';
  readonly value: string;
}

/** What a desk says to whoever runs it. */
export type Said =
  | { readonly ready: true; readonly integrity: string }
  | { readonly done: Done }
  | { readonly log: string; readonly fields: Readonly<Record<string, string | number | boolean>> }
  /** Nothing waits and everything is complete: cursor of each scope, and what its rows add up to. */
  | { readonly settled: Readonly<Record<string, readonly [number, string]>> };
