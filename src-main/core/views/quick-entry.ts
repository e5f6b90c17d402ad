import { attendeesOf, customerLinksOf } from '../../../db/client/queries/attendance.ts';
import {
  colleaguesCalled,
  customersBeginning,
  customersByWord,
  customersNamed,
  customersPartlyCalled,
  customersSurnamed,
  roomCalled,
} from '../../../db/client/queries/name-match.ts';
import { searchAll } from '../../../db/client/queries/search.ts';
import type { NameMatch } from '../../../src-shared/contract/quick-entry.ts';
import { readFormOfAddress } from '../../../src-shared/domain/quick-entry/form-of-address.ts';
import { isCalled, partsOf } from '../../../src-shared/domain/quick-entry/name-in-run.ts';
import { meantOf } from '../../../src-shared/domain/quick-entry/meant.ts';
import { dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext, Views } from '../engine/context.ts';
import { CALENDAR_READS } from './calendar-reads.ts';
import { toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';

/** Of each name, this many are offered. */
const OFFERED = 5;

export const quickEntryViews: Views<'quickEntry.match' | 'quickEntry.meant'> = {
  'quickEntry.match': {
    reads: ['customer', 'person', 'relation', 'resource', 'book_member'],
    run: (context, { who, maybe, room, car }) => ({
      who: who.map((text) => {
        const found = whoIs(context, text);
        return { text, found: found.length > 0 ? found : within(context, text, 'start', []).found };
      }),
      maybe: maybe
        .map((text) => {
          const found = whoIsExactly(context, text);
          return {
            text,
            ...(found.length > 0 ? { called: text, found } : within(context, text, 'both', who)),
          };
        })
        .filter(({ found }) => found.length > 0),
      room: room === null ? null : roomCalled(context.db, 'room', room),
      car: car === null ? null : roomCalled(context.db, 'car', car),
    }),
  },
  'quickEntry.meant': {
    reads: [...CALENDAR_READS, 'relation', 'book_member'],
    run(context, { from, to, zone, who, ...said }) {
      const rows = occupiedFor(context.db, [context.me.id], dayStart(from, zone), dayStart(to, zone));
      const open = toInstances(context, rows, zone, new Map()).filter(
        ({ cancelled, answer, source }) => !cancelled && answer !== 'declined' && source !== 'busy',
      );
      const parties = partiesOf(
        context,
        open.map(({ event_id }) => event_id),
      );
      const { found, exact } = meantOf(
        open.map((one) => ({
          ...one,
          with: new Set([
            ...(parties.get(one.event_id) ?? []),
            ...(one.organiser_id === null ? [] : [one.organiser_id]),
          ]),
        })),
        { ...said, who: who.map((text) => ({ text, ids: whoIs(context, text).map(({ id }) => id) })) },
      );
      const keys = new Set(found.map(({ key }) => key));
      return { found: open.filter(({ key }) => keys.has(key)).slice(0, MEANT), exact };
    },
  },
};

/** More are looked for in the calendar. */
const MEANT = 5;

/** Customers and colleagues of each event. */
function partiesOf({ db }: QueryContext, events: readonly Id[]): Map<Id, Id[]> {
  const parties = new Map<Id, Id[]>();
  const add = (event: Id, id: Id | null): void => {
    if (id !== null) parties.set(event, [...(parties.get(event) ?? []), id]);
  };
  for (const one of customerLinksOf(db, events)) add(one.event_id, one.customer_id);
  for (const one of attendeesOf(db, events)) add(one.event_id, one.person_id ?? one.customer_id);
  return parties;
}

/** A word by itself is somebody only where a colleague has that name, or a customer's begins with it. */
function whoIsExactly({ db, me }: QueryContext, text: string): NameMatch[] {
  const colleagues = colleaguesCalled(db, me.id, text, OFFERED).filter(({ name }) => name === text);
  return [...colleagues, ...customersBeginning(db, me.id, text, OFFERED)].slice(0, OFFERED);
}

/** Of this many whose name begins so it is looked at whether they are called so. */
const LOOKED_AT = 100;

/** 云岫授信 is about the customer who is called 云岫; not about somebody whom the sentence names already. */
function within(
  { db, me }: QueryContext,
  run: string,
  where: 'both' | 'start',
  named: readonly string[],
): { called: string; found: NameMatch[] } {
  if (!/^[\u4e00-\u9fff]{3,}$/.test(run)) return { called: run, found: [] };
  const parts = partsOf(run, where).filter((part) => !named.includes(part));
  const fitting = customersPartlyCalled(db, me.id, parts, LOOKED_AT).filter((one) => isCalled(one.part, one));
  const called = fitting[0]?.part ?? run;
  const ids = fitting.filter(({ part }) => part === called).map(({ id }) => id);
  return { called, found: customersNamed(db, me.id, ids.slice(0, OFFERED)) };
}

/** Words between blanks: Wang is a word of Wang Jianguo, and none of Wangting. */
const LATIN = /^[A-Za-z][A-Za-z' ]*$/;

/** 王总 is somebody named 王 who leads a firm; 刘洋 the colleague before a customer of the same name. */
function whoIs({ db, me }: QueryContext, text: string): NameMatch[] {
  const address = readFormOfAddress(text);
  if (address === null) {
    const colleagues = colleaguesCalled(db, me.id, text, OFFERED);
    const hits = searchAll(db, me.id, text, OFFERED * 4).filter(({ table }) => table === 'customer');
    const ids = hits.map(({ id }) => id);
    const customers = LATIN.test(text)
      ? customersByWord(db, me.id, ids, text)
      : customersNamed(db, me.id, ids.slice(0, OFFERED));
    return [...colleagues, ...customers].slice(0, OFFERED);
  }
  const customers = customersSurnamed(db, me.id, address.surname, OFFERED);
  const colleagues = colleaguesCalled(db, me.id, address.surname, OFFERED);
  const inOrder = address.runsFirm ? [...customers, ...colleagues] : [...colleagues, ...customers];
  return inOrder.slice(0, OFFERED);
}
