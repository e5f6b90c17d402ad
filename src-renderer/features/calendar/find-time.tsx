import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindTimeResult, TimeAnswer } from '../../../src-shared/contract/planning.ts';
import { slotSpan } from '../../../src-shared/domain/calendar/slot.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useNow } from '../../app/use-now.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { intoView } from '../../ui/into-view.ts';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { fieldsOf, slotOf, type EventDraft, type PickedResource } from './event-draft.ts';
import { useReasonWords } from './reason-words.ts';

const AHEAD_DAYS = 14;
const SHOWN = 8;
const GRADE_ICONS = { free: 'check', possible: 'question', conflict: 'clash' } as const satisfies Record<
  TimeAnswer['grade'],
  IconName
>;

/** Times at which everybody of the draft can meet, ranked and with reasons; any room that is big enough, if wanted. */
export function FindTime({
  draft,
  except,
  led = false,
  onTake,
}: {
  draft: EventDraft;
  /** The event that is edited: its own times do not stand in its way. */
  except: string | null;
  /** A key led here: it goes on at the first answer. */
  led?: boolean;
  onTake: (answer: TimeAnswer, room: PickedResource | null) => void;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const { me } = useDesk();
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const words = useReasonWords();
  const [anyRoom, setAnyRoom] = useState(false);
  const [seats, setSeats] = useState(draft.people.length + draft.customers.length + 1);
  const { start, end } = slotSpan(slotOf(draft));
  const minutes = Math.max(5, Math.min(1440, Math.round((end - start) / 60_000)));
  const today = format.dateOf(now);
  const { kind, place, customers, buffer_min, travel_min } = fieldsOf(draft);
  const from = draft.startDay > today ? draft.startDay : today;
  const answered = useLiveQuery(
    'calendar.findTime',
    me === null || Number.isNaN(minutes)
      ? null
      : {
          people: [
            { person_id: me.id, role: 'required' },
            ...draft.people.map(({ id, role }) => ({ person_id: id, role })),
          ],
          resources: draft.resources.map(({ id }) => id),
          room: anyRoom ? { seats } : null,
          duration_min: minutes,
          from,
          to: addDays(from, AHEAD_DAYS),
          zone: draft.zone,
          hours: null,
          near: Number.isNaN(start) ? null : start,
          kind,
          place,
          customers,
          buffer_min,
          travel_min,
          except,
          count: SHOWN,
        },
  );
  // Until the next answers are there the last ones stay: whoever is on one of them by the keyboard stays on it.
  const [kept, setKept] = useState(answered);
  if (answered !== undefined && answered !== kept) setKept(answered);
  const found = answered ?? kept;
  const answers = useRef<HTMLDivElement>(null);
  const leads = useRef(led);
  useEffect(() => {
    if (found === undefined || !leads.current) return;
    leads.current = false;
    answers.current?.querySelector('button')?.focus();
  }, [found]);
  return (
    <section ref={found === undefined ? null : intoView} className="find-time" aria-label={t('find.title')}>
      <div className="x g6">
        <Checkbox on={anyRoom} onChange={setAnyRoom}>
          {t('find.anyRoom')}
        </Checkbox>
        {anyRoom ? (
          <NumberField
            label={t('find.seats')}
            labelHidden
            unit={t('find.seatsUnit')}
            value={seats}
            onChange={setSeats}
            min={1}
            max={1000}
            step={1}
          />
        ) : null}
      </div>
      {found === undefined || found.largestRoom === null ? null : (
        <Notice tone="soft" live>
          {found.largestRoom === 0 ? t('find.noRooms') : t('find.noneSoLarge', { count: found.largestRoom })}
        </Notice>
      )}
      <div ref={answers} role="list" aria-label={t('find.title')}>
        {(found?.answers ?? []).map((answer) => (
          <div key={`${answer.start}`} role="listitem">
            <button
              type="button"
              className={`slot find-slot ${answer.grade}`}
              onClick={() => onTake(answer, roomOf(found, answer, anyRoom, names.name))}
            >
              <span
                className={`x ${answer.grade === 'free' ? 'ok' : answer.grade === 'possible' ? 'soft' : 'hard'}`}
              >
                <Icon name={GRADE_ICONS[answer.grade]} size="s" label={t(`find.grade.${answer.grade}`)} />
              </span>
              <span className="slot-when">
                {`${format.dayMedium(answer.startWall.slice(0, 10), today)} ${format.timeRange(answer.startWall, answer.endWall)}`}
              </span>
              <span className="small t2">{words(answer, found!)}</span>
            </button>
          </div>
        ))}
      </div>
      {found !== undefined && found.answers.length === 0 ? (
        <p className="small t3">{t('find.none')}</p>
      ) : null}
      {found === undefined ? null : <OthersAsOf age={found.asOf} />}
    </section>
  );
}

/** The room that an answer took where any would do; it stands after those that were asked for. */
function roomOf(
  found: FindTimeResult | undefined,
  answer: TimeAnswer,
  anyRoom: boolean,
  nameOf: (of: { name: string; name_en: string | null }) => string,
): PickedResource | null {
  const id = anyRoom ? (answer.rooms.at(-1) ?? null) : null;
  const room = found?.rooms.find((one) => one.id === id);
  return room === undefined ? null : { id: room.id, name: nameOf(room), kind: room.kind, seats: room.seats };
}
