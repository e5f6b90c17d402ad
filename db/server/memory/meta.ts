import { DEVICES_LOST } from '../queries/meta.ts';
import type { Tx } from '../statements.ts';
import { keyOf, type Work } from './state.ts';

export function memoryMeta(work: Work): Tx['meta'] {
  return {
    epoch: async () => work.state.epoch,
    beginEpoch: async (epoch) => {
      const last = work.state.devices.values().at(-1)?.id ?? 0;
      work.state = { ...work.state, epoch, nextDevice: last + DEVICES_LOST };
    },
    // Nothing in memory renews a sign-in.
    refreshKey: async (fresh) => fresh,
    rolledTo: async () => work.state.rolledTo,
    saveRolledTo: async (day) => void (work.state = { ...work.state, rolledTo: day }),
    forgetRolled: async () => void (work.state = { ...work.state, rolledTo: null }),
    appendAudit: async (line) => {
      const { audit } = work.state;
      work.state = { ...work.state, audit: audit.set(keyOf(audit.size), line) };
    },
  };
}
