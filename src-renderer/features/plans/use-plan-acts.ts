import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUp, PlanEvent } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { usePlanWords } from './plan-words.tsx';

export const OUTCOMES = ['done', 'partly', 'missed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_KEYS = { done: 'd', partly: 'p', missed: 'x' } as const;

export interface PlanActs {
  /** How it went; null where that is not said yet. `note` takes the place of what was noted before. */
  note: (event: PlanEvent, outcome: Outcome | null, note: string | null) => void;
  toggle: (task: TaskRow) => void;
  /** Onto a day, or (null) back among what waits. */
  planTask: (task: TaskRow, day: DateText | null) => void;
  /** A task with the customer, chosen for that day. True where it was made. */
  planFollowUp: (one: FollowUp, day: DateText) => Promise<boolean>;
}

/** What the plans do, through the commands of calendar and tasks, each with its words and its way back. */
export function usePlanActs(today: DateText, zone: string): PlanActs {
  const { t } = useTranslation('plans');
  const tell = useOutcome();
  const format = useFormat();
  const { party, title } = usePlanWords();
  const note = useCallback<PlanActs['note']>(
    (event, outcome, said) => {
      const { event_id: id, recurrence_id } = event;
      const words =
        outcome === null
          ? t('savedNote', { title: title(event) })
          : t('saved', { title: title(event), outcome: t(`states.${outcome}`) });
      void run('event.note', { id, recurrence_id, outcome, note: said }).then((done) => tell(done, words));
    },
    [t, tell, title],
  );
  const toggle = useCallback<PlanActs['toggle']>(
    ({ id, title: name, status }) => {
      const command = status === 'open' ? 'task.complete' : 'task.reopen';
      const words = t(status === 'open' ? 'completed' : 'reopened', { title: name });
      void run(command, { id }).then((done) => tell(done, words));
    },
    [t, tell],
  );
  const planTask = useCallback<PlanActs['planTask']>(
    ({ id, title: name }, day) => {
      const words =
        day === null
          ? t('board.unplanned', { title: name })
          : t('board.planned', { title: name, day: format.dayShort(day, today) });
      void run('task.change', { ids: [id], change: { kind: 'myDay', day } }).then((done) =>
        tell(done, words),
      );
    },
    [t, tell, format, today],
  );
  const planFollowUp = useCallback<PlanActs['planFollowUp']>(
    async ({ party: customer }, day) => {
      const name = party(customer);
      const fields = {
        title: t('board.followUp', { name }),
        zone,
        customer_id: customer.id,
        my_day: day,
      };
      const words = t('board.followUpPlanned', { name, day: format.dayShort(day, today) });
      return tell(await run('task.create', { fields }), words);
    },
    [t, tell, format, party, today, zone],
  );
  return useMemo(() => ({ note, toggle, planTask, planFollowUp }), [note, toggle, planTask, planFollowUp]);
}
