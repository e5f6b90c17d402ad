import { type Context, use } from 'react';

/** The value of a context that the frame provides; outside of it the hook is used in the wrong place. */
export function useWithin<T>(context: Context<T | null>, hook: string): T {
  const value = use(context);
  if (value === null) throw new Error(`${hook} is used outside of the frame`);
  return value;
}
