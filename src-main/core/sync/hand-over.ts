import type { Database } from 'better-sqlite3';
import { unsentTexts, type Unsent } from '../../../db/client/local/unsent.ts';
import { unsentFiles } from '../../../db/client/local/uploads.ts';
import { MAX_PUSH_CHANGES } from '../../../src-shared/sync/protocol.ts';
import { handoverResponse } from '../../../src-shared/sync/session-requests.ts';
import { nextBatch } from './batch.ts';
import { post } from './http.ts';
import type { Network } from './network.ts';
import { readSession, type Session } from './session.ts';

/** A server that refuses so many parts takes nothing: the erasure waits no longer. */
const REFUSALS = 100;

/**
 * Offers the bank what was not sent, and what it refused and is kept here, before this laptop is erased. Returns how many
 * rows' work the server said that it has, and how many rows' is lost at least in part: of files whose bytes were not sent, it
 * gets the record at most.
 */
export async function handOver(
  sqlite: Database,
  network: Network,
): Promise<{ handedOver: number; lost: number }> {
  const unsent = unsentTexts(sqlite);
  const session = readSession(sqlite);
  const lost = rowsOf(session ? await offer(network, session, unsent) : unsent);
  for (const id of unsentFiles(sqlite)) lost.add(`attachment/${id}`);
  const handedOver = [...rowsOf(unsent)].filter((row) => !lost.has(row)).length;
  return { handedOver, lost: lost.size };
}

const rowsOf = (changes: readonly Unsent[]): Set<string> => new Set(changes.map(({ row }) => row));

/** Sends all of it in parts of a push's size. Returns what the server did not say that it has. */
async function offer(network: Network, session: Session, unsent: readonly Unsent[]): Promise<Unsent[]> {
  // A change under an earlier number of this laptop has none that this one could be told by.
  const left = unsent.filter(({ n }) => n <= 0);
  let waiting = unsent.filter(({ n }) => n > 0);
  let most = MAX_PUSH_CHANGES;
  let refusals = 0;
  while (waiting.length > 0 && refusals < REFUSALS) {
    const batch = nextBatch(waiting, most);
    const answer = await post(network, {
      server: session.server,
      path: '/session/handover',
      body: `{"changes":[${batch.map(({ text }) => text).join(',')}]}`,
      // A short token may be over and forgotten; the other names this laptop for ever.
      token: session.refresh ?? session.token,
      answer: handoverResponse,
    });
    if (!answer.ok && answer.error.type === 'ServerRefused') {
      // Too large, or one among them is not understood: the others go without it.
      refusals += 1;
      most = Math.ceil(batch.length / 2);
      if (batch.length === 1) left.push(...waiting.splice(0, 1));
      continue;
    }
    if (!answer.ok || answer.value.kept === 0) break;
    waiting = waiting.slice(Math.min(answer.value.kept, batch.length));
    most = Math.min(MAX_PUSH_CHANGES, most * 2);
  }
  return [...left, ...waiting];
}
