import { SEEN_STEP_MS } from '../queries/devices.ts';
import type { Tx } from '../statements.ts';
import { keyOf, type DeviceRow, type Work } from './state.ts';

export function memorySessions(work: Work): Tx['sessions'] {
  const find = (id: number): DeviceRow | undefined => work.state.devices.get(keyOf(id));
  const save = (row: DeviceRow): void => {
    work.state = { ...work.state, devices: work.state.devices.set(keyOf(row.id), row) };
  };
  return {
    lock: async (familyHash) => {
      const id = work.state.tokens.get(familyHash);
      const row = id === undefined ? undefined : find(id);
      if (!row) return null;
      const { refresh } = row;
      return {
        id: row.id,
        person_id: row.person_id,
        revoked_at: row.revoked_at,
        revoked_why: row.revoked_why,
        refresh_hash: refresh?.hash ?? null,
        refresh_n: refresh?.n ?? 0,
        refresh_at: refresh?.at ?? null,
        refresh_used: refresh?.used === true ? 1 : 0,
        spent_hash: refresh?.spentHash ?? null,
        spent_salt: refresh?.salt ?? null,
        refresh_epoch: refresh?.epoch ?? null,
      };
    },
    saveRefresh: async (device, next) => {
      const row = find(device);
      if (!row) throw new Error('the refresh token was not stored');
      save({ ...row, refresh: { ...next, used: false }, last_seen_at: next.at });
    },
    addAccess: async (token) => {
      work.state = { ...work.state, access: work.state.access.set(token.hash, token) };
    },
    access: async (hash, now) => {
      const token = work.state.access.get(hash);
      const row = token && find(token.device);
      if (!token || !row) return null;
      const device = { id: row.id, person_id: row.person_id, last_n: row.last_n, anew: false };
      if (row.revoked_at !== null) return { state: 'revoked', device, why: row.revoked_why ?? 'signed_out' };
      if (token.expiresAt <= now) return { state: 'expired' };
      const { refresh } = row;
      const proves = refresh !== null && !refresh.used && refresh.n === token.n;
      if (proves) save({ ...row, last_seen_at: now, refresh: { ...refresh, used: true } });
      else if (now - row.last_seen_at > SEEN_STEP_MS) save({ ...row, last_seen_at: now });
      return { state: 'good', device };
    },
    isExchanged: async (hash) => {
      const id = work.state.tokens.get(hash);
      const row = id === undefined ? undefined : find(id);
      return (row?.refresh ?? null) !== null && row?.revoked_at === null;
    },
    // Shown to an administrator, and asked for nothing.
    saveSystem: async () => {},
  };
}
