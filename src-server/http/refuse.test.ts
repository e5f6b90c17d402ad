import { describe, expect, it } from 'vitest';
import { refusalOf } from './refuse.ts';

const failure = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

describe('an error inside the server', () => {
  it.each([
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    failure('the database is shutting down', { code: '57P01' }),
    failure('disk full', { code: '53100' }),
    failure('Connection terminated unexpectedly'),
    failure('timeout exceeded when trying to connect'),
  ])('that is the database’s absence tells the laptop to come again: %s', (error) => {
    expect(refusalOf(error)).toEqual({ error: 'Unavailable', retryAfterMs: 5_000 });
  });

  it('that is our own fault is not dressed up as something else', () => {
    expect(refusalOf(new TypeError('x is not a function'))).toBeNull();
    expect(refusalOf(failure('syntax error', { code: '42601' }))).toBeNull();
  });
});
