/** A value or an expected failure. Failures are plain objects with a `type`, so that they may cross any boundary. */
export type Result<T, E extends Failure = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** What every expected failure looks like. The wording lives in the renderer's catalogues, keyed by `type`. */
export interface Failure {
  readonly type: string;
}

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <const E extends Failure>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});
