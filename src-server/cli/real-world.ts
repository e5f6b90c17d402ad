import type { World } from '../../src-shared/kernel/env.ts';

/** The world as it is: the only place of the server that reads the clock. */
export const realWorld: World = { now: Date.now, random: Math.random };

/** Standard error, for progress. */
export const terminal = {
  tty: process.stderr.isTTY,
  write: (text: string): void => void process.stderr.write(text),
};
