import { idOf, perform, some, wall, type Doing } from './doing.ts';
import type { Row } from './ledger.ts';

/** More than any zone is apart from another. */
const DAY = 86_400_000;

/** Of one's own, or of somebody who let this person keep the calendar. */
const WRITABLE = `scope IN (SELECT scope FROM _scope WHERE "right" = 'write')`;

function answer(doing: Doing): void {
  const row = some(doing, 'invitation', WRITABLE);
  if (!row) return;
  const input = {
    id: idOf(row),
    answer: doing.random.pick(['accepted', 'declined', 'tentative']),
    note: doing.ledger.word(),
  };
  perform(doing, { name: 'invitation.answer', input, places: [['invitation', idOf(row)]] });
}

/** Proposes another time for a meeting, or takes back what was proposed. */
function propose(doing: Doing): void {
  const row = some(doing, 'invitation', WRITABLE);
  if (!row) return;
  const { ledger, random } = doing;
  const id = idOf(row);
  const places = [['invitation', id]] as const;
  if (random.chance(0.2)) return void perform(doing, { name: 'invitation.withdraw', input: { id }, places });
  const time = wall(ledger.serial());
  // A clock that runs a year ahead shows it in the past, where nobody is let propose it.
  if (Date.parse(`${time.end}Z`) < doing.laptop.now() + DAY) return;
  const input = {
    id,
    recurrence_id: null,
    ...time,
    zone: row['zone'],
    note: ledger.word(),
    answer: random.pick(['tentative', 'declined']),
  };
  perform(doing, { name: 'invitation.propose', input, places });
}

/** Takes what somebody proposed, or declines it with a word. */
function replyCounter(doing: Doing): void {
  const row = some(doing, 'attendee', `counter_at IS NOT NULL AND ${WRITABLE}`);
  if (!row) return;
  const id = idOf(row);
  const event = String(row['event_id']);
  const others = doing.laptop.rows('SELECT id FROM attendee WHERE event_id = ? AND deleted = 0', event);
  const places = [['event', event], ...others.map((other: Row) => ['attendee', idOf(other)])] as [
    string,
    string,
  ][];
  if (doing.random.chance(0.5)) perform(doing, { name: 'counter.accept', input: { id }, places });
  else perform(doing, { name: 'counter.decline', input: { id, word: doing.ledger.word() }, places });
}

export const INVITE_ACTS = {
  answer: [3, answer],
  propose: [2, propose],
  replyCounter: [2, replyCounter],
} as const satisfies Readonly<Record<string, readonly [weight: number, act: (doing: Doing) => void]>>;
