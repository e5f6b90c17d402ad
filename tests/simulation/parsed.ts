/** Cells as a database has them in one column: JSON. */
export const parsed = (json: unknown): Record<string, unknown> =>
  JSON.parse(String(json ?? '{}')) as Record<string, unknown>;
