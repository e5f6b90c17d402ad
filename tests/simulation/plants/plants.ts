import { LAPTOP_APPLY } from './laptop-apply.ts';
import { LAPTOP_WRITE } from './laptop-write.ts';
import { LINEAGES } from './lineage.ts';
import type { Plant } from './plant.ts';
import { SERVER_COMMIT } from './server-commit.ts';
import { SERVER_PROJECTIONS } from './server-projections.ts';
import { SERVER_PULL } from './server-pull.ts';
import { SERVER_PUSH } from './server-push.ts';
import { SERVER_STEPS } from './server-steps.ts';
import { SESSIONS } from './sessions.ts';

/** Every bug that the simulation must find. */
export const PLANTS: readonly Plant[] = [
  ...LAPTOP_APPLY,
  ...LAPTOP_WRITE,
  ...SERVER_PUSH,
  ...SERVER_COMMIT,
  ...LINEAGES,
  ...SERVER_PULL,
  ...SERVER_PROJECTIONS,
  ...SERVER_STEPS,
  ...SESSIONS,
];
