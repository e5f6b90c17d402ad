import type { Tx } from '../statements.ts';
import { databaseError } from './error.ts';
import { keyOf, type Work } from './state.ts';

export function memoryPushResults(work: Work): Tx['pushResults'] {
  return {
    save: async (device, results) => {
      let { pushResults } = work.state;
      for (const result of results) {
        const key = keyOf(device, result.n);
        if (pushResults.get(key)) throw databaseError('23505', 'the change was answered already');
        pushResults = pushResults.set(key, result);
      }
      work.state = { ...work.state, pushResults };
    },
    // Only an administrator asks for what they said.
    keepPoison: async () => {},
    refusals: async (device, to, limit) =>
      work.state.pushResults
        .range(keyOf(device, 0), keyOf(device, to + 1))
        .filter(({ outcome }) => outcome === 'refused')
        .slice(-limit),
    read: async (device, from, to) =>
      work.state.pushResults.range(keyOf(device, from), keyOf(device, to + 1)),
  };
}
