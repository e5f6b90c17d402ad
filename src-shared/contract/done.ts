import type { Failure, Result } from '../kernel/result.ts';

/** An act as it was when it was told of: its step of undo, and the last change of it, which is another after each turn. */
export interface Act {
  readonly step: number;
  readonly last: number;
}

/**
 * What a command came to. `act` is what it did for undo and redo, so that a window takes back what it did itself and not
 * what another did since; absent where nothing was recorded that could be taken back.
 */
export type Done<T, E extends Failure = Failure> = Result<T, E> & { readonly act?: Act };

/**
 * How an act stands that a window tells of. `next`: it is the one whose turn it is · `covered`: another came since, or it
 * is too long ago · `turned`: it was undone or done again, so that what is told is not so any more.
 */
export type Standing = 'next' | 'covered' | 'turned';
