import {
  clearFlags,
  flagsAmong,
  forgetFlags,
  forgetOldFlags,
  setFlags,
} from '../../db/client/local/flags.ts';
import {
  CLOCK_SLACK_MS,
  comingReminders,
  dueReminders,
  nextReminderAt,
  type DueReminder,
} from '../../db/client/queries/reminder.ts';
import { readMeta, readNumber } from '../../db/client/local/meta.ts';
import { readSettings } from '../../db/client/local/settings.ts';
import { noticesOf } from '../../db/client/queries/inbox.ts';
import { readMe } from '../../db/client/queries/me.ts';
import type { Notice } from '../../src-shared/domain/sync/tables.ts';
import type { FromCore } from '../../src-shared/contract/wire.ts';
import type { Engine } from './engine/engine.ts';
import type { Timers } from './sync/network.ts';

type Items = Extract<FromCore, { t: 'remind' }>['items'];

/** A timer of Node cannot wait longer; a reminder further away is looked at again before. */
const LONGEST_MS = 6 * 3_600_000;

/** Notices that concern whoever is asked, or asks: what others do to a person's time (R35). */
const TELLING: readonly Notice['kind'][] = [
  'invited',
  'event_moved',
  'event_cancelled',
  'event_changed',
  'answered',
  'answered_for',
  'answered_first',
  'countered',
  'counter_answered',
  'clash',
  'room_refused',
  'task_offered',
  'task_answered',
  'customer_moved',
];
/** What is older was read in the inbox, or is history: a new laptop does not begin with last week. */
const NEWS_MS = 12 * 3_600_000;
/** Longer than news are news, by more than a clock is wrong. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;
const MOST = 50;
/** For how long flags are kept. What nobody looked at for so long is no news, and no reminder is told so late. */
const FLAGS_MS = 180 * 24 * 3_600_000;
/** How far a desk that is about to be locked looks ahead, and how many it counts. */
const AHEAD_MS = 24 * 3_600_000;
const AHEAD_MOST = 200;

/**
 * Tells what is due and what came, each reminder and each notice once, and all of one look together. Due times are absolute and live in the database, so whatever was missed while
 * the machine slept, or the desk was closed or locked, comes in one go at the next look. While nobody is there to be told
 * nothing is looked at, so nothing counts as told.
 */
export class Reminders {
  readonly #engine: Engine;
  readonly #timers: Timers;
  readonly #tell: (items: Items) => void;
  #heard = false;
  #cancel = (): void => undefined;
  #unlisten = (): void => undefined;

  constructor(engine: Engine, timers: Timers, tell: (items: Items) => void) {
    this.#engine = engine;
    this.#timers = timers;
    this.#tell = tell;
  }

