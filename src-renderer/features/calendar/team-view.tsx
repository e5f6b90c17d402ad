import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, ConflictView, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { layoutDay } from '../../../src-shared/domain/calendar/layout.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { vars } from '../../ui/vars.ts';
import { eventClass, NarrowWords, useEventWords } from './event-box.tsx';
import { isBanner, onDay } from './geometry.ts';

/** The hours that the timeline shows. */
const FROM = 7;
const TO = 20;
const HOURS = Array.from({ length: TO - FROM - 1 }, (_, at) => FROM + 1 + at);

/** One line a colleague or room, with how old its data is; conflicts tie the lines they touch together (R34). */
export function TeamView({
  date,
  unit,
  now,
  selected,
  onOpen,
}: {
  date: DateText;
  unit: string | null;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const zone = useZone();
  const found = useLiveQuery('calendar.team', { from: date, to: addDays(date, 1), zone, unit_id: unit });
  if (found === undefined) return null;
  const people = found.lanes.filter((lane) => lane.subject_kind === 'person');
  const resources = found.lanes.filter((lane) => lane.subject_kind === 'resource');
  if (people.length === 0) return <EmptyState what={t('team.empty')} why={t('team.emptyWhy')} />;
  return (
    <>
      <Legend />
      <div className="scroll team-scroll">
        <div className="team">
          <div className="who team-corner">
            <span className="small t3">
              {t('team.people', { people: people.length, resources: resources.length })}
            </span>
          </div>
          <div className="hh">
            {HOURS.map((hour) => (
              <span key={hour} style={{ left: `${((hour - FROM) / (TO - FROM)) * 100}%` }}>
                {String(hour).padStart(2, '0')}
              </span>
            ))}
          </div>
          {found.lanes.map((lane) => (
            <Lane
              key={`${lane.subject_kind} ${lane.subject_id}`}
              lane={lane}
              date={date}
              now={now}
              selected={selected}
              onOpen={onOpen}
            />
          ))}
        </div>
        <DayConflicts conflicts={found.conflicts} now={now} />
      </div>
    </>
  );
}

function Legend(): ReactElement {
  const { t } = useTranslation('calendar');
  const samples = [
    ['fixed', 'ev k-visit'],
    ['tentative', 'ev k-visit tent'],
    ['hold', 'ev k-hold'],
    ['private', 'ev k-busy priv'],
    ['away', 'ev k-leave'],
    ['hard', 'ev k-visit c-hard'],
    ['soft', 'ev k-visit c-soft'],
    ['stale', 'ev k-visit stale'],
  ] as const;
  return (
    <div className="x team-legend">
      {samples.map(([name, classes]) => (
        <span key={name} className="x g1 small t2 nw">
          <span className={`${classes} sample`} aria-hidden="true" />
          {t(`team.legend.${name}`)}
        </span>
      ))}
    </div>
  );
}

function Lane({
  lane,
  date,
  now,
  selected,
  onOpen,
}: {
  lane: TeamLane;
  date: DateText;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const words = useEventWords();
  const room = lane.subject_kind === 'resource';
  const placed = useMemo(
    () => layoutDay(lane.instances.filter((one) => isBanner(one) || onDay(one, date) !== null)),
    [lane.instances, date],
  );
  const rows = Math.max(1, ...placed.map(({ of }) => of));
  const age = lane.asOf.at === null ? t('neverSeen') : format.asOf(lane.asOf.at, now);
  const name = names.name(lane);
  return (
    <>
      <div className={room ? 'who res' : 'who'} style={{ height: room ? 46 : Math.max(62, rows * 31) }}>
        {room ? <Avatar name={name} size="l" icon="door" /> : <Avatar name={name} size="l" me={lane.me} />}
        <div className="cut">
          <div className="x g6">
            <b className="med">{name}</b>
            <span className="small t3 cut">
              {room ? t('seats', { count: lane.seats ?? 0 }) : names.either(lane.title, lane.title_en)}
            </span>
          </div>
          <AsOf text={age} stale={lane.asOf.stale} />
        </div>
      </div>
      <div
        className={`lane ${room ? 'res' : ''} ${lane.asOf.stale ? 'staled' : ''}`}
        role="group"
        aria-label={name}
      >
        <div className="offx" style={vars({ '--a': FROM, '--b': 8.5 })} />
        <div className="offx" style={vars({ '--a': 17.5, '--b': TO + 0.02 })} />
        {placed.map(({ item, index, of }) => {
          const part = isBanner(item) ? { from: FROM * 60, to: TO * 60 } : onDay(item, date)!;
          const [from, to] = [
            Math.max(FROM * 60, part.from),
            Math.min(TO * 60, Math.max(part.to, part.from + 15)),
          ];
          if (to <= FROM * 60 || from >= TO * 60) return null;
          const text = words(item);
          const single = of > 1 || room;
          return (
            <button
              key={item.key}
              type="button"
              className={eventClass(item, {
                past: false,
                selected: item.key === selected,
                stale: lane.asOf.stale,
              })}
              style={vars(
                { '--a': from / 60, '--b': to / 60 },
                of > 1
                  ? {
                      top: `calc(7px + (100% - 14px) * ${index / of})`,
                      bottom: `calc(7px + (100% - 14px) * ${1 - (index + 1) / of})`,
                    }
                  : {},
              )}
              title={`${item.private ? t('privateTitle') : text.head} ${format.timeRange(item.startWall, item.endWall)}`}
              aria-label={`${name}: ${text.head}, ${format.timeRange(item.startWall, item.endWall)}`}
              onClick={() => onOpen(item)}
            >
              {single ? (
                <span className="tl">
                  {item.private || item.source === 'busy' ? <Icon name="lock" size="xs" /> : null}
                  <span className="cut">
                    <b>{text.head}</b>
                  </span>
                </span>
              ) : (
                <NarrowWords instance={item} minutes={to - from} words={text} />
              )}
              {item.severity === 'hard' ? (
                <span className="team-mark">
                  <Icon name="clash" size="xs" label={t('hardMark')} />
                </span>
              ) : null}
            </button>
          );
        })}
      </div>
    </>
  );
}

function DayConflicts({
  conflicts,
  now,
}: {
  conflicts: readonly ConflictView[];
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const open = conflicts.filter((one) => one.decision === null);
  return (
    <section aria-label={t('team.dayConflicts')}>
      <GroupHeader text={t('team.dayConflicts')} count={open.length} />
      {open.length === 0 ? (
        <EmptyState what={t('team.none')} why={t('team.noneWhy', { time: format.time(now) })} />
      ) : null}
      {open.map((conflict) => {
        const title = [names.title(conflict.a), conflict.b === null ? '' : names.title(conflict.b)]
          .map((one) => one || t('busyTitle'))
          .join(' × ');
        return (
          <div key={conflict.id} className="row">
            <Pill tone={conflict.severity}>{t(`severity.${conflict.severity}`)}</Pill>
            <b className="med cut team-conflict-who">
              {names.list(conflict.subjects.length > 0 ? conflict.subjects : [conflict.subject])}
            </b>
            <span className="cut">
              {conflict.travel === null
                ? t('team.minutes', {
                    title,
                    time: `${format.time(conflict.overlap.start)}–${format.time(conflict.overlap.end)}`,
                    minutes: conflict.minutes,
                  })
                : t('team.travel', { title, needed: conflict.travel.needed, gap: conflict.travel.gap })}
            </span>
            <span className="sp" />
            {conflict.asOf.at === null ? null : (
              <AsOf text={format.asOf(conflict.asOf.at, now)} stale={conflict.asOf.stale} />
            )}
            <a className="btn s" href={href('inbox', 'schedule', conflict.id)}>
              {t('team.open')}
            </a>
          </div>
        );
      })}
    </section>
  );
}
