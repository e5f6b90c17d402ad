/** The exchange that `docs/sync-protocol.md` shows: what laptop and server would say today, to the last digit. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { blocks, PAGE, section } from '../../tests/support/protocol-page.ts';
import type { Value } from '../schema/column.ts';
import type { TableSpec } from '../schema/table.ts';
import { isTableName, tableSpec } from '../schema/tables.ts';
import { wholeRow, type Change, type RowState } from './change.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM, rowChecksum } from './checksum.ts';
import { applyIncoming } from './incoming.ts';
import { mergeChange } from './merge.ts';
import * as protocol from './protocol.ts';
import * as session from './session-requests.ts';

describe('the exchange of the page', () => {
  /** Requests, each with its answer: lines with a path or a status, JSON below them. */
  const said = blocks(section('An exchange, as it goes over the wire')).flatMap((block) =>
    block.split(/\n\n(?=POST )/).map((pair) => {
      const [asked, answered] = pair.split('\n\n200\n');
      const [path, ...body] = asked!.split('\n');
      return {
        path: path!.replace('POST ', ''),
        request: JSON.parse(body.join('\n')) as unknown,
        answer: JSON.parse(answered!) as unknown,
      };
    }),
  );
  const SHAPES: Readonly<Record<string, readonly [z.ZodType, z.ZodType]>> = {
    '/session': [session.signInRequest, session.signInResponse],
    '/sync/pull': [protocol.pullRequest, protocol.pullResponse],
    '/sync/push': [protocol.pushRequest, protocol.pushResponse],
    '/sync/snapshot': [protocol.snapshotRequest, protocol.snapshotResponse],
  };
  const pushes = said.flatMap(({ path, request, answer }) =>
    path === '/sync/push'
      ? [{ asked: protocol.pushRequest.parse(request), told: protocol.pushResponse.parse(answer) }]
      : [],
  );
  const pulls = said.flatMap(({ path, answer }) =>
    path === '/sync/pull' ? protocol.pullResponse.parse(answer).checkpoints : [],
  );
  const [FIRST, SECOND] = [7934, 7986];
  const specOf = (table: string): TableSpec => {
    if (!isTableName(table)) throw new Error(table);
    return tableSpec(table);
  };
  const sumOf = (rows: readonly RowState[]): string =>
    checksumText(rows.map(rowChecksum).reduce(addChecksums, EMPTY_CHECKSUM));

  /** The rows of the snapshot. */
  function loaded(): RowState[] {
    const { request, answer } = said.find(({ path }) => path === '/sync/snapshot')!;
    const { scope } = protocol.snapshotRequest.parse(request);
    return protocol.snapshotResponse.parse(answer).pages.flatMap(({ table, columns, rows }) =>
      rows.map(([id, deleted, stamp, device, units, ...values]) => {
        const cells = Object.fromEntries(columns.map((column, at): [string, Value] => [column, values[at]!]));
        const marks = {
          row: [Number(stamp), Number(device)] as const,
          units: units === null ? {} : (JSON.parse(String(units)) as RowState['marks']['units']),
        };
        return wholeRow({ table, id: String(id), scope, cells: { ...cells, deleted: deleted! } }, marks);
      }),
    );
  }

  const merge = (row: RowState, change: Change, device: number) =>
    mergeChange(row, change, {
      spec: specOf(row.table),
      device,
      clock: change.clock,
      rootBase: {},
      earlier: [],
    });

  it('has the shapes that laptop and server read, and no member beside them', () => {
    expect(said.map(({ path }) => path)).toEqual([
      ...['/session', '/sync/pull', '/sync/snapshot', '/sync/pull'],
      ...['/sync/push', '/sync/pull', '/sync/push', '/sync/pull'],
    ]);
    for (const { path, request, answer } of said) {
      const [asks, answers] = SHAPES[path]!;
      expect(asks.parse(request)).toEqual(request);
      expect(answers.parse(answer)).toEqual(answer);
    }
  });

  it('ends each pull with the sum of the rows that a laptop has then', () => {
    const [note, ...others] = loaded();
    const renamed = merge(note!, pushes[0]!.asked.changes[0]!, SECOND).row;
    const [last] = pulls.slice(-1);
    const taken = last!.entries.reduce((rows, entry) => {
      const row = rows.find(({ table, id }) => table === entry.table && id === entry.id);
      const incoming = { ...entry, scope: last!.scope };
      return [...rows.filter((one) => one !== row), applyIncoming(specOf(entry.table), row, incoming)];
    }, loaded());
    expect(pulls.map(({ checksum }) => checksum)).toEqual([
      sumOf([note!, ...others]),
      sumOf([renamed, ...others]),
      sumOf(taken),
    ]);
    expect(PAGE).toContain(`The two rows of the exchange above add up to \`${pulls[0]!.checksum}\``);
  });

  it('is decided as the server decides', () => {
    const [second, first] = pushes;
    const renamed = merge(loaded()[0]!, second!.asked.changes[0]!, SECOND);
    expect(second!.told.results).toEqual([]);
    expect([renamed.plain, renamed.overwrites]).toEqual([true, []]);
    const late = merge(renamed.row, first!.asked.changes[0]!, FIRST);
    const { row, lost, kept } = { ...late, ...late.overwrites[0]! };
    const state = {
      scope: row.scope,
      cells: { ...row.cells, deleted: row.deleted, scope: row.scope },
      row: row.marks.row,
      units: row.marks.units,
    };
    expect(first!.told.results).toEqual([
      { n: 3, outcome: 'merged', state },
      { n: 4, outcome: 'refused', reason: 'BadValue', column: 'pinned', state },
    ]);
    const conflict = pulls.at(-1)!.entries.at(-1)!.cells;
    expect([conflict['lost'], conflict['kept']]).toEqual([JSON.stringify(lost), JSON.stringify(kept)]);
  });
});
