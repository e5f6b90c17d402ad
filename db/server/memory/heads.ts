import {
  addChecksums,
  checksumFrom,
  checksumText,
  EMPTY_CHECKSUM,
} from '../../../src-shared/sync/checksum.ts';
import type { Tx } from '../statements.ts';
import type { Work } from './state.ts';

export function memoryHeads(work: Work): Tx['heads'] {
  return {
    take: async (steps) => {
      const before = new Map<string, number>();
      let { heads } = work.state;
      for (const [scope, { entries, delta }] of steps) {
        const head = heads.get(scope) ?? { scope, seq: 0, checksum: checksumText(EMPTY_CHECKSUM), floor: 0 };
        before.set(scope, head.seq);
        const checksum = checksumText(addChecksums(checksumFrom(head.checksum), delta));
        heads = heads.set(scope, { ...head, seq: head.seq + entries, checksum });
      }
      work.state = { ...work.state, heads };
      return before;
    },
    page: async (after, limit) => work.state.heads.range(`${after}\u0000`, null, limit),
    raiseFloor: async (scope, floor) => {
      const head = work.state.heads.get(scope);
      if (head && head.floor < floor)
        work.state = { ...work.state, heads: work.state.heads.set(scope, { ...head, floor }) };
    },
    read: async (scopes) =>
      new Map(
        scopes.flatMap((scope) => {
          const head = work.state.heads.get(scope);
          return head ? [[scope, head] as const] : [];
        }),
      ),
  };
}
