import type { Device } from '../../db/server/queries/devices.ts';
import type { StoredResult } from '../../db/server/queries/push-results.ts';
import type { Tx } from '../../db/server/statements.ts';
import { together } from '../../db/server/together.ts';
import { transact, type ServerStore } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { Change } from '../../src-shared/sync/change.ts';
import type { Deletion } from '../../src-shared/sync/mass-deletion.ts';
import type { PushRequest, PushResponse } from '../../src-shared/sync/protocol.ts';
import type { Grants, Scope } from '../../src-shared/sync/scope.ts';
import { expectNoneMissing } from '../missing-rights.ts';
import { applyChanges, loadChanged } from './apply-changes.ts';
import { isolatePoison, isPoisonous, NotPoison } from './isolate-poison.ts';
import { freeSteps } from './free-steps.ts';
import { handOver } from './hand-over.ts';
import { keepFirstAnswers } from './first-answers.ts';
import { followLives } from './follow-lives.ts';
import { followOwners } from './follow-owners.ts';
import { followRights } from './follow-rights.ts';
import { followRows, recordConflicts, SETTLED } from './record-conflicts.ts';
import { auditPush } from './audit-push.ts';
import { answersOf } from './answers.ts';
import { landLateEdits } from './merged-rows.ts';
import { quarantine } from './quarantine.ts';
import { holdDeletions, manyDeletions, tellLeads } from './hold-deletion.ts';
import { isRepeated, pushedOf } from './repeated.ts';
import { passOn } from './pass-on.ts';
import { refusedSoFar } from './refused-so-far.ts';
import { succeed } from './succeed.ts';
import type { Role } from '../../src-shared/domain/organisation/tables.ts';
import { WriteSet } from './write-set.ts';

/** What follows from rows and is written with them, in the same commit. */
export type Project = (set: WriteSet, commit: { now: number; personId: string }) => Promise<void>;

export interface PushContext {
  readonly store: ServerStore;
  readonly epoch: string;
  /** A stamp for the server's own writes; grows with every call. */
  readonly stamp: () => number;
  readonly project: Project;
  /** After a commit: who should pull. */
  readonly committed: (news: News) => void;
  /** A change that threw, by number; the error's message may hold data and is not for the log. */
  readonly poisoned: (device: number, n: number, error: unknown) => void;
}

export interface News {
  readonly scopes: ReadonlySet<Scope>;
  /** People whose rights changed. */
  readonly people: readonly string[];
  /** The device that pushed; it pulls anyway. */
  readonly except: number;
  readonly entries: number;
}

export type PushFailure =
  | { type: 'BadRequest'; detail: string }
  | { type: 'TokenRevoked' }
  | { type: 'Forked' }
  | { type: 'ManyDeletions'; deletion: Deletion };

class Refusal extends NotPoison {
  readonly failure: PushFailure;
  /** What waits for a word: the answer names the first, the server keeps them all. */
  readonly held: readonly Deletion[];

  constructor(failure: PushFailure, held: readonly Deletion[] = []) {
    super(failure.type);
    this.failure = failure;
    this.held = held;
  }
}

/**
 * Decides a device's changes. Idempotent on (device, n): what was decided before is answered again, not applied again.
 * Numbers follow each other without a gap, so that a change which was lost on the way is noticed. Throws `RightsMissing`.
 */
export async function push(
  context: PushContext,
  device: Device,
  request: PushRequest,
  now: number,
): Promise<Result<PushResponse, PushFailure>> {
  const changes = request.changes;
  for (const [at, change] of changes.entries()) {
    if (at > 0 && change.n !== changes[at - 1]!.n + 1) {
      return err({ type: 'BadRequest', detail: `change ${change.n} follows ${changes[at - 1]!.n}` });
    }
  }
  // A laptop of another epoch has numbered its changes against another history: it must pull first.
  const current = request.epoch === context.epoch ? changes : [];
  try {
    const confirmed = request.confirmed === true;
    // A program of version 1 does not tell them; any other that tells none has none.
    const earlier = request.earlier ?? (request.protocol < TELLS_NUMBERS ? undefined : []);
    const { upTo, told } = await decide(context, device, { changes: current, confirmed, earlier }, now);
    const results = told ? await context.store.pushResults.read(device.id, current[0]!.n, upTo) : [];
    const asks = changes.length === 0 && request.epoch === context.epoch;
    const refused = asks || isRowMissing(results) ? await refusedSoFar(context.store, device.id, upTo) : [];
    const before = refused.filter(({ n }) => changes.length === 0 || n < changes[0]!.n);
    const answers = await answersOf(context.store, device, [...before, ...results]);
    return ok({ upTo, results: answers, serverTime: now, epoch: context.epoch });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.held.length > 0) await holdDeletions(context, device, error.held, now);
    return err(error.failure);
  }
}

/** A laptop forgets what it remembers of a row that is not there: it must have heard before what else was refused of it. */
const isRowMissing = (results: readonly StoredResult[]): boolean =>
  results.some(({ reason }) => reason === 'RowMissing');

/** The first version whose laptops tell with each push which other numbers they have had. */
const TELLS_NUMBERS = 2;

/** Commits the changes, in one transaction where none of them breaks it; else transaction by transaction. */
async function decide(
  context: PushContext,
  device: Device,
  { changes, ...said }: { changes: readonly Change[] } & Said,
  now: number,
): Promise<Decided> {
  const attempt = (part: readonly Change[], banned: ReadonlySet<number>, keep: boolean): Promise<Decided> =>
    commit(context, device, { all: changes, part, banned, keep, ...said }, now);
  try {
    return await attempt(changes, new Set(), true);
  } catch (error) {
    if (!isPoisonous(error)) throw error;
    const upTo = await isolatePoison(
      changes,
      async (...part) => (await attempt(...part)).upTo,
      (n, fault) => context.poisoned(device.id, n, fault),
    );
    return { upTo, told: true };
  }
}

