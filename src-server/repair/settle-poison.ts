import { forgetResult, openPoison, settlePoison } from '../../db/server/queries/poison.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { Sql } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { Role } from '../../src-shared/domain/organisation/tables.ts';
import { applyChanges, loadChanged, type Applied } from '../push/apply-changes.ts';
import { followLives } from '../push/follow-lives.ts';
import { isPoisonous } from '../push/isolate-poison.ts';
import { landLateEdits } from '../push/merged-rows.ts';
import { recordConflicts } from '../push/record-conflicts.ts';
import type { WriteSet } from '../push/write-set.ts';
import { commitAsServer, type Operator } from './server-commit.ts';

export type PoisonFailure = { type: 'NoSuchPoison' } | { type: 'StillRefused'; reason: string };

class StillRefused extends Error {}

/**
 * Tries a change again that broke something, with the rights that its author has now; every laptop is told, its author's
 * too, which has let go of it. Where it breaks again nothing is changed and it stays open.
 */
export async function retryPoison(
  operator: Operator,
  device: number,
  n: number,
): Promise<Result<void, PoisonFailure>> {
  const { store, now } = operator;
  const personId = (await store.devices.people([device])).get(device);
  if (personId === undefined) return err({ type: 'NoSuchPoison' });
  let found = false;
  let applied: Applied | null = null;
  const apply = async (set: WriteSet, tx: Tx & Sql): Promise<void> => {
    applied = null;
    const kept = await openPoison(tx, device, n);
    if (!kept) return;
    found = true;
    const [person] = await tx.rows.read('person', [personId]);
    const role = person?.deleted === 0 ? (person.cells['role'] as Role) : null;
    const pusher = { device, personId, grants: await tx.grants.read(personId), role, forgot: true };
    await loadChanged(set, [kept.change]);
    applied = await applyChanges(
      set,
      pusher,
      { all: [kept.change], fresh: [kept.change], banned: new Set() },
      now,
    );
    const refused = applied.results.find(({ outcome }) => outcome === 'refused');
    if (refused) throw new StillRefused(refused.reason ?? 'Poison');
    await forgetResult(tx, device, n);
    await tx.pushResults.save(device, applied.results);
    await settlePoison(tx, device, n, 'retried');
    await tx.meta.appendAudit({ at: now, action: 'poison_retried', personId, device, detail: String(n) });
  };
  const settle = async (set: WriteSet): Promise<void> => {
    if (!applied) return;
    const overwrites = [...applied.overwrites, ...(await landLateEdits(set, applied.late))];
    await followLives(set, overwrites);
    await recordConflicts(set, overwrites, { apart: applied.apart, pusher: { device } }, now);
  };
  try {
    await commitAsServer(operator, personId, apply, settle);
  } catch (error) {
    if (error instanceof StillRefused) return err({ type: 'StillRefused', reason: error.message });
    if (isPoisonous(error)) return err({ type: 'StillRefused', reason: 'Poison' });
    throw error;
  }
  if (!found) return err({ type: 'NoSuchPoison' });
  return ok(undefined);
}

/** Lets go of it; its author's laptop keeps what was written until the author decides. */
export function dropPoison(
  { store, now }: Operator,
  device: number,
  n: number,
): Promise<Result<void, PoisonFailure>> {
  return store.transaction(async (tx) => {
    if (!(await openPoison(tx, device, n))) return err({ type: 'NoSuchPoison' });
    await settlePoison(tx, device, n, 'dropped');
    await tx.meta.appendAudit({
      at: now,
      action: 'poison_dropped',
      personId: null,
      device,
      detail: String(n),
    });
    return ok(undefined);
  });
}
