import type { Seeded } from '../../src-shared/kernel/seeded.ts';
import { ACTS } from './acts.ts';
import type { Acts } from './doing.ts';
import { kindOf } from './kind.ts';
import type { Fate } from './line.ts';
import { MERGE_ACTS } from './merge-acts.ts';

/** Fates of a request, with their weights once something goes wrong. */
export const FATES: readonly (readonly [Fate, number])[] = [
  ['lostRequest', 4],
  ['lostAnswer', 8],
  ['twiceFirst', 3],
  ['twiceSecond', 3],
  ['late', 5],
  ['slow', 5],
  ['status413', 1],
  ['status429', 1],
  ['status503', 1],
  ['status500', 1],
  ['portal', 1],
  ['laptopDies', 2],
  ['serverDiesBefore', 2],
  ['serverDiesAfter', 2],
];

type Weighted = Readonly<Record<string, number>>;

/** What else happens, beside people's work. */
const EVENTS: Weighted = {
  exchange: 30,
  unplug: 2,
  clock: 3,
  die: 2,
  dieAtCommand: 2,
  dieAtExchange: 2,
  member: 3,
  handOverBook: 2,
  leaves: 0.6,
  returns: 1.2,
  newerVersion: 1.5,
  olderVersion: 1.5,
  massDeletion: 0.3,
  poison: 0.8,
  revokeDevice: 0.4,
};
/** What happens only in histories in which nobody loses a right: what was forgotten with one cannot be offered again. */
const WITH_RESTORES: Weighted = { backup: 2, restore: 1, newerVersion: 0, olderVersion: 0, revokeDevice: 0 };
const UNNOTICED: Weighted = { ...WITH_RESTORES, restore: 0, restoreUnnoticed: 1 };
/** Pushes that come to a server which has lost what they are about. */
const LATE: Weighted = { cameLate: 4 };
/** What was seen, lost and comes again in another order, as often as a short history can hold. */
const ON_ONE_FIELD: Weighted = { updateCustomer: 90, removeCustomer: 1, exchange: 80, backup: 8 };
const ON_ONE_FIELD_PUT_BACK = 6;
const LIVES_PUT_BACK = 6;
const OF_LIVES: Weighted = {
  ...{ createCustomer: 8, updateCustomer: 80, removeCustomer: 20, poison: 6, exchange: 130 },
  ...{ seenAndLost: 20, deletedAndLost: 6 },
  ...{ moveCustomer: 0, linkNote: 0, letIn: 0, member: 0, handOverBook: 0, leaves: 0, returns: 0 },
  ...{ clock: 0, massDeletion: 0, undo: 0, redo: 0, settle: 0, retryRefused: 0 },
};
const OTHERS_BESIDE_LIVES = 0.1;
const OTHER_ACTS = 0.3;
const OF_SINGLES: Weighted = {
  ...{ createEvent: 30, moveEvent: 6, answerOne: 40, proposeOne: 40, replyProposal: 40, exchange: 140 },
};
const OF_TASKS: Weighted = { createTask: 12, completeTask: 40, updateTask: 50, exchange: 80, madeTwice: 4 };
const OF_STEPS: Weighted = {
  ...{ shareTask: 14, addStep: 10, tickStep: 50, handOverTask: 10, replyTask: 24, exchange: 170 },
  ...{ createTask: 4, updateTask: 10, completeTask: 8, reopenTask: 8, removeTask: 3, undo: 6 },
};
const WITH_CLONES: Weighted = { clone: 1.5 };
const WITH_SHORT_TOKENS: Weighted = { thief: 1.5 };
const WITH_AGE: Weighted = { upkeep: 3 };
const WITH_DAMAGE: Weighted = { damage: 3 };
/** What only a disk of one's own can do. */
const ON_OWN_DISK: Weighted = { coldStart: 2, diskFull: 6, diskFullAtExchange: 3 };
/** Everything that goes wrong in a large enough run. */
export const KNOWN_FAULTS: readonly string[] = [
  ...FATES.map(([fate]) => fate),
  ...Object.keys({
    ...EVENTS,
    ...ON_OWN_DISK,
    ...UNNOTICED,
    ...WITH_CLONES,
    ...WITH_SHORT_TOKENS,
    ...WITH_AGE,
    ...WITH_DAMAGE,
    ...LATE,
    ...OF_LIVES,
  }).filter((name) => name !== 'exchange' && !(name in ACTS)),
  'bookFromDesk',
  'bookGiven',
  'renewed',
  'renewedAgain',
  'tokenExpired',
  'tokenReplayed',
  'erased',
  'erasedUnsent',
  'shutOut',
  'part',
  'page',
  'fileBegun',
  'fileCame',
  'fileFetched',
  'fileKept',
];

const weightsOf = (acts: Acts): Weighted =>
  Object.fromEntries(Object.entries(acts).map(([name, [weight]]) => [name, weight]));
const PEOPLES = weightsOf(ACTS);
const scaled = (weights: Weighted, by: number): Weighted =>
  Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight * by]));

/** How often what happens in the history of a seed. */
export function weightsFor(seed: number): Record<string, number> {
  const {
    ownDisks,
    restores,
    unnoticed,
    oneField,
    lives,
    tasks,
    steps,
    singles,
    clones,
    damage,
    merges,
    ages,
    shortTokens,
  } = kindOf(seed);
  const weights: Record<string, number> = { ...PEOPLES, ...EVENTS };
  if (ownDisks) Object.assign(weights, ON_OWN_DISK);
  if (restores) Object.assign(weights, WITH_RESTORES);
  if (unnoticed) Object.assign(weights, UNNOTICED);
  if (unnoticed && !oneField) Object.assign(weights, LATE);
  if (oneField)
    Object.assign(weights, ON_ONE_FIELD, {
      [restores ? 'restore' : 'restoreUnnoticed']: lives ? LIVES_PUT_BACK : ON_ONE_FIELD_PUT_BACK,
    });
  if (lives) Object.assign(weights, scaled(PEOPLES, OTHERS_BESIDE_LIVES), OF_LIVES);
  if (clones) Object.assign(weights, WITH_CLONES);
  if (shortTokens) Object.assign(weights, WITH_SHORT_TOKENS);
  if (damage) Object.assign(weights, WITH_DAMAGE);
  if (tasks) Object.assign(weights, scaled(PEOPLES, OTHER_ACTS), OF_TASKS);
  if (singles) Object.assign(weights, scaled(PEOPLES, OTHER_ACTS), OF_SINGLES);
  if (steps) Object.assign(weights, scaled(PEOPLES, OTHER_ACTS), OF_STEPS);
  if (merges) Object.assign(weights, weightsOf(MERGE_ACTS));
  if (ages) Object.assign(weights, WITH_AGE);
  return weights;
}

/** One of several, the heavier the more often. */
export function weighted<T>(random: Seeded, from: readonly T[], weight: (one: T) => number): T {
  let left = random.next() * from.reduce((sum, one) => sum + weight(one), 0);
  for (const one of from) {
    left -= weight(one);
    if (left < 0) return one;
  }
  return from.at(-1)!;
}
