/**
 * What several statements of one transaction give that do not wait for each other: they go out together, and are done in
 * this order. Waits for all of them, also where one fails: nothing may be asked of a transaction that is over. Throws
 * the first failure, of which the others are consequences.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { readonly [N in keyof T]: Promise<T[N]> }
): Promise<T> {
  const settled = await Promise.allSettled(work);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
