import { SEEN_STEP_MS } from '../queries/devices.ts';
import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type DeviceRow, type Work } from './state.ts';

export function memoryDevices(work: Work): Tx['devices'] {
  const find = (id: number): DeviceRow | undefined => work.state.devices.get(keyOf(id));
  const save = (row: DeviceRow): void => {
    work.state = { ...work.state, devices: work.state.devices.set(keyOf(row.id), row) };
  };
  return {
    byToken: async (tokenHash, now) => {
      const id = work.state.tokens.get(tokenHash);
      const row = id === undefined ? undefined : find(id);
      if (!row || row.revoked_at !== null || row.refresh !== null) return null;
      if (now - row.last_seen_at > SEEN_STEP_MS) save({ ...row, last_seen_at: now });
      return { id: row.id, person_id: row.person_id, last_n: row.last_n, anew: false };
    },
    insert: async ({ personId, name, tokenHash, now, skipped = 0 }) => {
      const id = work.state.nextDevice + skipped;
      const tokens = work.state.tokens.set(tokenHash, id);
      work.state = { ...work.state, tokens, nextDevice: id + 1 };
      save({
        id,
        person_id: personId,
        name,
        token_hash: tokenHash,
        created_at: now,
        last_seen_at: now,
        last_n: 0,
        pushed: null,
        earlier: [],
        confirmed_n: 0,
        revoked_at: null,
        revoked_why: null,
        refresh: null,
      });
      return id;
    },
    beginPush: async (device) => {
      const row = find(device);
      return row && row.revoked_at === null ? row.last_n : null;
    },
    endPush: async (device, lastN, now, pushed, earlier = []) => {
      const row = find(device);
      if (row) save({ ...row, last_n: lastN, last_seen_at: now, pushed, earlier });
    },
    // Only an administrator asks for it.
    anewTold: async () => {},
    anewBegun: async () => {},
    pushed: async (device) => find(device)?.pushed ?? null,
    ofPerson: async (device, personId) => {
      const row = find(device);
      if (row?.person_id !== personId) return null;
      return { name: row.name, created_at: row.created_at, last_n: row.last_n };
    },
    // Transactions that write follow each other here anyway.
    holdWriteLock: async () => {},
    people: async (devices) =>
      new Map(
        devices.flatMap((id) => {
          const row = find(id);
          return row ? [[id, row.person_id] as const] : [];
        }),
      ),
    laptops: async (devices) =>
      new Map(
        devices.flatMap((id) => {
          const row = find(id);
          return row ? [[id, { personId: row.person_id, earlier: row.earlier }] as const] : [];
        }),
      ),
    revokedByToken: async (tokenHash) => {
      const id = work.state.tokens.get(tokenHash);
      const row = id === undefined ? undefined : find(id);
      if (!row || row.revoked_at === null) return null;
      return { id: row.id, person_id: row.person_id, why: row.revoked_why ?? 'signed_out' };
    },
    revoke: async (device, now, why = 'revoked') => {
      const row = find(device);
      if (!row || row.revoked_at !== null) return false;
      save({ ...row, revoked_at: now, revoked_why: why });
      return true;
    },
    // People in memory come back to the device they had: see `grants.ts`.
    endLeavers: async () => [],
    hasLeft: async (personId) => {
      const person = work.state.tables.person.byId.get(personId);
      const isHere = person?.deleted === 0 && (person.cells['left_on'] ?? null) === null;
      return !isHere && work.state.grants.startingWith(prefixOf(personId)).length === 0;
    },
  };
}
