import { transact, type ServerStore } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { keptWindow } from '../../src-shared/domain/calendar/kept-window.ts';
import { followOwners } from '../push/follow-owners.ts';
import { followRows } from '../push/record-conflicts.ts';
import { BANK, scopeOf } from '../../src-shared/sync/scope.ts';
import { WriteSet } from '../push/write-set.ts';
import { projectAssignmentFiles } from './assignment-files.ts';
import { projectAssignmentSteps } from './assignment-steps.ts';
import { reofferTasks } from './assignments.ts';
import { customersOf, writeFrontCards } from './front-cards.ts';
import { reproject } from './project.ts';
import { countAgain } from './tallies.ts';

const SERIES = 250;
const BLOCKS = 2_000;
const DAY = 86_400_000;

const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

/** True where the projections were already moved on to today. */
export const isRolled = async (store: ServerStore, now: EpochMs): Promise<boolean> =>
  (await store.meta.rolledTo()) === dayOf(now);

export interface RollContext {
  readonly store: ServerStore;
  readonly stamp: () => number;
  /** Series done so far. */
  readonly onProgress?: (done: number) => void;
  /** Ends the work between two commits; the next run goes on. */
  readonly stop?: AbortSignal;
}

/**
 * Moves the window of busy blocks on to today: once a day, in small commits, so that pushes hardly wait. The first
 * time, and after calendars were loaded in bulk, everything is projected. Done twice it changes nothing.
 */
export async function rollForward(context: RollContext, now: EpochMs): Promise<void> {
  const { store } = context;
  const today = dayOf(now);
  const rolled = await store.meta.rolledTo();
  if (rolled === today) return;
  if (rolled === null) {
    await movePrivate(context, now);
    await projectEverything(context, now);
    await makeFrontCards(context, now);
    await projectTasks(context, now);
  } else {
    const old = keptWindow(Date.parse(rolled));
    await inParts(
      context,
      await store.calendar.rootsToRoll(dayOf(old.to - 2 * DAY), dayOf(keptWindow(now).to + 2 * DAY)),
      { now, since: old.to },
    );
  }
  await dropEnded(context, keptWindow(now).from, now);
  await store.meta.saveRolledTo(today);
}

/** Out of calendars that leads read: what an older version, or a feed, put there. */
async function movePrivate(context: RollContext, now: EpochMs): Promise<void> {
  for (;;) {
    const ids = await context.store.calendar.privateInCalendars(SERIES);
    if (ids.length === 0) return;
    await commit(context, now, async (set) => {
      await set.load('event', ids);
      await followOwners(set);
      await followRows(set);
    });
  }
}

/** The cards of every book: after a bulk load, and the first time. */
async function makeFrontCards(context: RollContext, now: EpochMs): Promise<void> {
  for (let after: Id = ''; ;) {
    const { rows: books } = await context.store.rows.page('book', BANK, after, SERIES);
    for (const [book] of books) {
      await commit(context, now, async (set) =>
        writeFrontCards(set, await customersOf(set, scopeOf('book', String(book)))),
      );
    }
    if (books.length < SERIES) return;
    after = String(books.at(-1)![0]);
  }
}

/** Tallies and the delegates' copies, of everybody: after a bulk load, and the first time. */
async function projectTasks(context: RollContext, now: EpochMs): Promise<void> {
  for (let after: Id = ''; ;) {
    const { rows: people } = await context.store.rows.page('person', BANK, after, SERIES);
    const ids = people.map(([id]) => String(id));
    await commit(context, now, async (set) => {
      const handedOver = await set.tx.rows.readBy('task', 'delegate_id', ids);
      await reofferTasks(
        set,
        handedOver.map(({ id }) => id),
        now,
      );
      await projectAssignmentSteps(set, now);
      await projectAssignmentFiles(set);
      for (const id of ids) await countAgain(set, id, null);
    });
    if (people.length < SERIES) return;
    after = ids.at(-1)!;
  }
}

/** When the window was moved last is forgotten with a bulk load: what came into it within so many days is looked at again. */
const ENTERED_DAYS = 31;

async function projectEverything(context: RollContext, now: EpochMs): Promise<void> {
  const since = keptWindow(now).to - ENTERED_DAYS * DAY;
  let after: Id = '';
  let done = 0;
  for (;;) {
    const roots = await context.store.calendar.rootsAfter(after, SERIES);
    const last = roots.at(-1);
    if (last === undefined) return;
    await inParts(context, roots, { now, since });
    after = last;
    done += roots.length;
    context.onProgress?.(done);
  }
}

async function inParts(
  context: RollContext,
  roots: readonly Id[],
  at: { now: EpochMs; since: EpochMs },
): Promise<void> {
  for (let from = 0; from < roots.length; from += SERIES) {
    await commit(context, at.now, (set) => reproject(set, roots.slice(from, from + SERIES), at));
  }
}

async function dropEnded(context: RollContext, before: EpochMs, now: EpochMs): Promise<void> {
  for (;;) {
    const ids = await context.store.calendar.endedBlockIds(before, BLOCKS);
    if (ids.length === 0) return;
    await commit(context, now, async (set) => {
      await set.load('busy_block', ids);
      for (const id of ids) set.vanish('busy_block', id);
    });
  }
}

async function commit(
  context: RollContext,
  now: EpochMs,
  work: (set: WriteSet) => Promise<void>,
): Promise<void> {
  context.stop?.throwIfAborted();
  return transact(context.store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, context.stamp());
    await work(set);
    await set.flush(now);
  });
}
