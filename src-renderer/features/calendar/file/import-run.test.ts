import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { ImportItem } from '../../../../src-shared/domain/calendar/ics-item.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { NO_OUTCOME, sendPieces } from './import-run.ts';

const items = Array.from({ length: 450 }, (_, i) => ({ uid: String(i) })) as unknown as ImportItem[];
const created = (piece: readonly ImportItem[]): ImportOutcome => ({ ...NO_OUTCOME, created: piece.length });

test('a long file is sent in pieces, in order, and told as one', async () => {
  const sent: number[] = [];
  const done = await sendPieces(
    items,
    (piece) => Promise.resolve(ok(created(piece))),
    (n) => sent.push(n),
    new AbortController().signal,
  );
  expect(done).toEqual(ok({ outcome: { ...NO_OUTCOME, created: 450 }, whole: true }));
  expect(sent).toEqual([200, 400, 450]);
});

test('whoever gives up stops it between two pieces', async () => {
  const given = new AbortController();
  const done = await sendPieces(
    items,
    (piece) => {
      given.abort();
      return Promise.resolve(ok(created(piece)));
    },
    () => {},
    given.signal,
  );
  expect(done).toEqual(ok({ outcome: { ...NO_OUTCOME, created: 200 }, whole: false }));
});

test('the changes of a series that was refused are refused with it, in the pieces after it too', async () => {
  const series = items.map((item, i) => ({ ...item, recurrence_id: i === 0 ? null : String(i), title: 't' }));
  const mixed = series.map((item, i) => (i < 300 ? { ...item, uid: 'refused' } : item));
  const sent: number[] = [];
  const done = await sendPieces(
    mixed,
    (piece) => {
      sent.push(piece.length);
      const refused = piece
        .filter(({ uid }) => uid === 'refused')
        .map(({ uid, title }) => ({ uid, title, problem: 'RuleTooExpensive' }));
      return Promise.resolve(ok({ ...NO_OUTCOME, created: piece.length - refused.length, refused }));
    },
    () => {},
    new AbortController().signal,
  );
  expect(sent).toEqual([200, 100, 50]);
  expect(done).toMatchObject({ ok: true, value: { whole: true, outcome: { created: 150 } } });
  expect(done.ok && done.value.outcome.refused).toHaveLength(300);
});

test('an event that the desk cannot read keeps out none of those beside it', async () => {
  const done = await sendPieces(
    items.map((item) => ({ ...item, title: 't', recurrence_id: null })),
    (piece) =>
      Promise.resolve(
        piece.some(({ uid }) => uid === '17')
          ? err({ type: 'BadInput' as const, path: 'uid', problem: 'too long' })
          : ok(created(piece)),
      ),
    () => {},
    new AbortController().signal,
  );
  expect(done).toMatchObject({
    ok: true,
    value: { outcome: { created: 449, refused: [{ uid: '17', title: 't', problem: 'BadInput' }] } },
  });
});

test('a failure ends it', async () => {
  const done = await sendPieces(
    items,
    () => Promise.resolve(err({ type: 'DiskFull' as const })),
    () => {},
    new AbortController().signal,
  );
  expect(done).toEqual(err({ type: 'DiskFull' }));
});
