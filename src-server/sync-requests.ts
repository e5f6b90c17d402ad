/**
 * What a laptop may ask, as messages in and messages out: the server without its door. HTTP stands in front of it in
 * production, the simulation calls it as it is.
 */
import { transact, type ServerStore } from '../db/server/store.ts';
import type { Contact, Device } from '../db/server/queries/devices.ts';
import { scopeOf } from '../src-shared/sync/scope.ts';
import { pushShape } from '../src-shared/sync/plain-shapes.ts';
import {
  MINIMUM_PROTOCOL,
  pullRequest,
  rangesRequest,
  snapshotRequest,
  type PullRequest,
  type PushRequest,
  type PushResponse,
  type RangesResponse,
  type SnapshotResponse,
} from '../src-shared/sync/protocol.ts';
import { parse, Refused } from './http/refuse.ts';
import { confirmDelivery } from './projections/confirm-delivery.ts';
import type { AnswerSize } from './pull/fitting.ts';
import { pull, type PullAnswer, type PullContext } from './pull/pull.ts';
import type { Reports } from './pull/reports.ts';
import { ranges } from './pull/ranges.ts';
import { snapshot } from './pull/snapshot.ts';
import { push, type PushContext } from './push/push.ts';

export interface SyncContext {
  readonly store: ServerStore;
  readonly epoch: string;
  readonly world: { now(): number };
  readonly push: PushContext;
  /** Smaller answers than usual. */
  readonly size?: AnswerSize;
}

/** What happened on the way that is worth a line in a log or a number in the metrics. */
export interface Remarks {
  readonly beyondHead: PullContext['beyondHead'];
  readonly notDelivered: (error: unknown) => void;
  /** A laptop was told that more of its changes were decided than the server knows of: the database was set back. */
  readonly setBack?: (decided: number, known: number) => void;
  /** What a laptop tells of its checksums is kept, where somebody keeps it. */
  readonly reports?: Reports;
}

/** Throws `Refused`. Returns how many changes the message held beside the answer. */
export async function answerPush(
  context: SyncContext,
  device: Device,
  body: unknown,
): Promise<{ changes: PushRequest['changes']; answer: PushResponse }> {
  const message = parse(pushShape, body);
  // Shapes only add, so that an old laptop can read what it may not write any more.
  if (message.protocol < MINIMUM_PROTOCOL) throw new Refused('TooOld');
  const result = await push(context.push, device, message, context.world.now());
  if (!result.ok) {
    const { type, ...more } = result.error;
    throw new Refused(type, more);
  }
  return { changes: message.changes, answer: result.value };
}

/** Throws `Refused`. */
export async function answerPull(
  context: SyncContext,
  device: Contact,
  body: unknown,
  remarks: Remarks,
): Promise<PullAnswer> {
  const message = parse(pullRequest, body);
  const { beyondHead } = remarks;
  const { made, decided = 0 } = message;
  const now = context.world.now();
  const same = message.epoch === context.epoch;
  if (same && made !== undefined && made < device.last_n) throw new Refused('Forked');
  const setBack = same && decided > device.last_n;
  if (setBack) remarks.setBack?.(decided, device.last_n);
  const anew = setBack || device.anew;
  const answer = await pull({ ...context, beyondHead, anew }, device, message, now);
  if (device.anew) await context.store.devices.anewTold(device.id, showingIt(answer, message));
  remarks.reports?.heard(device, message, answer.grants, now);
  if (message.exports) await tellExports(context.store, device, message.exports, now);
  await delivered(context, device, invitationsIn(answer, device.person_id), remarks);
  return message.protocol < MINIMUM_PROTOCOL ? { ...answer, minimum: MINIMUM_PROTOCOL } : answer;
}

/**
 * The scopes of which asking for the beginning shows that a laptop has heard to load anew. One that it holds whole it asks
 * for only then; where it holds none yet, the first that it begins must do, or it would load everything twice.
 */
function showingIt({ resnapshot }: PullAnswer, { cursors }: PullRequest): readonly string[] {
  const whole = resnapshot.filter((scope) => scope in cursors);
  return whole.length > 0 ? whole : resnapshot;
}

/** Throws `Refused`. */
export async function answerSnapshot(
  context: SyncContext,
  device: Contact,
  body: unknown,
  remarks: Remarks,
): Promise<SnapshotResponse> {
  const message = parse(snapshotRequest, body);
  const result = await snapshot(context, device, message, context.world.now());
  if (!result.ok) throw new Refused(result.error.type);
  if (device.anew && message.pin === undefined)
    await context.store.devices.anewBegun(device.id, message.scope);
  if (ownScopes(device.person_id).includes(message.scope)) {
    const page = result.value.pages.find((one) => one.table === 'invitation');
    await delivered(context, device, page?.rows.map((row) => String(row[0])) ?? [], remarks);
  }
  return result.value;
}

/** Throws `Refused`. */
export async function answerRanges(
  context: SyncContext,
  device: Device,
  body: unknown,
  remarks: Pick<Remarks, 'reports'> = {},
): Promise<RangesResponse> {
  const message = parse(rangesRequest, body);
  const result = await ranges(context, device, message, context.world.now());
  if (!result.ok) throw new Refused(result.error.type);
  remarks.reports?.compared(device, message, result.value, context.world.now());
  return result.value;
}

/** In one commit: each would wait for the end of the chain by itself, and half of them would be told again. */
const tellExports = (
  store: ServerStore,
  { id, person_id }: Device,
  exports: NonNullable<PullRequest['exports']>,
  now: number,
): Promise<void> =>
  transact(store, async (tx) => {
    for (const { at, what, count } of exports) {
      const detail = `${what} ${count}, ${new Date(inCalendar(at)).toISOString()}`;
      await tx.meta.appendAudit({ at: now, action: 'exported', personId: person_id, device: id, detail });
    }
  });

/** A laptop's clock may say anything. */
const inCalendar = (at: number): number => Math.min(Math.max(at, 0), 8.64e15);

/** Where a person's invitations lie; those to private events apart. */
const ownScopes = (personId: string): string[] => [
  scopeOf('calendar', personId),
  scopeOf('person', personId),
];

/** Invitations of this person that an answer hands out. */
export function invitationsIn(answer: PullAnswer, personId: string): string[] {
  const own = answer.checkpoints.filter((one) => ownScopes(personId).includes(one.scope));
  const entries = own
    .flatMap((one) => one.entries)
    .filter((entry) => entry.table === 'invitation' && entry.op === 'put');
  return [...new Set(entries.map((entry) => entry.id))];
}

/** Notes that invitations were handed out. If that fails, the answer is right all the same: the next one notes it. */
async function delivered(
  context: SyncContext,
  device: Device,
  ids: readonly string[],
  remarks: Remarks,
): Promise<void> {
  try {
    await confirmDelivery(context.push, device.person_id, ids, context.world.now());
  } catch (error) {
    remarks.notDelivered(error);
  }
}
