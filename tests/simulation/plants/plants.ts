import { LAPTOP_APPLY } from './laptop-apply.ts';
import { LAPTOP_WRITE } from './laptop-write.ts';
import type { Plant } from './plant.ts';

/** Every bug that the simulation must find. */
export const PLANTS: readonly Plant[] = [...LAPTOP_APPLY, ...LAPTOP_WRITE];
