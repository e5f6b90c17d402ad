import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type Work } from './state.ts';

export function memoryBases(work: Work): Tx['bases'] {
  return {
    add: async (added, at) => {
      let { bases } = work.state;
      for (const base of added) {
        const key = keyOf(base.id, base.table, base.unit, ...base.mark);
        if (!bases.get(key)) bases = bases.set(key, { ...base, at });
      }
      work.state = { ...work.state, bases };
    },
    read: async (ids) =>
      [...new Set(ids)]
        .flatMap((id) => work.state.bases.startingWith(prefixOf(id)))
        .map(({ at: _at, ...base }) => base),
    forget: async (before) => {
      let { bases } = work.state;
      for (const { at, ...base } of bases.startingWith(''))
        if (at < before) bases = bases.delete(keyOf(base.id, base.table, base.unit, ...base.mark));
      work.state = { ...work.state, bases };
    },
  };
}
