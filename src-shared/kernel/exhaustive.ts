/** Ends a union: the compiler refuses a forgotten case, and at run time an impossible state is loud. */
export function exhaustive(value: never): never {
  throw new Error(`impossible case: ${JSON.stringify(value)}`);
}