  start(): void {
    this.#unlisten = this.#engine.onChange((topics) => {
      if (!topics.has('reminders') && !topics.has('notice')) return;
      // Not within the command that changed them: it is done, whatever becomes of the look.
      this.#cancel();
      this.#cancel = this.#timers.after(0, () => this.look());
    });
    this.#forget();
    this.look();
  }

  /** Whether anybody is there to be told now. */
  hear(heard: boolean): void {
    if (heard === this.#heard) return;
    this.#heard = heard;
    this.look();
  }

  /** When reminders of the coming day fall due: what a desk may count, and not say, while it is locked. */
  coming(): number[] {
    const { sqlite, world } = this.#engine;
    const now = world.now();
    return readSettings(sqlite).notifications
      ? comingReminders(this.#engine, now, now + AHEAD_MS, AHEAD_MOST)
      : [];
  }

  stop(): void {
    this.#cancel();
    this.#unlisten();
  }

  /** Tells what became due, and plans the next look. To be called too when the machine wakes or its clock was set. */
  look(): void {
    this.#cancel();
    if (!this.#heard) return;
    const { sqlite, world } = this.#engine;
    const now = world.now();
    const { fresh, told } = this.#fresh(now);
    if (fresh.length > 0) {
      const wrong = fresh.filter(({ id }) => (told.get(id) ?? 0) > now + CLOCK_SLACK_MS).map(({ id }) => id);
      for (const kind of ['reminder_dismissed', 'reminder_snoozed'] as const) clearFlags(sqlite, kind, wrong);
      setFlags(
        sqlite,
        'reminder_fired',
        fresh.map(({ id }) => id),
        now,
      );
      this.#engine.announce(['clock']);
    }
    const items = [...fresh.map(({ id, title, at }) => ({ id, title, at })), ...this.#news(now)];
    if (items.length > 0 && readSettings(sqlite).notifications) this.#tell(items);
    const next = nextReminderAt(this.#engine, now);
    const wait = next === null ? LONGEST_MS : Math.min(Math.max(next - now, 0), LONGEST_MS);
    this.#cancel = this.#timers.after(wait, () => this.look());
  }

  /**
   * By the server's clock as it was last heard: one of this machine that runs a year ahead would let go what was told today. A
   * desk that no server ever answered keeps everything.
   */
  #forget(): void {
    const { sqlite, world } = this.#engine;
    if (readMeta(sqlite, 'contactAt') === null) return;
    const heard = readNumber(sqlite, 'contactAt', 0) + readNumber(sqlite, 'clockOffset', 0);
    forgetOldFlags(sqlite, Math.min(heard, world.now()) - FLAGS_MS);
  }

  /** Notices that came, were not read here and not told before. */
  #news(now: number): Items {
    const me = readMe(this.#engine);
    if (!me) return [];
    const { sqlite } = this.#engine;
    const news = noticesOf(this.#engine, me.id, now - NEWS_MS, MOST).filter(
      ({ kind, unread }) => unread === 1 && TELLING.includes(kind),
    );
    const told = flagsAmong(
      sqlite,
      'notice_told',
      news.map(({ id }) => id),
    );
    const fresh = news.filter(({ id }) => !told.has(id));
    if (fresh.length === 0) return [];
    // What is older than that is not asked about again.
    forgetFlags(sqlite, 'notice_told', now - FORGOTTEN_MS);
    setFlags(
      sqlite,
      'notice_told',
      fresh.map(({ id }) => id),
      now,
    );
    return fresh.map(({ id, kind, at, params }) => ({ id, kind, at, ...toldIn(params) }));
  }

  /**
   * Due, and not told since it became due: one that was put off fires again when its time comes. One that was told in what
   * is still to come was told by a wrong clock, and is told again at its time; a clock that was moved a little tells nothing twice.
   */
  #fresh(now: number): { fresh: DueReminder[]; told: ReadonlyMap<string, number> } {
    const due = dueReminders(this.#engine, now);
    if (due.length === 0) return { fresh: [], told: new Map() };
    const ids = due.map(({ id }) => id);
    const fired = flagsAmong(this.#engine.sqlite, 'reminder_fired', ids);
    const snoozed = flagsAmong(this.#engine.sqlite, 'reminder_snoozed', ids);
    const fresh = due.filter(({ id, due: at }) => {
      const told = fired.get(id);
      return told === undefined || told < Math.max(at, snoozed.get(id) ?? at) || told > now + CLOCK_SLACK_MS;
    });
    return { fresh, told: fired };
  }
}

/**
 * What a notice is about, and in whose name, from what the server wrote for the sentence: a title, the customer that came, or,
 * of a whole book, whose it was.
 */
function toldIn(params: string): Pick<Items[number], 'title' | 'for'> {
  const { title, customer, other, count, for: owner } = JSON.parse(params) as Record<string, unknown>;
  const about = title ?? (count === undefined ? customer : other);
  return {
    title: typeof about === 'string' ? about : '',
    ...(typeof owner === 'string' ? { for: owner } : {}),
  };
}
