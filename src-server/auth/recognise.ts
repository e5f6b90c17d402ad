import type { MadeEntry } from '../../db/server/queries/log.ts';
import { marksFrom } from '../../db/server/queries/rows.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Earlier, SignInResponse } from '../../src-shared/sync/session-requests.ts';
import { answersOf } from '../push/answers.ts';
import { refusedSoFar } from '../push/refused-so-far.ts';
import { markOfNumber } from '../push/repeated.ts';

type Recognised = NonNullable<SignInResponse['before']>;

/**
 * What became of the changes that a laptop made under an earlier number. A server that was set back knows of fewer than
 * the laptop was told were decided; a copy of the laptop may have sent the oldest of those that wait here. The newest
 * one that is found, and all before it, are decided; the rest is this laptop's own, to be sent under its new number.
 */
export async function recognise(tx: Tx, personId: string, before: Earlier): Promise<Recognised> {
  const last = await lastKnown(tx, personId, before);
  const had: number[] = [];
  for (const one of before.earlier ?? []) had.push(Math.min(one.decided, await lastKnown(tx, personId, one)));
  const earlier = had.length > 0 ? { earlier: had } : {};
  if (last <= before.decided) {
    const refused = last > 0 ? await refusedSoFar(tx, before.device, last) : [];
    const results = await answersOf(tx, { id: before.device, person_id: personId }, refused);
    return { upTo: last, results, ...earlier };
  }
  const upTo = await lastShared(tx, before, last);
  if (upTo === before.decided) return { upTo, results: [], ...earlier };
  const stored = await tx.pushResults.read(before.device, before.decided + 1, upTo);
  const results = await answersOf(tx, { id: before.device, person_id: personId }, stored);
  return { upTo, results, ...earlier };
}

/** The last change that is known of a number; 0 where it is not this laptop's: one that was given twice may be another's. */
async function lastKnown(
  tx: Tx,
  personId: string,
  { device, since }: { device: number; since?: number | undefined },
): Promise<number> {
  const known = await tx.devices.ofPerson(device, personId);
  return known && (since ?? known.created_at) === known.created_at ? known.last_n : 0;
}

async function lastShared(tx: Tx, { device, decided, waiting }: Earlier, last: number): Promise<number> {
  const pushed = await tx.devices.pushed(device);
  const inLog = new Map(
    (await tx.log.made(device, [...new Set(waiting.map(({ id }) => id))])).map((one) => [one.n, one]),
  );
  const shared = waiting.filter((change) => {
    if (change.n > last) return false;
    if (change.mark !== undefined && pushed !== null && change.n > pushed.after)
      return markOfNumber(pushed, change.n) === change.mark;
    // Older than the last push, of which marks are kept.
    const entry = inLog.get(change.n);
    return entry?.tbl === change.table && entry.row_id === change.id && stampsOf(entry).has(change.clock);
  });
  return shared.reduce((newest, { n }) => Math.max(newest, n), decided);
}

function stampsOf(entry: MadeEntry): ReadonlySet<number | null> {
  const { row, units } = marksFrom(entry.row_clock, 0, entry.units);
  return new Set([row[0], entry.claimed_clock, ...Object.values(units).map(([clock]) => clock)]);
}
