import { describe, expect, it } from 'vitest';
import { findConflicts, type Conflict, type Occupancy } from '../../src-shared/domain/calendar/conflict.ts';
import { effectiveStatus } from '../../src-shared/domain/calendar/occupancy.ts';
import { isWorkingDay } from '../../src-shared/domain/calendar/holidays.ts';
import { expand } from '../../src-shared/domain/calendar/recurrence.ts';
import type { Row, TableName } from '../../src-shared/schema/tables.ts';
import { addDays, instantOf, mondayOf } from './dates.ts';
import { demoBatches } from './generate.ts';

/** The demo bank's rows, read back as the tables' own. */
function bank(today: string) {
  const rows = new Map<TableName, Row<TableName>[]>();
  for (const { table, rows: some } of demoBatches({ seed: 'semicolon', size: 'small', today })) {
    const list = rows.get(table) ?? [];
    rows.set(table, list);
    for (const { id, scope, cells } of some)
      list.push({ id, scope, deleted: 0, ...cells } as unknown as Row<TableName>);
  }
  return <N extends TableName>(table: N): Row<N>[] => (rows.get(table) ?? []) as Row<N>[];
}

/** Every conflict of a week, told as `severity kind: title × title, who`. */
function conflictsOf(today: string, weeks: number): string[] {
  const table = bank(today);
  const monday = mondayOf(today);
  const window = { from: instantOf(monday, '00:00'), to: instantOf(addDays(monday, 7 * weeks), '00:00') };
  const events = table('event');
  const occupancies = events.flatMap((event): Occupancy[] => {
    const { all_day: allDay, start, end, zone, rrule, rdate, exdate } = event;
    const expanded = expand({ slot: { allDay, start, end, zone, rrule, rdate, exdate } }, window);
    const base = {
      eventId: event.id,
      uid: event.id,
      travelMin: event.travel_min ?? 0,
      ...(event.place !== null && { place: event.place }),
    };
    return (expanded.ok ? expanded.value : []).flatMap((instance) => {
      const at = { ...base, recurrenceId: instance.recurrenceId, start: instance.start, end: instance.end };
      const guests = table('attendee').filter((one) => one.event_id === event.id && one.person_id !== null);
      const rooms = table('event_resource').filter((one) => one.event_id === event.id);
      return [
        ...[{ person_id: event.organiser_id, role: 'required', answer: null } as const, ...guests].map(
          (one) => ({
            ...at,
            subject: { kind: 'person' as const, id: one.person_id! },
            status: effectiveStatus({ ...event, allDay }, one.answer),
            required: one.role === 'required',
          }),
        ),
        ...rooms.map((one) => ({
          ...at,
          subject: { kind: 'resource' as const, id: one.resource_id },
          status: effectiveStatus({ ...event, allDay }, one.status === 'confirmed' ? null : 'needs_action'),
          required: true,
        })),
      ];
    });
  });
  const titles = new Map(events.map((event) => [event.id, event.title]));
  const names = new Map([...table('person'), ...table('resource')].map((one) => [one.id, one.name]));
  const told = (one: Conflict) =>
    `${one.severity} ${one.kind}: ${titles.get(one.a.eventId)} × ${titles.get(one.b?.eventId ?? '')}, ${names.get(one.subject.id)}`;
  return findConflicts(occupancies).map(told).sort();
}

const THE_WEEK = [
  'hard person: 云岫授信面谈 × 三级联动协调会, 刘洋',
  'hard person: 云岫授信面谈 × 三级联动协调会, 王芳',
  'soft resource: 养老金讲座 × 零售周会, 305 会议室',
  'soft travel: 明渡港务 票据池开户 × 临溪物流 续保与额度, 王芳',
  'soft travel: 青禾谷食品 × 临溪物流, 赵磊',
];

