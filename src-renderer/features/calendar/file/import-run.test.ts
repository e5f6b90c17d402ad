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

test('a failure ends it', async () => {
  const done = await sendPieces(
    items,
    () => Promise.resolve(err({ type: 'DiskFull' as const })),
    () => {},
    new AbortController().signal,
  );
  expect(done).toEqual(err({ type: 'DiskFull' }));
});
