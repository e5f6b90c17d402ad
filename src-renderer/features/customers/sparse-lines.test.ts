import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt, lineCount, lineOfRow, windowFor } from './sparse-lines.ts';

const groups = fc
  .array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 })
  .map((counts) => counts.map((count, at) => ({ group: `g${at}`, count })));

describe('a long list with heads', () => {
  it('shows each row exactly once and in order, and each head before its rows', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const total = all.reduce((sum, { count }) => sum + count, 0);
        const lines = Array.from({ length: lineCount(total, all) }, (_, line) => lineAt(line, all));
        expect(lines.flatMap((line) => (line.type === 'row' ? [line.at] : []))).toEqual(
          Array.from({ length: total }, (_, at) => at),
        );
        expect(lines.flatMap((line) => (line.type === 'head' ? [line.group] : []))).toEqual(
          all.map(({ group }) => group),
        );
        for (let at = 0; at < total; at += 1)
          expect(lineAt(lineOfRow(at, all), all)).toEqual({ type: 'row', at });
      }),
    );
  });
});

it('the loaded window covers what is in sight with room on both sides', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 60 }), (first, seen) => {
      const { offset, limit } = windowFor(first, first + seen);
      expect(offset).toBeLessThanOrEqual(first);
      expect(offset + limit).toBeGreaterThan(first + seen);
      expect(limit).toBeLessThanOrEqual(500);
    }),
  );
});
