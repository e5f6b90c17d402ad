import { date, decimal, geo, int, name, oneOf, optional, ref, text } from '../../schema/column.ts';
import { table, type RowOf } from '../../schema/table.ts';

export const ROLES = ['manager', 'lead', 'marketing', 'teller', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Head office 总行 → branch 分行 → sub-branch 支行 → team. */
export const orgUnit = table('org_unit', {
  columns: {
    kind: oneOf('head_office', 'branch', 'sub_branch', 'team'),
    parent_id: optional(ref('org_unit')),
    name: name(),
    name_en: optional(name()),
    code: optional(text(20)),
    /** Where its house is. */
    geo: optional(geo()),
  },
  scopes: ['bank'],
  indexes: [['parent_id']],
});

export const person = table('person', {
  columns: {
    name: name(),
    name_en: optional(name()),
    role: oneOf(...ROLES),
    unit_id: ref('org_unit'),
    login: text(60),
    title: optional(name()),
    title_en: optional(name()),
    phone: optional(text(40)),
    email: optional(text(120)),
    /** Working hours, `HH:mm`, in the person's zone. */
    work_start: text(5),
    work_end: text(5),
    zone: text(60),
    /** Hours by weekday where they differ, see `working-week.ts`; empty: `work_start` to `work_end` on working days. */
    work_week: optional(text(200)),
    skills: optional(text(400)),
    left_on: optional(date()),
  },
  scopes: ['bank'],
  indexes: [['unit_id']],
});

/** A book 客户组合: the customers that one manager, or several together, look after. */
export const book = table('book', {
  columns: {
    name: name(),
    name_en: optional(name()),
    kind: oneOf('personal', 'joint'),
    unit_id: ref('org_unit'),
  },
  scopes: ['bank'],
  indexes: [['unit_id']],
});

/** Who works on a book. Handing a book over changes this row and moves no customer (R67). */
export const bookMember = table('book_member', {
  columns: {
    book_id: ref('book'),
    person_id: ref('person'),
    role: oneOf('owner', 'member'),
  },
  scopes: ['bank'],
  indexes: [['book_id'], ['person_id']],
});

/** A meeting room or a car that events may book. */
export const resource = table('resource', {
  columns: {
    kind: oneOf('room', 'car'),
    unit_id: ref('org_unit'),
    name: name(),
    name_en: optional(name()),
    /** Seats for a room or a car. */
    seats: int(1, 10_000),
    /** How many bookings may be on at the same time: a pool of three cars takes three. Empty: one. */
    capacity: optional(int(1, 1000)),
    place: optional(text(200)),
    geo: optional(geo()),
  },
  scopes: ['bank'],
  indexes: [['unit_id']],
});

/**
 * A day that is worked or not worked otherwise than the built-in calendar says (R27): bridges, worked weekends (调休), the
 * bank's own days. In `branch` it holds for that branch alone and wins over the bank's.
 */
export const calendarDay = table('calendar_day', {
  columns: {
    date: date(),
    kind: oneOf('holiday', 'working'),
    name: optional(name()),
    name_en: optional(name()),
  },
  scopes: ['bank', 'branch'],
  indexes: [['date']],
});

/** A district with its published figures; what customers and accounts are located by. */
export const district = table('district', {
  columns: {
    code: text(20),
    name: name(),
    name_en: optional(name()),
    region: optional(text(80)),
    /** Its centre: where a customer is taken to be of whom no more than the district is known. */
    geo: optional(geo()),
    inhabitants: optional(int(0)),
    average_salary: optional(int(0)),
    /** Percent, two consecutive years; unknown for some. */
    unemployment_before: optional(decimal()),
    unemployment: optional(decimal()),
    crimes_before: optional(int(0)),
    crimes: optional(int(0)),
  },
  scopes: ['bank'],
  indexes: [['code']],
});

export type OrgUnit = RowOf<typeof orgUnit>;
export type Person = RowOf<typeof person>;
export type Book = RowOf<typeof book>;
export type BookMember = RowOf<typeof bookMember>;
export type Resource = RowOf<typeof resource>;
export type CalendarDay = RowOf<typeof calendarDay>;
export type District = RowOf<typeof district>;
