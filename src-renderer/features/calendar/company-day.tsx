import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../src-shared/contract/inbox.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { minutesOf } from './geometry.ts';
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
    { what: 'proposed', ...partOf(proposed, date) },
    ...(isOn(present, date) ? [{ what: 'present', ...partOf(present, date) }] : []),
  ];
  const from = Math.floor(Math.min(WORKING.from, ...marks.map((one) => one.a)) / 60) * 60;
  const to = Math.ceil(Math.max(WORKING.to, ...marks.map((one) => one.b)) / 60) * 60;
  const hours = Array.from(
    { length: Math.floor((to - from) / EVERY_MIN) + 1 },
    (_, at) => from + at * EVERY_MIN,
  ).filter((at) => at < to);
  /** A stretch of the day on the strip. */
  const place = ({ a, b }: { a: number; b: number }): { left: string; width: string } => {
    const [begin, end] = [Math.max(a, from), Math.min(b, to)];
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
            <span key={at} style={{ left: place({ a: at, b: at }).left }}>
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
            {one.day
              .filter((block) => !block.own)
              .map((block) => (
                <span
                  key={block.start}
                  className={`cd-block ${block.status}`}
                  style={vars({}, place(partOf(wallOf(block), date)))}
                />
              ))}
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
        {isOn(present, date) ? (
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

const isOn = ({ startWall, endWall }: Time, date: string): boolean =>
  startWall.length > 10 && startWall.slice(0, 10) <= date && endWall > `${date}T00:00`;

/** The minutes of a day that a time takes of it. */
const partOf = ({ startWall, endWall }: Time, date: string): { a: number; b: number } => ({
  a: startWall.slice(0, 10) < date ? 0 : minutesOf(startWall),
  b: endWall.slice(0, 10) > date ? 24 * 60 : minutesOf(endWall),
});
