import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { EVENT_KINDS } from '../../../src-shared/domain/calendar/tables.ts';
import type { AsOf as Age, CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays, weekOf } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { useCalendar } from '../../state/calendar.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TaskTray } from '../tasks/task-tray.tsx';
import { addMonths, daysOf } from './geometry.ts';

const NOTHING = {};

/** The small month, the kinds with their counts, and whose calendars are laid over the own one. */
export function CalendarSide({
  date,
  shownDays,
  today,
  weekStart,
  instances,
  ages,
  onDay,
}: {
  date: DateText;
  shownDays: readonly DateText[];
  today: DateText;
  weekStart: 0 | 1;
  instances: readonly CalendarInstance[];
  ages: Readonly<Record<string, Age>>;
  onDay: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const { me } = useDesk();
  const { hidden, toggleKind, people, togglePerson, ownShown, showOwn } = useCalendar(
    useShallow(({ hidden, toggleKind, people, togglePerson, ownShown, showOwn }) => ({
      hidden,
      toggleKind,
      people,
      togglePerson,
      ownShown,
      showOwn,
    })),
  );
  const everyone = useLiveQuery('org.people', NOTHING);
  const mine = everyone?.find((one) => one.me);
  const team = everyone?.filter((one) => !one.me && one.unit_id === mine?.unit_id) ?? [];
  return (
    <div className="scroll">
      <MiniMonth
        key={date.slice(0, 7)}
        date={date}
        shownDays={shownDays}
        today={today}
        weekStart={weekStart}
        onDay={onDay}
      />
      <TaskTray today={today} />
      <GroupHeader text={t('kindsTitle')} />
      <div className="side-rows">
        {EVENT_KINDS.map((kind) => (
          <div key={kind} className={`side-row k-${kind}`}>
            <Checkbox kind={kind} on={!hidden.has(kind)} onChange={() => toggleKind(kind)}>
              <span className="ki x">
                <Icon name={kind} size="s" />
              </span>
              {t(`kinds.${kind}`)}
            </Checkbox>
            <span className="sp" />
            <span className="num t3">{instances.filter((one) => one.kind === kind).length}</span>
          </div>
        ))}
      </div>
      <GroupHeader text={t('colleagues')} />
      <div className="side-rows">
        {me === null ? null : (
          <div className="side-row">
            <Checkbox on={ownShown} onChange={showOwn}>
              {t('me', { name: me.name })}
            </Checkbox>
          </div>
        )}
        {team.map((person) => {
          const age = ages[person.id];
          return (
            <div key={person.id} className="side-row">
              <Checkbox on={people.includes(person.id)} onChange={() => togglePerson(person.id)}>
                {names.name(person)}
              </Checkbox>
              <span className="sp" />
              {age === undefined ? null : (
                <AsOf text={age.at === null ? t('neverSeen') : format.asOf(age.at, now)} stale={age.stale} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function MiniMonth({
  date,
  shownDays,
  today,
  weekStart,
  onDay,
}: {
  date: DateText;
  shownDays: readonly DateText[];
  today: DateText;
  weekStart: 0 | 1;
  onDay: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const [month, setMonth] = useState(`${date.slice(0, 7)}-01`);
  const days = daysOf('month', month, weekStart);
  const counts = useLiveQuery('calendar.days', { from: days[0]!, to: addDays(days.at(-1)!, 1), zone });
  const busy = new Set(counts?.filter(({ count }) => count > 0).map((one) => one.date));
  const first = shownDays[0];
  const last = shownDays.at(-1);
  return (
    <div className="mini-month">
      <div className="x mini-head">
        <b>{format.month(month)}</b>
        <span className="sp" />
        <Button
          kind="quiet"
          size="s"
          icon="left"
          label={t('previous.month')}
          onPress={() => setMonth((now) => addMonths(now, -1))}
        />
        <Button
          kind="quiet"
          size="s"
          icon="right"
          label={t('next.month')}
          onPress={() => setMonth((now) => addMonths(now, 1))}
        />
      </div>
      <div className="mini">
        <span className="wk" />
        {days.slice(0, 7).map((day) => (
          <span key={day} className="hd">
            {format.weekdayNarrow(day)}
          </span>
        ))}
        {days.map((day, at) => (
          <MiniDay
            key={day}
            day={day}
            week={at % 7 === 0 ? weekOf(addDays(day, weekStart === 1 ? 0 : 1)) : null}
            classes={[
              day.slice(0, 7) === month.slice(0, 7) ? '' : 'o',
              shownDays.length <= 7 && shownDays.includes(day) ? 'in' : '',
              day === first ? 'a' : '',
              day === last ? 'z' : '',
              day === today ? 'now' : '',
              busy.has(day) ? 'd' : '',
            ]
              .filter(Boolean)
              .join(' ')}
            label={format.dayLong(day, today)}
            onDay={onDay}
          />
        ))}
      </div>
    </div>
  );
}

function MiniDay({
  day,
  week,
  classes,
  label,
  onDay,
}: {
  day: DateText;
  week: number | null;
  classes: string;
  label: string;
  onDay: (date: DateText) => void;
}): ReactElement {
  return (
    <>
      {week === null ? null : <span className="wk">{week}</span>}
      <span className={classes}>
        <button type="button" onClick={() => onDay(day)} aria-label={label}>
          {Number(day.slice(8))}
        </button>
      </span>
    </>
  );
}
