import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';

export interface NoticeDraft {
  readonly personId: Id;
  readonly kind: Row<'notice'>['kind'];
  readonly table: string;
  readonly rowId: Id;
  /**
   * What the wording needs: `who`, `title`, `other`, `room`, `customer` (each with `_en` where there is one), `time`,
   * `was` (what the time was before), `answer`, `for` (in whose name a delegate acts), `by` (who acted for `who`). Ids of people go beside, as `person_id`.
   */
  readonly params: Readonly<Record<string, Value>>;
  /** Told as well to whoever keeps this person's calendar, as a matter of theirs. */
  readonly delegates?: boolean;
  /** What makes it the same notice: told twice, it is one. */
  readonly key: readonly (string | number)[];
}

/** Notices of one commit, written at its end. */
export class NoticeBook {
  private readonly drafts: NoticeDraft[] = [];

  add(draft: NoticeDraft): void {
    this.drafts.push(draft);
  }

  /** `by`: whose doing it is, where it is somebody's. */
  async write(set: WriteSet, now: EpochMs, by: Id | null = null): Promise<void> {
    const drafts = [...this.drafts, ...(await this.forDelegates(set, by))];
    const notices = new Map(
      drafts.map((draft) => [stableId('notice', draft.kind, draft.personId, ...draft.key), draft]),
    );
    if (notices.size === 0) return;
    await set.load('notice', notices.keys());
    for (const [id, { personId, kind, table, rowId, params }] of notices) {
      if (set.row('notice', id)) continue;
      set.write('notice', id, scopeOf('person', personId), {
        person_id: personId,
        kind,
        at: now,
        table_name: table,
        row_id: rowId,
        params: JSON.stringify(params),
      });
    }
  }

  /**
   * Who did it is not told of it in another's name; who is told of it themselves only where there is something to answer for
   * the other as well.
   */
  private async forDelegates(set: WriteSet, by: Id | null): Promise<NoticeDraft[]> {
    const shared = this.drafts.filter((draft) => draft.delegates === true);
    if (shared.length === 0) return [];
    const owners = [...new Set(shared.map((draft) => draft.personId))];
    const kept = Map.groupBy(await set.tx.calendar.writingDelegates(owners), (one) => one.owner_id);
    if (kept.size === 0) return [];
    const people = await set.tx.rows.read('person', [...kept.keys()]);
    const names = new Map(people.map((person) => [person.id, rowOf('person', person)]));
    const told = new Set(this.drafts.map((draft) => `${draft.kind} ${draft.personId} ${draft.rowId}`));
    return shared.flatMap((draft) =>
      (kept.get(draft.personId) ?? []).flatMap(({ person_id }) => {
        const isKnown =
          person_id === by ||
          person_id === draft.params['person_id'] ||
          (draft.kind !== 'invited' && told.has(`${draft.kind} ${person_id} ${draft.rowId}`));
        const owner = names.get(draft.personId);
        if (isKnown || !owner) return [];
        const params = { ...draft.params, ...inNameOf(owner), for_id: draft.personId };
        return [{ ...draft, personId: person_id, params, key: [...draft.key, draft.personId] }];
      }),
    );
  }
}

export interface Named {
  readonly name: string;
  readonly name_en: string | null;
}

/** A person in a notice's params. */
export const who = (person: Named | undefined): Record<string, Value> => ({
  who: person?.name ?? '',
  who_en: person?.name_en ?? null,
});

/** In whose name whoever is told acts. */
export const inNameOf = (owner: Named): Record<string, Value> => ({ for: owner.name, for_en: owner.name_en });

/** A wall time as notices say it: `2026-11-05 10:00`. */
export const timeText = (wall: string): string => wall.replace('T', ' ');

/** Who did it for whom it is told of, where it is neither theirs nor the doing of who is told. */
export const deputy = (person: Named | undefined, id: Id, others: readonly Id[]): Record<string, Value> =>
  others.includes(id) || person === undefined ? {} : { by: person.name, by_en: person.name_en };
