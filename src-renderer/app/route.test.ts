import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { href, hrefWith, isShownDay, parseRoute } from './route.ts';

describe('routes in the hash', () => {
  test('an empty hash is Today', () => {
    expect(parseRoute('')).toEqual({ screen: 'today', path: [], query: {} });
    expect(parseRoute('#/')).toEqual({ screen: 'today', path: [], query: {} });
  });

  test('a record has its id as the next part, a view its query', () => {
    expect(parseRoute('#/customers/c-1')).toEqual({ screen: 'customers', path: ['c-1'], query: {} });
    expect(parseRoute('#/calendar/week/2026-03-17?new=1').query).toEqual({ new: '1' });
  });

  test('a screen that does not exist is kept, so that the frame can say so', () => {
    expect(parseRoute('#/nowhere').screen).toBe('nowhere');
  });

  test('a stray % in an address typed by hand does no harm', () => {
    expect(parseRoute('#/notes/100%').path).toEqual(['100%']);
  });

  test('a day that does not exist, or has no neighbours with a name, is none to show', () => {
    expect(['2026-12-03', '2028-02-29', '9989-12-31'].every(isShownDay)).toBe(true);
    for (const part of [
      '2026-02-30',
      '2026-13-01',
      '2026-12-3',
      '9999-12-31',
      '2026-12-03T10:00',
      'today',
      undefined,
    ])
      expect(isShownDay(part)).toBe(false);
  });

  test('whatever a link was made from comes back', () => {
    const part = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(part), fc.dictionary(part, fc.string({ unit: 'grapheme' })), (path, query) => {
        const route = parseRoute(hrefWith(query, 'notes', ...path));
        expect(route).toEqual({ screen: 'notes', path, query: { ...query } });
      }),
    );
  });

  test('a link without a query has no question mark', () => {
    expect(hrefWith({}, 'tasks')).toBe(href('tasks'));
  });
});
