import { LAPTOP_PLANTS } from './laptop.ts';
import type { Plant } from './plant.ts';

/** Every bug that the simulation must find. */
export const PLANTS: readonly Plant[] = [...LAPTOP_PLANTS];
