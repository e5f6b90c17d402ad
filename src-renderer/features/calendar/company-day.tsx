import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../src-shared/contract/inbox.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { onDay } from './geometry.ts';
import './company-day.css';

interface Time {
  readonly startWall: string;
  readonly endWall: string;
}
type Block = Company['day'][number];

/** A working day, wider where a time that is marked lies outside. */
const WORKING = { from: 8 * 60, to: 18 * 60 };
const EVERY_MIN = 180;

/**
 * The day of a proposed time for everybody who would have to be there, and each room and car: who is taken when, the proposed time over all lines,
 * and the present time where it is on the same day. Who could come is said in words beside each name.
 */
export function CompanyDay({
  company,
  proposed,
  present,
}: {
  company: readonly Company[];
  proposed: Time;
  present: Time;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const date = proposed.startWall.slice(0, 10);
  const marks = [
    { what: 'proposed', part: onDay(proposed, date) },
    { what: 'present', part: onDay(present, date) },
  ].flatMap(({ what, part }) => (part === null ? [] : [{ what, ...part }]));
  const isPresent = marks.some(({ what }) => what === 'present');
  const from = Math.floor(Math.min(WORKING.from, ...marks.map((one) => one.from)) / 60) * 60;
  const to = Math.ceil(Math.max(WORKING.to, ...marks.map((one) => one.to)) / 60) * 60;
  const hours = Array.from(
    { length: Math.floor((to - from) / EVERY_MIN) + 1 },
    (_, at) => from + at * EVERY_MIN,
  ).filter((at) => at < to);
  /** A stretch of the day on the strip. */
  const place = (part: { from: number; to: number }): { left: string; width: string } => {
    const [begin, end] = [Math.max(part.from, from), Math.min(part.to, to)];
    const percent = (minutes: number): string => `${(minutes / (to - from)) * 100}%`;
    return { left: percent(begin - from), width: percent(Math.max(end - begin, 0)) };
  };
  const wallOf = ({ start, end }: Block): Time => ({
    startWall: instantToWall(start, zone),
    endWall: instantToWall(end, zone),
  });
  const taken = (day: readonly Block[]): string =>
    names.texts(
      day
        .filter((one) => !one.own)
        .map((one) => format.timeRange(wallOf(one).startWall, wallOf(one).endWall)),
    );
  return (
    <div className="company-day small" role="list" aria-label={t('counter.company')}>
      <div className="cd-head" aria-hidden>
        <span className="t3 nw">{format.dayMedium(date)}</span>
        <div className="cd-hours">
          {hours.map((at) => (
            <span key={at} style={{ left: place({ from: at, to: at }).left }}>
              {String(at / 60).padStart(2, '0')}
            </span>
          ))}
        </div>
      </div>
      {company.map((one) => (
        <div key={one.id} className="cd-row" role="listitem">
          <span className="x g1 cut">
            <span className={`x ${one.free ? 'ok' : one.required ? 'hard' : 'soft'}`}>
              <Icon name={one.free ? 'check' : 'clash'} size="xs" />
            </span>
            <span className="cut">{names.name(one)}</span>
            <span className="t2 nw">
              {t(one.free ? 'counter.free' : one.kind === 'person' ? 'counter.busy' : 'counter.booked')}
            </span>
            {one.required ? null : <span className="t3 nw">{t('roles.optional')}</span>}
          </span>
          <div
            className={one.asOf.stale && !one.me ? 'cd-lane stale' : 'cd-lane'}
            role="img"
            aria-label={
              taken(one.day) === '' ? t('counter.allFree') : t('counter.taken', { times: taken(one.day) })
            }
            title={taken(one.day)}
          >
            {one.day.map((block) => {
              const part = block.own ? null : onDay(wallOf(block), date);
              return part === null ? null : (
                <span
                  key={block.start}
                  className={`cd-block ${block.status}`}
                  style={vars({}, place(part))}
                />
              );
            })}
            {marks.map((mark) => (
              <span key={mark.what} className={`cd-mark ${mark.what}`} style={vars({}, place(mark))} />
            ))}
          </div>
        </div>
      ))}
      <div className="cd-legend t2" aria-hidden>
        <span className="x g1">
          <span className="cd-key cd-mark proposed" />
          {t('counter.markProposed')}
        </span>
        {isPresent ? (
          <span className="x g1">
            <span className="cd-key cd-mark present" />
            {t('counter.markPresent')}
          </span>
        ) : null}
        <span className="x g1">
          <span className="cd-key cd-block busy" />
          {t('counter.markTaken')}
        </span>
      </div>
    </div>
  );
}
