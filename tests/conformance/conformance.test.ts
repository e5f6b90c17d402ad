import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedData } from '../support/shared-data.ts';
import { countPairs } from './intervals.ts';
import type { IntervalTable } from './intervals.ts';
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

  const folder = mkdtempSync(join(tmpdir(), 'intervals-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const counted = (text: string): IntervalTable => {
    writeFileSync(join(folder, 'table.csv'), text);
    return countPairs(join(folder, 'table.csv'));
  };
  const plain = { intervals: 2, pairs: 1, people: 1, badLines: [] };

  it.each([
    ['without a header', 'A,0,10\nA,5,15'],
    ['from Windows', '\uFEFFperson,start,end\r\nA,0,10\r\n\r\nA,5,15\r\n'],
    ['with quotes', '"person","start","end"\n"Li, A","0","10"\n"Li, A",5,15'],
    ['with its columns in another order', 'start,end,person\n0,10,A\n5,15,A'],
    ['of wall times', 'A,2026-03-29 01:30,2026-03-29 03:30\nA,2026-03-29T02:45:00Z,2026-03-29T11:30+08:00'],
    ['with a moment at the start of another', 'A,10,10\nA,10,11'],
    ['of two equal moments', 'A,10,10\nA,10,10'],
    ['of fractions', 'A,9.5,9.5\nA,9.25,9.75'],
  ])('is read %s', (_, text) => expect(counted(text)).toEqual(plain));

  it.each([
    ['one after the other', 'A,0,10\nA,10,15'],
    ['a moment at the end of another', 'A,10,10\nA,5,10'],
    ['a moment just before another', 'A,9.5,9.5\nA,9.75,10'],
    ['two that two may do', 'A,0,10,2\nA,5,15,2'],
  ])('has no pair where there is %s', (_, text) => expect(counted(text).pairs).toBe(0));

  it('names the lines that say no interval', () => {
    const { badLines, ...rest } = counted(
      'person,start,end\nA,0,10\n,1,2\nA,x,9\nA,9,1\nA,1\nA,1,2,none\nA,5,6',
    );
    expect(rest).toEqual({ intervals: 2, pairs: 1, people: 1 });
    expect(badLines.map((line) => line.replace(/^.* line /, ''))).toEqual([
      '3: nobody is named',
      '4: start is no time',
      '5: it ends before it starts',
      '6: end is no time',
      '7: capacity is no count',
    ]);
  });
});

describe('what is asked wrongly', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const file = join(folder, 'table.jsonl');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is said, not run: no file, an empty one, a folder, a folder without calendars', () => {
    expect(() => runRules(file)).toThrow('no such file');
    expect(() => runRules(folder)).toThrow('is a folder');
    expect(() => runRoundtrip(folder)).toThrow('no .ics file');
    writeFileSync(file, '\n');
    expect(() => runRules(file)).toThrow('is empty');
    expect(() => runRoundtrip(file)).toThrow('is a file');
    writeFileSync(file, '{}');
    expect(() => runOccurrences(file, join(folder, 'none'))).toThrow('no such folder');
  });

  it('a line that is no case is named by its number, the others run', () => {
    const good = { id: 'r', tier: 'core', rules: ['RRULE:FREQ=DAILY;COUNT=1'], dtstart: '2026-03-03' };
    writeFileSync(
      file,
      `\uFEFF${JSON.stringify({ ...good, expected: ['2026-03-03'] })}\r\n\r\n{"id":\r\n7\r\n`,
    );
    const report = runRules(file, Infinity);
    expect(report.of('core')).toEqual({ passed: 1, total: 1 });
    expect(report.badLines.map((line) => /line \d/.exec(line)?.[0])).toEqual(['line 3', 'line 4']);
  });
});
