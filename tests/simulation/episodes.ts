import { cameLate } from './came-late.ts';
import type { Doing } from './doing.ts';
import { madeTwice } from './made-twice.ts';
import { deletedAndLost, seenAndLost } from './seen-and-lost.ts';
import type { Stage } from './stage.ts';

/** What takes several laptops and a server in one order, and chance would hardly bring about. True where it came about. */
export const EPISODES: Readonly<Record<string, (stage: Stage, doing: Doing) => Promise<boolean>>> = {
  seenAndLost,
  deletedAndLost,
  madeTwice,
  cameLate,
};
