import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { ConflictSide } from '../../../src-shared/contract/conflict-view.ts';
import { meetingsIn } from '../../../src-shared/domain/calendar/matter.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOverlapWords } from '../calendar/conflict-words.ts';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;
type Instance = Detail['instances'][number];

/**
 * Every time at which the same two series clash: each is skipped, moved (by opening it) or accepted, or all at once. Of a room
 * that was refused, every meeting without it: each may take another by itself.
 */
export function SeriesInstances({ detail }: { detail: Detail }): ReactElement | null {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const { instances, conflict } = detail;
  const meetings = meetingsIn(instances);
  if (meetings < 2) return null;
  const open = meetingsIn(instances.filter((one) => one.decision === null));
  const title =
    conflict.kind === 'refused'
      ? t('rooms.meetings', { room: names.name(conflict.subject) })
      : t('series.title');
  return (
    <section aria-label={title}>
      <GroupHeader text={title} count={t('series.open', { count: open, all: meetings })} level={3} />
      {instances.map((one) => (
        <Line key={one.id} one={one} current={one.id === conflict.id} detail={detail} />
      ))}
    </section>
  );
}

function Line({
  one,
  current,
  detail: { conflict, rooms },
}: {
  one: Instance;
  current: boolean;
  detail: Detail;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const overlapWords = useOverlapWords();
  const names = useNames();
  const act = useAct();
  const refused = conflict.kind === 'refused';
  const day = format.dayMedium(format.dateOf(one.at));
  const mine = refused ? null : skippable(one);
  const free = one.a.editable
    ? rooms?.single.find(
        (its) => its.event_id === one.a.event_id && its.recurrence_id === one.a.recurrence_id,
      )?.free
    : null;
  const had = one.b === null ? '' : names.title(one.b);
  const why = refused ? (had === '' ? '' : t('rooms.hadBy', { title: had })) : overlapWords(one.minutes);
  return (
    <div className={current ? 'row sel' : 'row'} aria-current={current}>
      <span className={`x ${one.severity}`}>
        <Icon
          name={one.severity === 'hard' ? 'clash' : 'warn'}
          size="s"
          label={calendar.t(`severity.${one.severity}`)}
        />
      </span>
      <a className="acc nw" href={href('inbox', 'schedule', one.id)}>
        {`${day} ${format.time(one.at)}`}
      </a>
      <span className="small t3 cut">{why}</span>
      <span className="sp" />
      {one.decision === null ? (
        <>
          {free ? (
            <Button
              size="s"
              kind="quiet"
              onPress={() =>
                void act(
                  'event.otherRoom',
                  {
                    id: one.a.event_id,
                    recurrence_id: one.a.recurrence_id,
                    refused: conflict.subject.id,
                    instead: free.id,
                    except: [],
                  },
                  t('rooms.taken', { room: names.name(free) }),
                )
              }
            >
              {t('rooms.takeThis', { room: names.name(free) })}
            </Button>
          ) : null}
          {mine === null ? null : (
            <Button
              size="s"
              kind="quiet"
              onPress={() =>
                void act(
                  'event.remove',
                  { id: mine.event_id, recurrence_id: mine.recurrence_id, which: 'this' },
                  t('series.skipped', { title: names.title(mine), day }),
                )
              }
            >
              {t('series.skip', { title: names.title(mine) })}
            </Button>
          )}
          <Button
            size="s"
            kind="quiet"
            onPress={() =>
              void act(
                'conflict.decide',
                { conflict_ids: [one.id], decision: 'accepted', reason: null, which: 'this' },
                t('accepted'),
              )
            }
          >
            {t('acceptNow')}
          </Button>
        </>
      ) : (
        <span className="small t2 x g1 nw">
          <Icon name="check" size="xs" />
          {t(`settled.${one.decision.decision}`)}
        </span>
      )}
    </div>
  );
}

/** The side that the reader may leave out this once: an instance of a series of one's own, the later-made one first. */
const skippable = ({ a, b }: Instance): ConflictSide | null =>
  [b, a].find((side) => side !== null && side.editable && side.recurrence_id !== null) ?? null;
