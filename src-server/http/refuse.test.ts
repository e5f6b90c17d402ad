import { describe, expect, it } from 'vitest';
import { errorFacts, refusalOf, trouble } from './refuse.ts';

const failure = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

describe('an error inside the server', () => {
  it.each([
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    failure('the database is shutting down', { code: '57P01' }),
    failure('Connection terminated unexpectedly'),
    failure('timeout exceeded when trying to connect'),
  ])('that is the database’s absence tells the laptop to come again: %s', (error) => {
    expect(refusalOf(error)).toEqual({ error: 'Unavailable', retryAfterMs: 5_000 });
  });

  it.each(['ENOSPC', 'EDQUOT', '53100'])(
    'that is a full disk is told the laptop, and the log: %s',
    (code) => {
      const refusal = refusalOf(failure('full', { code }));
      expect(refusal).toEqual({ error: 'Unavailable', detail: 'disk', retryAfterMs: 5_000 });
      expect([trouble(refusal), trouble(null), trouble({ error: 'NotFound' })]).toEqual([
        'the disk is full',
        'fault',
        null,
      ]);
    },
  );

  it('is told the log by its place, with no line of what it says', () => {
    const facts = errorFacts(failure('invalid input: "王芳\n  at home, 13800138000"', { code: '22P02' }));
    expect([facts.name, facts.code, facts.at.some((line) => line.includes('refuse.test.ts'))]).toEqual([
      'Error',
      '22P02',
      true,
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/王芳|home/);
  });

  it('that is our own fault is not dressed up as something else', () => {
    expect(refusalOf(new TypeError('x is not a function'))).toBeNull();
    expect(refusalOf(failure('syntax error', { code: '42601' }))).toBeNull();
  });
});
