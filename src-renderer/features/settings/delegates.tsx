import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PersonChoice } from './person-choice.tsx';

const NOTHING = {};

/** Who may see, or also keep, my calendar. What is private is never among it. */
export function Delegates({ me }: { me: string }): ReactElement | null {
  const { t } = useTranslation('settings');
  const names = useNames();
  const act = useAct();
  const delegates = useLiveQuery('delegate.list', NOTHING);
  if (delegates === undefined) return null;
  const set = (person_id: string, may: 'read' | 'write' | 'none'): void =>
    void act('delegate.set', { person_id, may });
  return (
    <section>
      <GroupHeader text={t('delegates.title')} />
      <p className="small t3 people-why">{t('delegates.why')}</p>
      {delegates.map(({ person, may }) => (
        <div key={person.id} className="row people-row">
          <span className="cut sp">{names.name(person)}</span>
          <Segmented
            label={names.name(person)}
            value={may}
            options={(['read', 'write'] as const).map((value) => ({
              value,
              text: t(`delegates.${value}`),
            }))}
            onChange={(value) => set(person.id, value)}
          />
          <Button size="s" kind="quiet" onPress={() => set(person.id, 'none')}>
            {t('delegates.end')}
          </Button>
        </div>
      ))}
      <div className="people-add">
        <PersonChoice
          label={t('delegates.add')}
          without={new Set([me, ...delegates.map((one) => one.person.id)])}
          onChoose={(id) => set(id, 'read')}
        />
      </div>
    </section>
  );
}
