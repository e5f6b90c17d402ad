import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardPlan } from '../../../src-shared/contract/plan.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { href, hrefWith } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { Pane } from '../../ui/panes.tsx';
import { useSay } from '../../ui/toast.tsx';
import { CARD_KIND, openCard, PlanCard } from './board-card.tsx';
import { cardStep, columnsOf, type BoardCard, type Column } from './board-columns.ts';
import { useNames } from '../../app/name-of.ts';
import { usePlanActs } from './use-plan-acts.ts';

const MOVES: Readonly<Record<string, 'up' | 'down' | 'left' | 'right'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * What waits to be planned at the left, the days of the week beside it (R57). A task or a follow-up is dragged onto a day,
 * or carried there with Shift and the arrows; events stand where the calendar has them.
 */
export function BoardFace({
  plan,
  monday,
  today,
  zone,
  now,
}: {
  plan: BoardPlan;
  monday: DateText;
  today: DateText;
  zone: string;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const say = useSay();
  const names = useNames();
  const acts = usePlanActs(today, zone);
  /** The column under what is dragged: its day, or `waiting`. */
  const [over, setOver] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const board = useRef<HTMLDivElement>(null);
  /** The card that the keyboard carries: where it comes up again, the keyboard goes on. */
  const carried = useRef<string | null>(null);
  /** Follow-ups on their way onto a day: a key that is held down makes one task of each. */
  const leaving = useRef(new Set<string>());
  const columns = columnsOf(plan, monday);
  const cards = columns.flatMap((column) => column.cards);
  const stop = cards.some(({ id }) => id === at) ? at : (cards[0]?.id ?? null);
  useLayoutEffect(() => {
    const waiting = new Set(plan.followUps.map(({ party: { id } }) => id));
    for (const id of leaving.current) if (!waiting.has(id)) leaving.current.delete(id);
  }, [plan.followUps]);
  useLayoutEffect(() => {
    // Whoever went on to write elsewhere is not taken away from there.
    if (carried.current !== null && document.activeElement === document.body)
      board.current?.querySelector<HTMLElement>(`[data-card="${carried.current}"]`)?.focus();
  });

  const put = (id: string, day: DateText | null): void => {
    const card = cards.find((one) => one.id === id);
    if (card === undefined || !plan.me) return;
    if (day !== null && day < today) return say({ text: t('board.past'), icon: 'warn' });
    if (card.type === 'event') return say({ text: t('board.stays') });
    if (card.type === 'task') acts.planTask(card.task, day);
    else if (day !== null && !leaving.current.has(id)) {
      leaving.current.add(id);
      void acts.planFollowUp(card.followUp, day).then((made) => made || leaving.current.delete(id));
    }
  };
  /** In the calendar's form, on the day that the card lies on: a follow-up that was dropped there is a task by then. */
  const write = (card: BoardCard, kind: 'call' | 'visit', column: Column): void => {
    const about =
      card.type === 'followUp' ? card.followUp.party : card.type === 'task' ? card.task.customer : null;
    if (about === null) return;
    const title = card.type === 'task' ? card.task.title : t('board.followUp', { name: names.short(about) });
    const first = monday > today ? monday : today;
    const day = column.day === null || column.day < today ? first : column.day;
    go(hrefWith({ new: title, kind, customer: about.id }, 'calendar', 'week', day));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, card: BoardCard, column: Column): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    carried.current = null;
    if (move === undefined) {
      if (event.key === 'Enter') openCard(card);
      else if (event.key === ' ' && card.type === 'task') acts.toggle(card.task);
      else if (event.key === 'c' && plan.me) write(card, 'call', column);
      else if (event.key === 'v' && plan.me) write(card, 'visit', column);
      else return;
      return event.preventDefault();
    }
    event.preventDefault();
    if (event.shiftKey) {
      if (move === 'up' || move === 'down') return;
      const to = columns[columns.indexOf(column) + (move === 'left' ? -1 : 1)];
      // From what waits to the first day that can still be planned.
      const day =
        column.day === null && move === 'right'
          ? (columns.find((one) => one.day !== null && one.day >= today)?.day ?? null)
          : (to?.day ?? null);
      if (to === undefined) return;
      carried.current = card.id;
      return put(card.id, day !== null && day < today ? null : day);
    }
    const next = cardStep(columns, card.id, move);
    if (next === null) return;
    setAt(next);
    board.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus();
  };
  useHints([
    { keys: ['arrowleft', 'arrowright'], label: t('hints.walk') },
    ...(plan.me
      ? [
          { keys: ['shift+arrowleft', 'shift+arrowright'], label: t('hints.plan') },
          { keys: ['c', 'v'], label: `${t('hints.call')} / ${t('hints.visit')}` },
          { keys: 'space', label: t('hints.complete') },
        ]
      : []),
    { keys: 'enter', label: t('hints.open') },
    { keys: ['k', 'j'], label: t('hints.step') },
  ]);

  return (
    <Pane label={t('board.what')} className="plans-board-pane">
      <div className="plan-board" ref={board}>
        {columns.map((column) => {
          const key = column.day ?? 'waiting';
          const past = column.day !== null && column.day < today;
          const name = column.day === null ? t('board.waiting') : format.dayMedium(column.day);
          return (
            <section
              key={key}
              className={`lane ${over === key ? 'over' : ''} ${past ? 'past' : ''} ${column.day === today ? 'now' : ''}`
                .replace(/ +/g, ' ')
                .trim()}
              aria-label={name}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(CARD_KIND) || past) return;
                event.preventDefault();
                if (over !== key) setOver(key);
              }}
              onDragLeave={(event) => {
                if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
              }}
              onDrop={(event) => {
                event.preventDefault();
                setOver(null);
                const id = event.dataTransfer.getData(CARD_KIND);
                if (id !== '') put(id, column.day);
              }}
            >
              <h2 className="lane-head">
                {column.day === null ? name : format.dayOfWeek(column.day, column.day)}
                <span className="c">{column.cards.length > 0 ? column.cards.length : ''}</span>
              </h2>
              <div className="scroll lane-cards" role="listbox" aria-label={name}>
                {column.cards.length === 0 ? (
                  <p className="small t3 lane-empty">
                    {column.day === null
                      ? `${t('board.empty')} · ${t('board.emptyWhy')}`
                      : past || !plan.me
                        ? ''
                        : t('board.dropHere')}
                  </p>
                ) : null}
                {column.cards.map((card, index) => (
                  <PlanCard
                    key={card.id}
                    card={card}
                    day={column.day}
                    head={
                      column.day === null && card.type !== column.cards[index - 1]?.type ? card.type : null
                    }
                    today={today}
                    now={now}
                    me={plan.me}
                    stop={card.id === stop}
                    acts={acts}
                    onFocus={() => setAt(card.id)}
                    onKeyDown={(event) => onKeyDown(event, card, column)}
                  />
                ))}
                {column.day === null && plan.followUpsInAll > plan.followUps.length ? (
                  <a className="small acc lane-empty" href={href('customers')}>
                    {t('board.more', { count: plan.followUpsInAll - plan.followUps.length })}
                  </a>
                ) : null}
              </div>
            </section>
          );
        })}
      </div>
    </Pane>
  );
}
