import type { singlesOf } from '../../../db/client/queries/instance-answer.ts';
import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { answersKey } from '../../../src-shared/domain/calendar/instance-answer.ts';
import { isSeries } from '../../../src-shared/domain/calendar/slot.ts';
import { dateAt } from '../../../src-shared/domain/calendar/zone.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext } from '../engine/context.ts';

type Said = Pick<EventDetail['invitations'][number], 'answer' | 'note' | 'ofSeries'>;

/** What is said of this meeting, and, of a series, of the whole. */
export function answerOf(
  { now }: QueryContext,
  row: Row<'invitation'>,
  { recurrence_id }: Occupied,
  singles: ReturnType<typeof singlesOf>,
): Said {
  const { answer, answer_note, event_id, person_id, zone } = row;
  if (!isSeries(row)) return { answer, note: answer_note, ofSeries: null };
  const its = singles.get(answersKey(event_id, person_id)) ?? [];
  const here = its.find((one) => one.recurrence_id === recurrence_id);
  const today = dateAt(now, zone);
  const others = its.filter((one) => one !== here && one.recurrence_id >= today).length;
  return {
    answer: here?.answer ?? answer,
    note: here ? here.answer_note : answer_note,
    ofSeries: { answer, alone: here !== undefined, others },
  };
}