describe('the story of the pictures', () => {
  it.each(['2026-03-16', '2026-03-17', '2026-12-30'])(
    'has its conflicts and no others, told on %s',
    (today) => {
      expect(conflictsOf(today, 6)).toEqual([...THE_WEEK].sort());
    },
  );

  it.each(['2026-03-20', '2026-03-21', '2026-03-22'])(
    'moves its fullest day to today where that would be a day off, and has one more clash that still lies ahead: %s',
    (today) => {
      expect(conflictsOf(today, 6)).toEqual(
        [...THE_WEEK, 'hard person: 北屿新材料 担保复核 × 产品定价会, 王芳'].sort(),
      );
    },
  );

  // A Monday and the six days after it, and the first of May.
  it.each([...Array.from({ length: 7 }, (_, later) => addDays('2026-03-16', later)), '2026-05-01'])(
    'begins with a full day of work of whoever signs in: %s',
    (today) => {
      const table = bank(today);
      const me = table('person').find((one) => one.login === 'wang.fang')!;
      const mine = table('event').filter((one) => one.organiser_id === me.id && one.start.startsWith(today));
      expect(mine.filter((one) => one.all_day === 0).length).toBeGreaterThanOrEqual(2);
      expect(mine.map((one) => one.kind)).not.toContain('leave');
      const asked = table('attendee').filter((one) => one.person_id === me.id);
      const others = table('event').filter(
        (one) => one.start.startsWith(today) && asked.some((guest) => guest.event_id === one.id),
      );
      expect(mine.length + others.length).toBeGreaterThanOrEqual(4);
      const said = table('calendar_day').find((one) => one.date === today)?.kind;
      expect(said === 'working' || isWorkingDay(today)).toBe(true);
    },
  );

  it('counts what the pictures count', () => {
    const table = bank('2026-03-17');
    const person = (name: string) => table('person').find((one) => one.name === name)!;
    const mine = new Set(
      table('book_member')
        .filter((one) => one.person_id === person('王芳').id)
        .map((one) => `book:${one.book_id}`),
    );
    const customers = table('customer').filter((one) => mine.has(one.scope));
    expect(customers).toHaveLength(128);
    expect(customers.filter((one) => one.tier === 'key')).toHaveLength(9);
    const yunxiu = customers.find((one) => one.name === '云岫精密制造有限公司')!;
    expect(table('contact_log').filter((one) => one.customer_id === yunxiu.id)).toHaveLength(64);
    expect(table('holding').filter((one) => one.customer_id === yunxiu.id)).toHaveLength(10);
    const loan = table('balance_month').filter((one) => one.customer_id === yunxiu.id && one.kind === 'loan');
    expect(loan.at(-1)).toMatchObject({ month: '2026-03', average: 5_000_000_000 });
  });

  it('invites Wang Fang to three things that she has not answered', () => {
    const table = bank('2026-03-17');
    const me = table('person').find((one) => one.login === 'wang.fang')!;
    const waiting = table('attendee').filter(
      (one) => one.person_id === me.id && one.answer === 'needs_action',
    );
    expect(waiting).toHaveLength(3);
  });

  it('leaves the front desk something to say of each kind of customer', () => {
    const said = bank('2026-03-17')('customer').filter((one) => one.teller_note !== null);
    expect(new Set(said.map((one) => one.kind))).toEqual(new Set(['company', 'person']));
    expect(said).toHaveLength(8);
  });
});

it.each(['2026-03-17', '2026-11-27'])(
  'whoever looks twelve weeks back finds what each of the team did in that week (%s)',
  (today) => {
    const table = bank(today);
    const planners = new Set(
      table('person')
        .filter((one) => one.role === 'manager' || one.role === 'lead')
        .map(({ id }) => id),
    );
    expect(planners.size).toBe(6);
    for (let back = 1; back <= 12; back += 1) {
      const monday = addDays(mondayOf(today), -7 * back);
      const busy = table('event').filter(
        ({ start }) => start.slice(0, 10) >= monday && start.slice(0, 10) < addDays(monday, 7),
      );
      const seen = new Set(busy.map((event) => event.organiser_id).filter((id) => planners.has(id)));
      expect([back, seen.size]).toEqual([back, planners.size]);
    }
  },
);
