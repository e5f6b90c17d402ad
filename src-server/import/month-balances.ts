import type { DateText, Minor } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';

/** A booked movement, as far as balances are made from it. */
export interface Booked {
  readonly customer: Id;
  readonly account: Id;
  readonly date: DateText;
  readonly direction: 'in' | 'out';
  readonly amount: Minor;
  /** Of the account after this movement, where the feed says. */
  readonly balance: Minor | null;
}

export interface MonthBalance {
  readonly customer: Id;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Mean of the balances at the end of each day, over the days from the customer's first to the month's or feed's last. */
  readonly average: Minor;
  /** At the end of the month's, or the feed's, last day. */
  readonly closing: Minor;
}

const DAY = 86_400_000;

type Line = readonly [signed: Minor, balance: Minor | null];
type Days = Map<DateText, Line[]>;

/**
 * Balances by month from movements. Within a day a feed is in no order of time, so its last line need not hold the
 * day's last balance; and printed balances may be rounded otherwise than amounts, so a sum drifts away from them. A
 * day closes at that of its printed balances which lies nearest to the last close plus the sum of the day; where
 * nothing is printed, at the sum.
 */
export class MonthBalances {
  private readonly customers = new Map<Id, Map<Id, Days>>();
  private first: DateText = '9999-12-31';
  private last: DateText = '';

  add({ customer, account, date, direction, amount, balance }: Booked): void {
    let accounts = this.customers.get(customer);
    if (!accounts) this.customers.set(customer, (accounts = new Map<Id, Days>()));
    let days = accounts.get(account);
    if (!days) accounts.set(account, (days = new Map<DateText, Line[]>()));
    const lines = days.get(date);
    const line: Line = [direction === 'in' ? amount : -amount, balance];
    if (lines) lines.push(line);
    else days.set(date, [line]);
    if (date > this.last) this.last = date;
    this.first = earlier(this.first, date);
  }

  /** Every month from a customer's first movement to the feed's last day, those without a movement too. */
  *months(): Generator<MonthBalance> {
    const calendar = daysFrom(this.first, this.last);
    for (const [customer, accounts] of this.customers) {
      const steps = new Map<DateText, Minor>();
      for (const days of accounts.values()) {
        for (const [date, step] of stepsOf(days)) steps.set(date, (steps.get(date) ?? 0) + step);
      }
      yield* monthsOf(customer, steps, calendar);
    }
  }
}

/** By how much an account's close differs from the one before, by day; the first from nothing. */
function* stepsOf(days: Days): Generator<[DateText, Minor]> {
  let closing: Minor | null = null;
  for (const date of [...days.keys()].sort()) {
    const lines = days.get(date)!;
    const sum = lines.reduce((total, [signed]) => total + signed, 0);
    const next = closeOf(lines, closing === null ? openingOf(lines, sum) + sum : closing + sum);
    yield [date, next - (closing ?? 0)];
    closing = next;
  }
}

const printed = (lines: readonly Line[]): Minor[] =>
  lines.flatMap(([, balance]) => (balance === null ? [] : [balance]));

function closeOf(lines: readonly Line[], expected: Minor): Minor {
  const distance = (balance: Minor): number => Math.abs(balance - expected);
  const balances = printed(lines);
  return balances.length === 0 ? expected : balances.reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** What the account held before its first day: that before one of its lines which leads to one of its balances. */
function openingOf(lines: readonly Line[], sum: Minor): Minor {
  const openings = lines.flatMap(([signed, balance]) => (balance === null ? [] : [balance - signed]));
  if (openings.length === 0) return 0;
  const miss = (opening: Minor): number => Math.abs(closeOf(lines, opening + sum) - opening - sum);
  return openings.reduce((a, b) => (miss(b) < miss(a) ? b : a));
}

function* monthsOf(
  customer: Id,
  steps: ReadonlyMap<DateText, Minor>,
  calendar: readonly DateText[],
): Generator<MonthBalance> {
  let at = calendar.indexOf([...steps.keys()].reduce(earlier));
  let closing = 0;
  while (at < calendar.length) {
    const month = calendar[at]!.slice(0, 7);
    let sum = 0;
    let count = 0;
    for (; calendar[at]?.startsWith(month); at += 1) {
      closing += steps.get(calendar[at]!) ?? 0;
      sum += closing;
      count += 1;
    }
    yield { customer, month, average: Math.round(sum / count), closing };
  }
}

const earlier = (a: DateText, b: DateText): DateText => (a < b ? a : b);

/** Every day from one to another, both included. */
function daysFrom(first: DateText, last: DateText): DateText[] {
  const days: DateText[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
