import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../src-shared/contract/desk.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href, hrefWith } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { EditHours } from './edit-hours.tsx';
import { SettingLine } from './setting-line.tsx';
import { useWeekWords } from './week-words.ts';

const NOTHING = {};

export type Hours = QueryResult<'org.hours'>[number];

/** When I work and when I am away (R27); for an administrator also when everybody of the branch works. */
export function WorkHours({ me }: { me: Me }): ReactElement {
  const { t } = useTranslation('settings');
  const names = useNames();
  const words = useWeekWords();
  const people = useLiveQuery('org.hours', NOTHING) ?? [];
  const [editing, setEditing] = useState<Hours | null>(null);
  const own = people.find((one) => one.id === me.id);
  const others = people.filter((one) => one.editable && one.id !== me.id);
  return (
    <section aria-label={t('workHours.title')}>
      <GroupHeader text={t('workHours.title')} />
      <SettingLine label={t('hours')} {...(own?.editable === true ? {} : { hint: t('workHours.byAdmin') })}>
        <span className="t2">
          {own === undefined ? `${me.work_start}–${me.work_end}` : words(own)} · {me.zone}
        </span>
        {own?.editable ? (
          <Button size="s" kind="quiet" icon="edit" onPress={() => setEditing(own)}>
            {t('workHours.edit')}
          </Button>
        ) : null}
      </SettingLine>
      <Leave />
      {others.length === 0 ? null : (
        <>
          <GroupHeader text={t('workHours.everybody')} count={others.length} level={3} />
          {others.map((one) => (
            <div key={one.id} className="row people-row">
              <span className="cut work-hours-name">{names.name(one)}</span>
              <span className="small t3 nw">{t(`roles.${one.role}`)}</span>
              <span className="cut sp t2">{words(one)}</span>
              <Button
                size="s"
                kind="quiet"
                icon="edit"
                label={t('workHours.editOf', { name: names.name(one) })}
                onPress={() => setEditing(one)}
              />
            </div>
          ))}
        </>
      )}
      {editing === null ? null : <EditHours of={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

const LEAVE_SHOWN = 6;

/** My leave to come; a new one is written in the calendar, where colleagues and conflicts see it. */
function Leave(): ReactElement {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const leave = useLiveQuery('calendar.leave', { zone }) ?? [];
  return (
    <SettingLine label={t('workHours.leave')} hint={t('workHours.leaveHint')}>
      <div className="work-leave">
        {leave.slice(0, LEAVE_SHOWN).map((one) => {
          const [from, to] = [one.startWall.slice(0, 10), one.endWall.slice(0, 10)];
          return (
            <a key={one.key} className="acc" href={href('calendar', 'week', from, one.event_id)}>
              {one.all_day === 1
                ? format.range(from, lastOf(from, to))
                : `${format.dayMedium(from)} ${format.timeRange(one.startWall, one.endWall)}`}{' '}
              {names.title(one)}
            </a>
          );
        })}
        {leave.length === 0 ? <span className="t3">{t('workHours.noLeave')}</span> : null}
        {leave.length > LEAVE_SHOWN ? (
          <span className="t3">{t('workHours.more', { count: leave.length - LEAVE_SHOWN })}</span>
        ) : null}
        <a className="btn s" href={hrefWith({ new: '', kind: 'leave' }, 'calendar', 'week')}>
          {t('workHours.newLeave')}
        </a>
      </div>
    </SettingLine>
  );
}

/** An all-day end is the day after the last. */
const lastOf = (from: string, to: string): string =>
  to > from ? new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) : from;
