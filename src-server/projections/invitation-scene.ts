import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { Arrivals, Change } from './arrivals.ts';
import { headOf, seriesNews, type SeriesNews } from './series-news.ts';
import type { InvitationChange } from './write-projections.ts';

export interface Invitations {
  readonly standing: readonly InvitationChange[];
  readonly withdrawn: readonly Row<'invitation'>[];
}

/**
 * What a commit did to invitations, in the order in which it is asked for each of them: a commit may touch thousands, and
 * what became of a series is the same for each of its guests.
 */
export class InvitationScene {
  readonly now: EpochMs;
  readonly events: Arrivals['events'];
  readonly #standing: ReadonlyMap<string, InvitationChange>;
  readonly #withdrawn: ReadonlySet<string>;
  readonly #movedBefore: ReadonlyMap<string, readonly Row<'invitation'>[]>;
  readonly #unasked: ReadonlySet<string>;
  readonly #goingOn: ReadonlySet<string>;
  readonly #news = new Map<Id, SeriesNews | null>();

  constructor({ standing, withdrawn }: Invitations, { events, attendees }: Arrivals, now: EpochMs) {
    this.now = now;
    this.events = events;
    this.#standing = new Map(standing.map((one) => [keyOf(one.event.id, one.personId), one]));
    this.#withdrawn = new Set(withdrawn.map((row) => keyOf(row.event_id, row.person_id)));
    this.#movedBefore = Map.groupBy(withdrawn, (row) => keyOf(row.series_id, row.person_id));
    this.#unasked = new Set(
      [...attendees.values()].flatMap(({ before, now: still }) =>
        before && !still && before.person_id !== null ? keyOf(before.event_id, before.person_id) : [],
      ),
    );
    this.#goingOn = new Set(
      standing.flatMap(({ isNew, event, personId }) => {
        const head = isNew ? headOf(event, events)?.now : undefined;
        return head ? keyOf(head.id, personId) : [];
      }),
    );
  }

  /** The invitation of a person to an event that there is now. */
  standing = (event: Id | null, person: Id): InvitationChange | undefined =>
    this.#standing.get(keyOf(event, person));

  /** They were asked to it before. */
  knew = (event: Id | null, person: Id): boolean => this.standing(event, person)?.isNew === false;

  isWithdrawn = (event: Id | null, person: Id): boolean => this.#withdrawn.has(keyOf(event, person));

  /** They were taken off the list of those who are asked. */
  isUnasked = (event: Id, person: Id): boolean => this.#unasked.has(keyOf(event, person));

  /** A series that was cut goes on for them in another one. */
  goesOn = (series: Id, person: Id): boolean => this.#goingOn.has(keyOf(series, person));

  /** Original starts of meetings of a series that stood elsewhere, and stand nowhere any more. */
  wereElsewhere = (series: Id, person: Id): ReadonlySet<string> =>
    new Set(
      (this.#movedBefore.get(keyOf(series, person)) ?? []).flatMap(
        ({ recurrence_id }) => recurrence_id ?? [],
      ),
    );

  newsOf(change: Change<'event'>): SeriesNews | null {
    const id = change.now?.id ?? change.before?.id ?? '';
    const known = this.#news.get(id);
    if (known !== undefined) return known;
    const news = seriesNews(change, this.now);
    this.#news.set(id, news);
    return news;
  }
}

const keyOf = (event: Id | null, person: Id): string => `${event} ${person}`;
