import type { Plant } from './plant.ts';

export const LAPTOP_PLANTS: readonly Plant[] = [];
