import { describe, expect, it } from 'vitest';
import { tableSpec } from '../schema/tables.ts';
import { markOf, type Cells, type RowState } from './change.ts';
import { stampAt, type Mark } from './clock.ts';
import { adoptServer, applyIncoming, type Incoming } from './incoming.ts';

const spec = tableSpec('customer');
const at = (minute: number): number => stampAt(Date.UTC(2026, 2, 16, 9, minute));

const aCustomer = (cells: Cells, units: Readonly<Record<string, Mark>> = {}): RowState => ({
  table: 'customer',
  id: 'c1',
  scope: 'book:1',
  deleted: 0,
  cells,
  marks: { row: [at(0), 1], units },
});

const said = (cells: Cells, mark: Mark): Incoming => ({
  table: 'customer',
  id: 'c1',
  scope: 'book:1',
  cells,
  row: [at(0), 1],
  units: Object.fromEntries(Object.keys(cells).map((column) => [column, mark])),
});

describe('what the server says, on a laptop', () => {
  it('does not cover a newer local edit that is still on its way', () => {
    const local = aCustomer({ remark: 'local' }, { remark: [at(9), 1] });
    expect(applyIncoming(spec, local, said({ remark: 'older' }, [at(8), 2])).cells['remark']).toBe('local');
  });

  it('covers an older one', () => {
    const local = aCustomer({ remark: 'first' });
    expect(applyIncoming(spec, local, said({ remark: 'newer' }, [at(8), 2])).cells['remark']).toBe('newer');
  });

  it('is adopted whole after a refusal, but for edits made since', () => {
    const local = aCustomer(
      { name: 'wrong', remark: 'typed since' },
      { name: [at(5), 1], remark: [at(9), 1] },
    );
    const server = said({ name: 'right', remark: 'old' }, [at(2), 2]);
    const row = adoptServer(spec, local, server, new Set(['remark']));
    expect(row.cells).toEqual({ name: 'right', remark: 'typed since' });
    expect(markOf(row.marks, 'remark')).toEqual([at(9), 1]);
    expect(markOf(row.marks, 'name')).toEqual([at(2), 2]);
  });
});