/** What a laptop says beside its changes. */
interface Said {
  /** Its person was asked about deletions. */
  readonly confirmed: boolean;
  /** Other numbers that it has had; undefined where its program does not tell them. */
  readonly earlier: readonly number[] | undefined;
}

interface Decided {
  readonly upTo: number;
  /** Whether something is to be answered: a refusal, a merge, or what was answered before. */
  readonly told: boolean;
}

class Undo extends Error {}

async function commit(
  context: PushContext,
  device: Device,
  changes: {
    all: readonly Change[];
    part: readonly Change[];
    banned: ReadonlySet<number>;
    keep: boolean;
  } & Said,
  now: number,
): Promise<Decided> {
  let upTo = 0;
  let told = false;
  let news: News | null = null;
  const work = async (tx: Tx): Promise<void> => {
    news = null;
    const set = new WriteSet(tx, context.stamp());
    const [last, grants] = await together(
      tx.devices.beginPush(device.id),
      tx.grants.read(device.person_id),
      loadChanged(set, changes.part),
    );
    if (last === null) throw new Refusal({ type: 'TokenRevoked' });
    await expectNoneMissing(tx, device.person_id, { held: grants, inQuestion: [] });
    const fresh = changes.part.filter((change) => change.n > last);
    // A copy of the laptop may have sent more under its number: that decides nothing that this one has written meanwhile.
    upTo = Math.min(last, changes.part.at(-1)?.n ?? last);
    told = fresh.length < changes.part.length;
    if (told && !isRepeated(changes.all, last, await tx.devices.pushed(device.id)))
      throw new Refusal({ type: 'Forked' });
    if (fresh.length === 0) return;
    if (changes.keep && fresh[0]!.n !== last + 1) {
      throw new Refusal({ type: 'BadRequest', detail: `change ${fresh[0]!.n} follows ${last}` });
    }
    const written = await write(context, set, { device, grants }, { ...changes, fresh }, now);
    news = written.news;
    told ||= written.told;
    upTo = fresh.at(-1)!.n;
    if (!changes.keep) throw new Undo();
  };
  try {
    await transact(context.store, work);
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    news = null;
  }
  if (news) context.committed(news);
  return { upTo, told };
}

async function write(
  context: PushContext,
  set: WriteSet,
  { device, grants }: { device: Device; grants: Grants },
  changes: {
    all: readonly Change[];
    fresh: readonly Change[];
    banned: ReadonlySet<number>;
  } & Said,
  now: number,
): Promise<{ news: News; told: boolean }> {
  const { tx } = set;
  const members = changes.fresh.some((change) => change.table === 'book_member');
  const role = members ? await roleOf(tx, device.person_id) : null;
  const { earlier } = changes;
  const pusher = { device: device.id, personId: device.person_id, grants, role, earlier };
  const applied = await applyChanges(set, pusher, changes, now);
  await expectNoneMissing(tx, device.person_id, {
    held: grants,
    inQuestion: applied.strays.flatMap(({ change, row, owner }) => [
      change.scope,
      ...[row, owner].flatMap((one) => one?.scope ?? []),
    ]),
  });
  for (const { n, error } of applied.poisoned) context.poisoned(device.id, n, error);
  const many = await manyDeletions(set, device.id, now);
  if (many.length > 0) {
    const allowed = changes.confirmed ? null : await tx.deletions.allowedIn(device.id, many, now);
    const [first, ...others] = allowed ? many.filter(({ scope }) => !allowed.has(scope)) : [];
    if (first) throw new Refusal({ type: 'ManyDeletions', deletion: first }, [first, ...others]);
    await tx.deletions.noteConfirmed(device.id, changes.fresh.at(-1)!.n);
    for (const deletion of many) await tellLeads(set, deletion, device, { now, held: false });
  }
  await quarantine(set, pusher, applied.strays, now);
  await passOn(set, { id: device.person_id, grants }, now);
  await followOwners(set, grants);
  await handOver(set, now);
  await succeed(set);
  await freeSteps(set);
  const overwrites = [...applied.overwrites, ...(await landLateEdits(set, applied.late))];
  await followLives(set, overwrites);
  const answers = await keepFirstAnswers(set, overwrites, pusher, now);
  await recordConflicts(set, answers.open, { apart: applied.apart, pusher }, now);
  await recordConflicts(set, answers.settled, { apart: [], pusher }, now, SETTLED);
  await followRows(set);
  await context.project(set, { now, personId: device.person_id });
  const upTo = changes.fresh.at(-1)!.n;
  await together(
    set.flush(now),
    tx.devices.endPush(device.id, upTo, now, pushedOf(changes.all, upTo), earlier),
    tx.pushResults.save(device.id, applied.results),
  );
  const broken = new Set(applied.results.filter(({ reason }) => reason === 'Poison').map(({ n }) => n));
  const poison = changes.fresh.filter(({ n }) => broken.has(n));
  if (poison.length > 0) await tx.pushResults.keepPoison(device.id, poison, now);
  const { people, ...copies } = await followRights(set, now);
  await auditPush(tx, device, { changes: changes.fresh, results: applied.results, people }, now);
  const news = {
    scopes: new Set([...set.scopes, ...copies.scopes]),
    people,
    except: device.id,
    entries: set.entries + copies.entries,
  };
  return { news, told: applied.results.length > 0 };
}

async function roleOf(tx: Tx, personId: string): Promise<Role | null> {
  const [person] = await tx.rows.read('person', [personId]);
  return person?.deleted === 0 ? (person.cells['role'] as Role) : null;
}
