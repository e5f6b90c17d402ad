import type { Database } from 'better-sqlite3';
import { countWaiting, waitingChanges } from '../../../db/client/local/outbox.ts';
import { handoverResponse, MAX_PUSH_CHANGES } from '../../../src-shared/sync/protocol.ts';
import { post } from './http.ts';
import type { Network } from './network.ts';
import { readSession } from './session.ts';

/** Offers the bank what was not sent, before this laptop is erased. Returns how many rows' work it took, and what is lost. */
export async function handOver(
  sqlite: Database,
  network: Network,
): Promise<{ handedOver: number; lost: number }> {
  const session = readSession(sqlite);
  const changes = waitingChanges(sqlite, MAX_PUSH_CHANGES);
  const waiting = countWaiting(sqlite);
  let handedOver = 0;
  if (session && changes.length > 0) {
    const { server } = session;
    // A short token may be over and forgotten; the other names this laptop for ever.
    const token = session.refresh ?? session.token;
    const call = { server, path: '/session/handover', body: { changes }, token, answer: handoverResponse };
    const kept = await post(network, call);
    if (kept.ok && kept.value.kept === changes.length) handedOver = waiting;
  }
  return { handedOver, lost: waiting - handedOver };
}
