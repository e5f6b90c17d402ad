import { expect, test } from 'vitest';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { statesOf, type StateWords } from './event-states.ts';

const PLAIN = {
  kind: 'meeting',
  source: 'event',
  status: 'busy',
  private: false,
  refused: false,
  severity: null,
  changed: false,
  outcome: null,
  answer: null,
  cancelled: false,
};
const CASES: readonly (readonly [object, readonly StateWords[]])[] = [
  [{}, []],
  [{ status: 'tentative' }, ['team.legend.tentative']],
  [{ status: 'tentative', kind: 'hold' }, []],
  [{ status: 'tentative', answer: 'needs_action' }, ['unanswered']],
  [{ status: 'tentative', severity: 'soft' }, ['softMark', 'team.legend.tentative']],
  [{ status: 'tentative', answer: 'needs_action', severity: 'soft' }, ['softMark', 'unanswered']],
  [{ private: true, severity: 'hard' }, ['hardMark', 'team.legend.private']],
  [{ private: true, source: 'busy' }, []],
  [{ cancelled: true }, ['cancelled']],
];

test.each(CASES)('what stripes and colours show of %o is said in words', (state, words) => {
  expect(statesOf({ ...PLAIN, ...state } as unknown as CalendarInstance)).toEqual(words);
});
