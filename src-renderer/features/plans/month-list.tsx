import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanEvent, PlanParty } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { isHeld } from '../../../src-shared/domain/plan/event.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { eventHref, StateMark, usePlanWords } from './plan-words.tsx';

/** What stands behind a figure. */
export interface Behind {
  readonly key: string;
  readonly title: string;
  readonly events?: readonly PlanEvent[];
  readonly parties?: readonly PlanParty[];
  readonly tasks?: readonly TaskRow[];
}

/** The events, customers or tasks that a figure of the month counts. */
export function MonthList({
  behind,
  today,
  now,
}: {
  behind: Behind;
  today: DateText;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const words = usePlanWords();
  const names = useNames();
  const { title, events, parties, tasks } = behind;
  const size = (events ?? parties ?? tasks ?? []).length;
  const held = events?.filter((event) => isHeld(event, now)).length;
  return (
    <>
      <GroupHeader text={title} count={held === undefined ? size : `${held} / ${size}`} />
      <div className="scroll plan-list">
        {events?.map((event) => (
          <a key={event.key} className={`row k-${event.kind}`} href={eventHref(event)}>
            <span className="small t2 plan-list-day">
              {format.dayOfWeek(event.startWall.slice(0, 10), event.startWall)}
            </span>
            <span className="ki x">
              <Icon name={event.kind === 'busy' ? 'lock' : event.kind} size="xs" />
            </span>
            <span className="cut">{words.title(event)}</span>
            <span className="sp" />
            <StateMark state={event.state} />
          </a>
        ))}
        {parties?.map((party) => (
          <a key={party.id} className="row" href={href('customers', party.id)}>
            <span className="cut">{names.name(party)}</span>
            <span className="sp" />
            <span className="small t3">{party.rating?.replace('-', '−') ?? ''}</span>
          </a>
        ))}
        {tasks?.map((task) => (
          <a key={task.id} className="row" href={href('tasks', task.id)}>
            <span className={task.status === 'done' ? 'cut done-title' : 'cut'}>{task.title}</span>
            <span className="sp" />
            {task.status === 'done' ? (
              <StateMark state="done" />
            ) : (
              <span className="small t3">
                {task.due === null ? '' : format.dayShort(task.due.slice(0, 10), today)}
              </span>
            )}
          </a>
        ))}
        {size === 0 ? <p className="small t3 plans-free">{t('items', { count: 0 })}</p> : null}
      </div>
    </>
  );
}
