import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useCrumb } from '../../app/crumb.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { addDays, mondayOf } from '../../app/i18n/calendar-day.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Steps } from '../../ui/steps.tsx';
import type { PlanOf } from '../../../src-shared/contract/plan.ts';
import { ProfileCard } from '../profile/profile-card.tsx';
import { BoardFace } from './board-face.tsx';
import { DayFace } from './day-face.tsx';
import { MonthFace } from './month-face.tsx';
import { FACES } from './plan-days.ts';
import { usePlanAddress, type PlanAddress } from './use-plan-address.ts';
import { WeekFace } from './week-face.tsx';
import './plans.css';

const NOTHING = {};
const ME = 'me';

/** Day, week, board and month: what was planned, and what became of it (R57 to R60). */
export default function PlansScreen(): ReactElement {
  const { t } = useTranslation('plans');
  const zone = useZone();
  const format = useFormat();
  const now = useNow();
  const today = format.dateOf(now);
  const address = usePlanAddress(today);
  const { face, date, person } = address;
  const people = useLiveQuery('plan.people', NOTHING);
  // Whom the reader does not lead is nobody here: an old address falls back to the reader's own plan.
  const of = people?.some(({ id }) => id === person) === true ? person : null;
  const asked = useMemo(() => ({ person_id: of, today, zone }), [of, today, zone]);
  const monday = mondayOf(date);
  const day = useLiveQuery('plan.day', face === 'day' ? { ...asked, date } : null);
  const week = useLiveQuery('plan.week', face === 'week' ? { ...asked, monday } : null);
  const board = useLiveQuery('plan.board', face === 'board' ? { ...asked, monday } : null);
  const month = useLiveQuery('plan.month', face === 'month' ? { ...asked, month: date.slice(0, 7) } : null);
  const shown = day ?? week ?? board ?? month;
  useCrumb(t(`faces.${face}`));
  useKeys('screen', [
    { keys: 't', label: t('today'), run: () => address.to(today) },
    { keys: 'j', label: t(`next.${face}`), run: () => address.step(1) },
    { keys: 'k', label: t(`previous.${face}`), run: () => address.step(-1) },
    ...FACES.map((one, at) => ({
      keys: String(at + 1),
      label: t(`faces.${one}`),
      run: () => address.to(date, one),
    })),
  ]);

  return (
    <div className="pane grow plans">
      <PlanBar address={address} today={today} people={people ?? []} of={of} shown={shown ?? null} />
      {day ? <DayFace plan={day} date={date} today={today} address={address} /> : null}
      {week ? <WeekFace plan={week} monday={monday} today={today} address={address} /> : null}
      {board ? <BoardFace plan={board} monday={monday} today={today} zone={zone} now={now} /> : null}
      {month ? (
        <MonthFace key={date.slice(0, 7)} plan={month} month={date.slice(0, 7)} today={today} now={now} />
      ) : null}
    </div>
  );
}

function PlanBar({
  address,
  today,
  people,
  of,
  shown,
}: {
  address: PlanAddress;
  today: string;
  people: readonly { id: string; name: string; name_en: string | null }[];
  of: string | null;
  shown: PlanOf | null;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const { face, date } = address;
  const monday = mondayOf(date);
  const heading =
    face === 'day'
      ? format.dayLong(date, today)
      : face === 'month'
        ? format.month(date)
        : format.range(monday, addDays(monday, 6));
  return (
    <div className="bar plans-bar">
      <h1>{heading}</h1>
      <span className="small t3 nw">{face === 'month' ? '' : format.week(date)}</span>
      <Steps
        previous={t(`previous.${face}`)}
        today={t('today')}
        next={t(`next.${face}`)}
        onStep={address.step}
        onToday={() => address.to(today)}
      />
      <span className="sp" />
      {shown !== null && !shown.me ? (
        <>
          <span className="small t3 cut">{t('readOnly')}</span>
          <AsOf
            text={shown.asOf.at === null ? t('asOfNever') : format.asOf(shown.asOf.at, now)}
            stale={shown.asOf.stale}
          />
        </>
      ) : null}
      {people.length === 0 ? null : (
        <span className="plans-who">
          <Select
            label={t('whose')}
            labelHidden
            value={of ?? ME}
            options={[
              { value: ME, text: t('mine') },
              ...people.map((one) => ({ value: one.id, text: names.name(one) })),
            ]}
            onChange={(id) => address.of(id === ME ? null : id)}
          />
        </span>
      )}
      <ProfileCard person={of} />
      <Segmented
        label={t('face')}
        size="s"
        value={face}
        options={FACES.map((value) => ({ value, text: t(`faces.${value}`) }))}
        onChange={(next) => address.to(date, next)}
      />
    </div>
  );
}
