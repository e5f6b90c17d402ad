import { idOf, perform, some, wall, type Acts, type Doing, type Place } from './doing.ts';
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

/** One of the meetings of a series that this person may answer: its invitation, and the original start. */
function oneOfSeries(doing: Doing): { row: Row; which: string } | null {
  const row = some(doing, 'invitation', `rrule IS NOT NULL AND ${WRITABLE}`);
  if (!row) return null;
  const at = Date.parse(`${String(row['start'])}Z`) + doing.random.int(0, 2) * 7 * DAY;
  return { row, which: new Date(at).toISOString().slice(0, 16) };
}

/** Rows about one meeting of somebody, deleted ones too: what is said again is said there. */
const aboutOne = (
  doing: Doing,
  table: 'instance_answer' | 'proposal',
  { row, which }: { row: Row; which: string },
): Place[] =>
  doing.laptop
    .rows(
      `SELECT id FROM ${table} WHERE event_id = ? AND person_id = ?
        AND ${table === 'proposal' ? 'counter_recurrence_id' : 'recurrence_id'} = ?`,
      String(row['event_id']),
      String(row['person_id']),
      which,
    )
    .map((one) => [table, idOf(one)]);

/** Answers one meeting of a series by itself, or says that it is as the series again. */
function answerOne(doing: Doing): void {
  const one = oneOfSeries(doing);
  if (!one) return;
  const isBack = doing.random.chance(0.15);
  const input = {
    id: idOf(one.row),
    recurrence_id: one.which,
    answer: isBack ? 'needs_action' : doing.random.pick(['accepted', 'declined', 'tentative']),
    note: isBack ? null : doing.ledger.word(),
  };
  const places: Place[] = [['invitation', idOf(one.row)], ...aboutOne(doing, 'instance_answer', one)];
  perform(doing, { name: 'invitation.answer', input, places, made: 'instance_answer' });
}

/** Proposes another time for one meeting of a series, or takes it back. */
function proposeOne(doing: Doing): void {
  const one = oneOfSeries(doing);
  if (!one) return;
  proposeAbout(doing, one);
  // It answers that meeting too, with no word of its own.
  for (const [table, id] of aboutOne(doing, 'instance_answer', one)) doing.ledger.blur(table, id, 'answer');
}

function proposeAbout(doing: Doing, one: { row: Row; which: string }): void {
  const { ledger, random } = doing;
  const id = idOf(one.row);
  const places: Place[] = [
    ['invitation', id],
    ...aboutOne(doing, 'proposal', one),
    ...aboutOne(doing, 'instance_answer', one),
  ];
  if (random.chance(0.2)) {
    const input = { id, recurrence_id: one.which };
    return void perform(doing, { name: 'invitation.withdraw', input, places });
  }
  const time = wall(ledger.serial());
  if (Date.parse(`${time.end}Z`) < doing.laptop.now() + DAY) return;
  const input = {
    id,
    recurrence_id: one.which,
    ...time,
    zone: one.row['zone'],
    note: ledger.word(),
    answer: random.pick(['tentative', 'declined']),
  };
  perform(doing, { name: 'invitation.propose', input, places, made: 'proposal' });
}

/** The organiser's word on another time for one meeting. Taken, it would make an event of its own, which the judge does not know. */
function replyProposal(doing: Doing): void {
  const row = some(doing, 'proposal', `counter_at IS NOT NULL AND copy_of IS NOT NULL AND ${WRITABLE}`);
  if (!row) return;
  const id = idOf(row);
  const input = { id, word: doing.ledger.word() };
  perform(doing, { name: 'counter.decline', input, places: [['proposal', id]] });
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
  answerOne: [2, answerOne],
  proposeOne: [1, proposeOne],
  replyProposal: [1, replyProposal],
} as const satisfies Acts;
