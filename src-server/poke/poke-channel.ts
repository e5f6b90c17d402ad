import { z } from 'zod';
import type { ServerStore } from '../../db/server/store.ts';
import type { Poke, PokeHub } from './poke-hub.ts';

export const POKE_CHANNEL = 'semicolon_poke';
/** PostgreSQL takes 8,000 bytes; beyond this everybody is told. */
const MAX_PAYLOAD = 7_000;

const message = z.object({
  from: z.string(),
  scopes: z.array(z.string()).nullable(),
  people: z.array(z.string()),
  except: z.number(),
  revoked: z.number().optional(),
});

/** Tells the other processes at the same database. A poke that is lost costs until the laptop's next poll. */
export async function announce(store: ServerStore, from: string, news: Poke): Promise<void> {
  const payload = JSON.stringify({ from, ...news });
  const short = JSON.stringify({ from, ...news, scopes: null, people: [] });
  await store.notify(POKE_CHANNEL, Buffer.byteLength(payload) <= MAX_PAYLOAD ? payload : short);
}

/** Passes on what other processes announce. Returns how to stop. */
export function hear(store: ServerStore, self: string, hub: PokeHub): Promise<() => Promise<void>> {
  return store.listen(POKE_CHANNEL, (payload) => {
    // The line to the database was broken: whoever is connected had better ask.
    if (payload === '') {
      hub.tell({ scopes: null, people: [], except: 0 }).catch(() => {});
      return;
    }
    const parsed = message.safeParse(parseJson(payload));
    if (!parsed.success || parsed.data.from === self) return;
    const { scopes, people, except, revoked } = parsed.data;
    // A failed look-up of rights is made good by the laptop's next poll.
    hub.tell({ scopes, people, except, ...(revoked === undefined ? {} : { revoked }) }).catch(() => {});
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
