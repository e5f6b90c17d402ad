import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../support/shared-data.ts';
import { countPairs } from './intervals.ts';
import { runMustNotCrash } from './must-not-crash.ts';
import { runOccurrences } from './occurrences.ts';
import { runRoundtrip } from './roundtrip.ts';
import { checkRule, runRules } from './rrule.ts';
import type { RuleCase } from './rrule.ts';

const rules = sharedData('ics_cases/dev/rrule_cases.jsonl');
const occurrences = sharedData('ics_cases/dev/ics_occurrences.jsonl');
const broken = sharedData('ics_cases/dev/ics_must_not_crash.jsonl');
const corpora = sharedData('ics_corpora');
const root = sharedData('.') ?? '.';

describe('tables of other projects', () => {
  it.skipIf(rules === null)(
    'every rule of the core is expanded right (needs ../shared/data/ics_cases)',
    () => {
      const report = runRules(rules!, Infinity);
      expect(report.failures.filter((line) => line.startsWith('core '))).toEqual([]);
      expect(report.of('core').total).toBeGreaterThan(100);
      expect(report.of('majority')).toEqual({ passed: 84, total: 84 });
      expect(report.of('core_unsynced_dtstart')).toEqual({ passed: 109, total: 109 });
    },
  );

  it.skipIf(occurrences === null)(
    'every file has the occurrences agreed on (needs ../shared/data/ics_cases)',
    () => {
      const report = runOccurrences(occurrences!, root, Infinity);
      expect(report.failures).toEqual([]);
      expect(report.of('consensus').total).toBeGreaterThan(50);
    },
  );

  it.skipIf(broken === null)('no broken file stops the reader (needs ../shared/data/ics_cases)', () => {
    const report = runMustNotCrash(broken!, root, Infinity);
    expect(report.failures).toEqual([]);
    expect(report.of('survived').total).toBeGreaterThan(50);
  });

  it.skipIf(corpora === null)(
    'what is imported, exported and imported is the same (needs ../shared/data/ics_corpora)',
    () => {
      const report = runRoundtrip(corpora!, Infinity);
      expect(report.failures).toEqual([]);
      expect(report.of('roundtrip').total).toBeGreaterThan(200);
    },
  );

  it('a wrong expectation is noticed', () => {
    const test: RuleCase = {
      id: 'r',
      tier: 'core',
      rules: ['RRULE:FREQ=DAILY;COUNT=2'],
      dtstart: '2026-03-03T10:00:00',
      tzid: null,
      open_ended: false,
      expected: ['2026-03-03T10:00:00', '2026-03-04T10:00:00'],
      rfc5545_forbidden: null,
    };
    expect(checkRule(test)).toBeNull();
    expect(checkRule({ ...test, expected: test.expected.slice(0, 1) })).toContain('expected');
    expect(checkRule({ ...test, rules: ['RRULE:FREQ=DAILY;COUNT=3'] })).toContain('expected');
  });
});

describe('a table of intervals', () => {
  it('has as many conflicting pairs as comparing all of them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'intervals-'));
    const file = join(folder, 'intervals.csv');
    const row = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.nat(200), fc.nat(20));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.constantFrom('', ',2', ',3'), (rows, capacity) => {
        const lines = rows.map(
          ([person, start, length]) => `${person},${start},${start + length}${capacity}`,
        );
        writeFileSync(file, ['person,start,end,capacity', ...lines].join('\n'));
        expect(countPairs(file)).toEqual(countPairs(file, true));
        expect(countPairs(file).intervals).toBe(rows.length);
      }),
    );
    rmSync(folder, { recursive: true });
  });
});
