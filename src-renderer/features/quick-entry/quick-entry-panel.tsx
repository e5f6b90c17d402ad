import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import { wallIn, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { zoneCity } from '../../../src-shared/domain/calendar/zone-city.ts';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useConflictWords, useSlotWords } from '../calendar/conflict-words.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { DayStrip } from './day-strip.tsx';
import type { QuickEntryState } from './use-quick-entry.ts';
import './quick-entry.css';

const CONFLICTS_SHOWN = 2;
const RANK = { hard: 0, soft: 1, info: 2 } as const;

/** What a sentence was understood as, what it clashes with, and where it would fit: while it is typed. */
export function QuickEntryPanel({ state }: { state: QuickEntryState }): ReactElement {
  const { t } = useTranslation('calendar');
  const { understood, meant, event, check, slots } = state;
  const zone = useZone();
  const words = useConflictWords();
  const slotWords = useSlotWords();
  const { when } = understood.entry;
  const its = understood.entry.zone ?? zone;
  const from = when === null || when.allDay === 1 ? null : wallToInstant(when.start, its);
  const conflicts = (check?.conflicts ?? []).toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  // Instances of a series that meet with the same are one line.
  const said = [...Map.groupBy(conflicts, (conflict) => words(conflict, null))];
  const unsaid = said.slice(CONFLICTS_SHOWN).reduce((sum, [, same]) => sum + same.length, 0);
  return (
    <div className="quick-entry">
      <div className="grp" role="presentation">
        {t(meant !== null ? 'quick.meant' : event === null ? 'quick.willTask' : 'quick.willEvent')}
      </div>
      <Facts state={state} />
      {event !== null && from !== null ? (
        <DayStrip
          event={seenFrom(zone, event)}
          conflicts={conflicts}
          title={understood.entry.title}
          zone={zone}
        />
      ) : null}
      <div role="status">
        {meant === null ? null : <MeantWords state={state} />}
        {meant !== null
          ? null
          : understood.entry.doubts.map((doubt) => (
              <div key={doubt} className="x g6 small quick-conflict">
                <Pill tone="info">{t('quick.doubt.name')}</Pill>
                <span>{t(`quick.doubt.${doubt}`)}</span>
              </div>
            ))}
        {said.slice(0, CONFLICTS_SHOWN).map(([text, same]) => (
          <div key={text} className="x g6 small quick-conflict">
            <Pill tone={same[0]!.severity}>{t(`severity.${same[0]!.severity}`)}</Pill>
            <span>
              {text}
              {same.length > 1 ? ` ${t('conflict.times', { count: same.length })}` : ''}
            </span>
          </div>
        ))}
        {unsaid > 0 ? (
          <div className="small t3 quick-conflict">{t('quick.more', { count: unsaid })}</div>
        ) : null}
      </div>
      {from !== null && slots.length > 0 ? (
        <div className="quick-slots" role="group" aria-label={t('slotsDraft')}>
          {slots.map((slot, index) => {
            const said = slotWords(slot, from, index === 0);
            return (
              <button
                key={slot.start}
                type="button"
                tabIndex={-1}
                className={index === 0 ? 'slot first' : 'slot'}
                aria-keyshortcuts={`Alt+${index + 1}`}
                onClick={() => state.take(slot)}
              >
                <span className="x g1">
                  <Keys spec={`alt+${index + 1}`} accent />
                </span>
                <span className="slot-when nw">{said.when}</span>
                <span className="small t2 cut" title={said.why}>
                  {said.why}
                </span>
              </button>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}

type EventInput = CommandInput<'event.create'>;

/** The same event by the clock of whoever looks. */
const seenFrom = (zone: string, event: EventInput): EventInput => {
  const { slot } = event;
  if (slot.zone === zone || slot.all_day === 1) return event;
  const [start, end] = [wallIn(zone, slot.start, slot.zone), wallIn(zone, slot.end, slot.zone)];
  return { ...event, slot: { ...slot, start, end, zone } };
};

function Facts({ state }: { state: QuickEntryState }): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const { t: tasks } = useTranslation('tasks');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const today = format.dateOf(useNow());
  const rule = useRuleWords();
  const { entry, who, room, car } = state.understood;
  const { when } = entry;
  const place = state.event?.fields.place ?? entry.place;
  const several = who.filter((one) => one.others.length > 0);
  return (
    <div className="quick-facts">
      {when === null ? null : (
        <Fact name={t(state.event === null && state.meant === null ? 'quick.due' : 'quick.time')}>
          {when.allDay === 1
            ? daysWords(when.start, addDays(when.end, -1), (day) => format.dayMedium(day, today))
            : state.event === null
              ? `${format.dayMedium(when.start.slice(0, 10), today)} ${format.time(when.start)}`
              : `${format.dayMedium(when.start.slice(0, 10), today)} ${format.timeRange(when.start, when.end)}`}
        </Fact>
      )}
      {when === null || when.allDay === 1 || entry.zone === null || entry.zone === zone ? null : (
        <Fact name={t('quick.zone')}>
          {t('quick.here', {
            city: zoneCity(entry.zone, format.language),
            day: format.dayMedium(wallIn(zone, when.start, entry.zone).slice(0, 10), today),
            time: format.time(wallIn(zone, when.start, entry.zone)),
          })}
        </Fact>
      )}
      {state.event !== null || state.meant !== null || entry.priority === null ? null : (
        <Fact name={tasks('fields.priority')}>{tasks(`priorities.${entry.priority}`)}</Fact>
      )}
      {when?.rrule ? <Fact name={t('quick.repeat')}>{rule(when.rrule)}</Fact> : null}
      {state.event === null ? null : (
        <Fact name={t('quick.kind')}>
          <span className={`ki x k-${entry.kind}`}>
            <Icon name={entry.kind} size="s" />
          </span>
          {t(`kinds.${entry.kind}`)}
        </Fact>
      )}
      {who.map(({ text, match }) => (
        <Fact key={text} name={t('quick.who')} weak={match === null}>
          {match === null
            ? t('quick.unknown', { name: text })
            : [names.name(match), names.either(match.detail, match.detail_en)].filter(Boolean).join(' · ')}
        </Fact>
      ))}
      {entry.car === null ? null : (
        <Fact name={t('quick.car')} weak={car === null}>
          {car === null ? t('quick.unknown', { name: entry.car }) : names.name(car)}
        </Fact>
      )}
      {room !== null ? (
        <Fact name={t('quick.room')}>{names.name(room)}</Fact>
      ) : place === null ? null : (
        <Fact name={t('quick.place')}>{place}</Fact>
      )}
      {entry.reminders.length === 0 ? null : (
        <Fact name={t('quick.reminder')}>
          {entry.reminders
            .map((minutes) =>
              minutes === 0 ? common.t('remindBefore.minutes', { count: 0 }) : format.duration(minutes),
            )
            .join(' · ')}
        </Fact>
      )}
      {several.length === 0 ? null : (
        <button
          type="button"
          tabIndex={-1}
          className="fld quick-others"
          aria-keyshortcuts="Alt+W"
          onClick={state.nextName}
        >
          <span className="small t2 cut">
            {t('quick.others', {
              count: several[0]!.others.length,
              name: several[0]!.text,
              list: several[0]!.others
                .slice(0, 2)
                .map((other) =>
                  [names.name(other), names.either(other.detail, other.detail_en)]
                    .filter(Boolean)
                    .join(' · '),
                )
                .join(t('quick.comma')),
            })}
          </span>
          <Keys spec="alt+w" />
        </button>
      )}
    </div>
  );
}

/** Why nothing is made of the sentence, where what it is about was not surely found. */
function MeantWords({ state }: { state: QuickEntryState }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const answer = state.meant?.answer;
  if (answer === undefined || (answer.exact && answer.found.length > 0)) return null;
  return (
    <div className="small t2 quick-conflict">
      {t(answer.found.length > 0 ? 'quick.meantNear' : 'quick.meantNone')}
    </div>
  );
}

const daysWords = (first: string, last: string, say: (day: string) => string): string =>
  first === last ? say(first) : `${say(first)} – ${say(last)}`;

function Fact({
  name,
  weak = false,
  children,
}: {
  name: string;
  weak?: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <span className="fld">
      <span className="small t3">{name}</span>
      <b className={weak ? 't3 x g1' : 'med x g1'}>{children}</b>
    </span>
  );
}
