import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictSide, ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';

const JOIN_KEY = 'g';

interface Joint {
  readonly side: ConflictSide;
  readonly guest: PersonName;
}

/** The reader's own visit and the colleague who could come along to it; null where neither visit is the reader's. */
function jointOf({ kind, a, b }: ConflictView): Joint | null {
  if (kind !== 'customer' || b === null) return null;
  const [own, other] = a.mine && a.editable ? [a, b] : [b, a];
  return own.mine && own.editable && other.organiser !== null ? { side: own, guest: other.organiser } : null;
}

/** Two colleagues at one customer: one key asks the other along, who answers as to any invitation. */
export function JointVisit({ conflict }: { conflict: ConflictView }): ReactElement | null {
  const joint = jointOf(conflict);
  return joint === null ? null : <AskAlong {...joint} />;
}

function AskAlong({ side, guest }: Joint): ReactElement | null {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const zone = useZone();
  const act = useAct();
  const once = useOneAtATime();
  const named = { id: side.event_id, recurrence_id: side.recurrence_id };
  const detail = useLiveQuery('calendar.event', { ...named, zone });
  const asked = detail?.attendees.some((one) => one.person_id === guest.id) ?? true;
  const name = names.name(guest);
  const ask = once(async (): Promise<void> => {
    if (!detail || asked) return;
    const attendees = detail.attendees.map(({ person_id, customer_id, role }) => ({
      person_id,
      customer_id,
      role,
    }));
    const along = { person_id: guest.id, customer_id: null, role: 'required' as const };
    await act(
      'event.update',
      {
        ...named,
        which: side.recurrence_id === null ? 'all' : 'this',
        fields: { attendees: [...attendees, along] },
      },
      t('joint.done', { name }),
    );
  });
  useKeys('screen', [{ keys: JOIN_KEY, label: t('joint.ask', { name }), disabled: asked, run: ask }]);
  if (!detail) return null;
  return (
    <section aria-label={t('joint.title')}>
      <div className="h">{t('joint.title')}</div>
      {asked ? (
        <p className="small t2">{t('joint.asked', { name, title: names.title(side) })}</p>
      ) : (
        <div className="x g6 wrap">
          <Button kind="primary" keys={JOIN_KEY} onPress={ask}>
            {t('joint.ask', { name })}
          </Button>
          <span className="small t2">{t('joint.why', { name, title: names.title(side) })}</span>
        </div>
      )}
    </section>
  );
}
