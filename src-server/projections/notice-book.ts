import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import type { WriteSet } from '../push/write-set.ts';

export interface NoticeDraft {
  readonly personId: Id;
  readonly kind: Row<'notice'>['kind'];
  readonly table: string;
  readonly rowId: Id;
  /**
   * What the wording needs: `who`, `title`, `other`, `room`, `customer` (each with `_en` where there is one), `time`,
   * `was` (what the time was before), `answer`. Ids of people go beside, as `person_id`.
   */
  readonly params: Readonly<Record<string, Value>>;
  /** What makes it the same notice: told twice, it is one. */
  readonly key: readonly (string | number)[];
}

/** Notices of one commit, written at its end. */
export class NoticeBook {
  private readonly drafts: NoticeDraft[] = [];

  add(draft: NoticeDraft): void {
    this.drafts.push(draft);
  }

  async write(set: WriteSet, now: EpochMs): Promise<void> {
    const notices = new Map(
      this.drafts.map((draft) => [stableId('notice', draft.kind, draft.personId, ...draft.key), draft]),
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

/** A wall time as notices say it: `2026-11-05 10:00`. */
export const timeText = (wall: string): string => wall.replace('T', ' ');
