import { useEffect, useMemo } from 'react';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { href, isShownDay } from '../../app/route.ts';
import { go, leadOn, useRoute } from '../../app/router.ts';
import { useCalendar } from '../../state/calendar.ts';
import { stepped, VIEWS, type ViewName } from './geometry.ts';

/** Where the calendar is: `#/calendar/<view>/<date>/<event>/<instance>`, or `#/calendar/event/<event>` from elsewhere. */
export interface Address {
  readonly view: ViewName;
  readonly date: DateText;
  /** The chosen event, and which of its instances. */
  readonly chosen: string | null;
  readonly recurrence: string | null;
  /** Named without a day: the screen goes to the event's own as soon as it is known. */
  readonly jumps: boolean;
  /** The day that a link to an event names, where the event is gone by then. */
  readonly fallback: DateText | null;
  /** An event to be written at once. */
  readonly asked: {
    readonly title: string;
    readonly leave: boolean;
    readonly find: boolean;
    /** A call or a visit, and the customer it is with. */
    readonly kind: 'call' | 'visit' | null;
    readonly customer: string | null;
  } | null;
  to(date: DateText, view?: ViewName): void;
  step(by: 1 | -1): void;
  /** To other days under what is held: what is open stays open. */
  turn(date: DateText): void;
  /** Chooses an occurrence in the view that is shown; `date` where the view shows another day now. */
  choose(id: string, recurrence: string | null, date?: DateText): void;
  /** Chooses nothing. */
  leave(): void;
  /** Takes `asked` out of the address, so that going back does not ask again. */
  answered(): void;
}

export function useAddress(today: DateText): Address {
  const route = useRoute();
  const [viewPart, datePart, eventId, recurrencePart] = route.path;
  const { new: title, kind, find, customer, on } = route.query;
  return useMemo(() => {
    const jumps = viewPart === 'event';
    const view: ViewName = VIEWS.find((one) => one === viewPart) ?? 'week';
    const date: DateText = !jumps && isShownDay(datePart) ? datePart : today;
    return {
      view,
      date,
      jumps,
      fallback: isShownDay(on) ? on : null,
      asked:
        title === undefined
          ? null
          : {
              title,
              leave: kind === 'leave',
              find: find !== undefined,
              kind: kind === 'call' || kind === 'visit' ? kind : null,
              customer: customer ?? null,
            },
      chosen: jumps ? (datePart ?? null) : (eventId ?? null),
      recurrence: (jumps ? eventId : recurrencePart) ?? null,
      to: (next, nextView = view) => go(href('calendar', nextView, next)),
      turn: (next) => {
        useCalendar.getState().carryPicked();
        const open = jumps ? [] : [eventId, recurrencePart].filter((part) => part !== undefined);
        go(href('calendar', view, next, ...open));
      },
      step: (by) => go(href('calendar', view, stepped(view, date, by))),
      choose: (id, recurrence, on = date) =>
        go(href('calendar', view, on, id, ...(recurrence === null ? [] : [recurrence]))),
      leave: () => go(href('calendar', view, date)),
      answered: () => leadOn(href('calendar', view, date)),
    };
  }, [viewPart, datePart, eventId, recurrencePart, title, kind, find, customer, on, today]);
}

/** A link to an event alone leads to its day; that of an event that is gone to the day that it names. */
export function useJump(address: Address, detail: EventDetail | null | undefined): void {
  useEffect(() => {
    if (!address.jumps) return;
    if (detail) leadOn(hrefOf('week', detail.instance));
    else if (detail === null && address.fallback !== null) leadOn(href('calendar', 'week', address.fallback));
  }, [address.jumps, address.fallback, detail]);
}

const hrefOf = (view: ViewName, { startWall, event_id, recurrence_id }: CalendarInstance): string =>
  href(
    'calendar',
    view,
    startWall.slice(0, 10),
    event_id,
    ...(recurrence_id === null ? [] : [recurrence_id]),
  );
