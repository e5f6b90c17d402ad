import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { useCalendar } from '../../state/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { branchUnit, teamsOf } from './units.ts';

const NOTHING = {};
const OWN = 'own';

/** Whose days are shown: people one by one, a team, or the whole branch; and one day of them or a week. */
export function TeamChoice({
  span,
  onSpan,
}: {
  span: 'team' | 'teamWeek';
  onSpan: (span: 'team' | 'teamWeek') => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const { team, showTeam } = useCalendar(useShallow(({ team, showTeam }) => ({ team, showTeam })));
  const units = useLiveQuery('org.units', NOTHING) ?? [];
  const people = useLiveQuery('org.people', NOTHING) ?? [];
  const mine = people.find((one) => one.me)?.unit_id ?? null;
  const teams = teamsOf(units, branchUnit(units, mine)).filter((one) => one.id !== mine);
  return (
    <div className="x g6 team-choice">
      <Segmented
        label={t('team.by')}
        size="s"
        value={team.by}
        options={(['person', 'team', 'branch'] as const).map((value) => ({
          value,
          text: t(`team.bys.${value}`),
        }))}
        onChange={(by) => showTeam({ by, unit: null })}
      />
      {team.by === 'team' ? (
        <Select
          label={t('team.unit')}
          labelHidden
          value={team.unit ?? OWN}
          options={[
            { value: OWN, text: t('team.mine') },
            ...teams.map((one) => ({ value: one.id, text: names.name(one) })),
          ]}
          onChange={(unit) => showTeam({ by: 'team', unit: unit === OWN ? null : unit })}
        />
      ) : null}
      {team.by === 'person' ? <PeopleChoice /> : null}
      <span className="sp" />
      <Segmented
        label={t('team.span')}
        size="s"
        value={span}
        options={[
          { value: 'team', text: t('views.day') },
          { value: 'teamWeek', text: t('views.week') },
        ]}
        onChange={onSpan}
      />
    </div>
  );
}

/** The colleagues whose days stand under the own one: those of the other views, chosen by name. */
function PeopleChoice(): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const names = useNames();
  const everyone = useLiveQuery('org.people', NOTHING) ?? [];
  const { people, togglePerson } = useCalendar(
    useShallow(({ people, togglePerson }) => ({ people, togglePerson })),
  );
  const [text, setText] = useState('');
  const free = everyone
    .filter((one) => !one.me && !people.includes(one.id))
    .map((one) => ({ value: one.id, text: names.name(one), detail: names.either(one.title, one.title_en) }));
  return (
    <>
      <ComboBox
        label={t('form.addPerson')}
        labelHidden
        placeholder={t('form.addPerson')}
        icon="person"
        options={free.filter((one) => one.text.toLowerCase().includes(text.trim().toLowerCase()))}
        text={text}
        onText={setText}
        value={null}
        onChange={(id) => {
          if (id !== null) togglePerson(id);
          setText('');
        }}
        noneText={common.t('kit.noChoice')}
        openLabel={common.t('kit.openList')}
      />
      <div className="x g1 team-people">
        {people.map((id) => {
          const one = everyone.find((person) => person.id === id);
          return one === undefined ? null : (
            <span key={id} className="x team-person">
              {names.name(one)}
              <Button
                kind="quiet"
                size="s"
                icon="close"
                label={t('form.removePerson', { name: names.name(one) })}
                onPress={() => togglePerson(id)}
              />
            </span>
          );
        })}
      </div>
    </>
  );
}
