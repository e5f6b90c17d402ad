import { describe, expect, it } from 'vitest';
import { linkAmong, placeOf } from './deep-link.ts';

describe('a link into the desk', () => {
  it('leads to a place', () => {
    expect(placeOf('semicolon://today')).toBe('#/today');
    expect(placeOf('semicolon://calendar/week/2026-03-17')).toBe('#/calendar/week/2026-03-17');
    expect(placeOf('semicolon://customers/0199-ab/')).toBe('#/customers/0199-ab');
  });

  it.each([
    'https://today',
    'semicolon://nowhere',
    'semicolon://customers/%3Cscript%3E',
    'semicolon://customers/a%2fb',
    `semicolon://customers/${'x'.repeat(65)}`,
    'semicolon:',
    '',
  ])('%s leads nowhere', (link) => expect(placeOf(link)).toBeUndefined());

  it('loses a query: a link shows, it does not act', () => {
    expect(placeOf('semicolon://tasks?new=1')).toBe('#/tasks');
  });

  it('is found among the arguments of a second start', () => {
    expect(linkAmong(['semicolon', '--x', 'semicolon://today'])).toBe('semicolon://today');
    expect(linkAmong(['semicolon'])).toBeUndefined();
  });
});
