import { stepsToHead, type LogDraft } from '../queries/log.ts';
import { unitsText } from '../queries/rows.ts';
import type { Tx } from '../statements.ts';
import { keyOf, prefixOf, type LogLine, type Work } from './state.ts';

export function memoryLog(work: Work): Tx['log'] {
  return {
    append: async (drafts, at) => {
      let { log, history } = work.state;
      const steps = stepsToHead(drafts);
      for (const [index, draft] of drafts.entries()) {
        const head = work.state.heads.get(draft.scope);
        if (!head) throw new Error(`the head of ${draft.scope} was not taken`);
        const line = lineOf(draft, head.seq - steps[index]!, at);
        const place = keyOf(line.scope, line.seq);
        log = log.set(place, line);
        if (line.cells !== null && line.op === 'put')
          history = history.set(`${line.row_id}\u0000${place}`, line);
      }
      work.state = { ...work.state, log, history };
    },
    read: async (ranges, device) =>
      [...ranges]
        .sort((a, b) => (a.scope < b.scope ? -1 : 1))
        .flatMap(({ scope, after, upto }) =>
          work.state.log.range(keyOf(scope, after + 1), keyOf(scope, upto + 1)),
        )
        .filter((line) => line.device !== device),
    left: async (scope, table, ids) => {
      const wanted = new Set(ids);
      const gone = work.state.log
        .startingWith(prefixOf(scope))
        .filter((line) => line.op === 'remove' && line.tbl === table && wanted.has(line.row_id));
      return [...new Set(gone.map((line) => line.row_id))];
    },
    made: async (device, ids) =>
      [...new Set(ids)]
        .flatMap((id) => work.state.history.startingWith(prefixOf(id)))
        .flatMap(({ n, by_device, ...line }) => (n !== null && by_device === device ? [{ n, ...line }] : [])),
    oldest: async (scope, after, before, limit) =>
      work.state.log
        .range(keyOf(scope, after + 1), keyOf(scope, Number.MAX_SAFE_INTEGER))
        .filter((line) => line.at < before)
        .slice(0, limit)
        .map(({ seq, tbl, row_id, op, cells }) => ({
          seq,
          tbl,
          row_id,
          dies: op === 'put' && cells?.includes('"deleted":1') === true,
        })),
    forget: async (scope, upto, before) => {
      let { log, history } = work.state;
      let gone = 0;
      for (const line of log.range(keyOf(scope, 0), keyOf(scope, upto + 1))) {
        if (line.at >= before) continue;
        const place = keyOf(scope, line.seq);
        log = log.delete(place);
        history = history.delete(`${line.row_id}\u0000${place}`);
        gone += 1;
      }
      work.state = { ...work.state, log, history };
      return gone;
    },
    history: async (ids) =>
      [...new Set(ids)]
        .flatMap((id) => work.state.history.startingWith(prefixOf(id)))
        .sort((a, b) => b.at - a.at || b.seq - a.seq)
        .flatMap(({ tbl, row_id, cells, prior, row_clock, row_device, units, person_id }) =>
          cells === null ? [] : [{ tbl, row_id, cells, prior, row_clock, row_device, units, person_id }],
        ),
  };
}

const lineOf = (draft: LogDraft, seq: number, at: number): LogLine => ({
  scope: draft.scope,
  seq,
  tbl: draft.table,
  row_id: draft.id,
  op: draft.op,
  cells: draft.cells && JSON.stringify(draft.cells),
  row_clock: draft.row[0],
  row_device: draft.row[1],
  units: unitsText(draft.units),
  person_id: draft.author.personId,
  device: draft.device,
  by_device: draft.author.device,
  n: draft.author.n,
  tx: draft.author.tx,
  claimed_clock: draft.author.claimedClock,
  prior: draft.prior && JSON.stringify(draft.prior),
  at,
});
