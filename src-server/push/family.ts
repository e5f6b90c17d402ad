import type { WriteBase } from '../../db/server/queries/bases.ts';
import type { HistoryEntry } from '../../db/server/queries/log.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import { isTableName, tableSpec } from '../../src-shared/schema/tables.ts';
import { unitsOf } from '../../src-shared/sync/change.ts';
import type { Mark } from '../../src-shared/sync/clock.ts';
import type { RowOverwrite } from './apply-changes.ts';
import { Lineage } from './lineage.ts';
import type { Kinship } from './one-laptop.ts';

/** Writes of one unit that are in no conflict: whoever wrote one of `kept` had seen each of `lost`. */
export interface Reconciled extends Pick<RowOverwrite, 'table' | 'id' | 'unit'> {
  readonly kept: readonly Mark[];
  readonly lost: readonly Mark[];
}

/** One write of a unit. */
type Written = Pick<RowOverwrite, 'table' | 'id' | 'unit'> & { readonly mark: Mark };

/** Who had seen whose writes in some rows. */
export class Family {
  readonly #history: ReadonlyMap<string, HistoryEntry[]>;
  readonly #bases: ReadonlyMap<string, readonly WriteBase[]>;
  readonly #kinship: Kinship;
  readonly #units = new Map<string, Lineage>();

  constructor(history: ReadonlyMap<string, HistoryEntry[]>, bases: readonly WriteBase[], kinship: Kinship) {
    this.#history = history;
    this.#bases = Map.groupBy(bases, placeOf);
    this.#kinship = kinship;
  }

  /**
   * Whether what looks like a conflict is none, because the one that is kept had seen the other. Where the other way
   * round the one that is lost knew more, it has lost by a clock, and is recorded.
   */
  isSeen(found: RowOverwrite): boolean {
    if (found.unit === DELETED && found.kept[DELETED] !== 1) return false;
    return lossesOf(found).every(({ table, id, unit, mark }) =>
      this.#of({ table, id, unit }).hasSeen(found.keptMark, mark),
    );
  }

  /** Whether the writer of `younger` had seen each of these writes of a unit. */
  hasSeen(
    place: Pick<RowOverwrite, 'table' | 'id' | 'unit'>,
    younger: Mark,
    elder: readonly Mark[],
  ): boolean {
    const lineage = this.#of(place);
    return elder.every((mark) => lineage.hasSeen(younger, mark));
  }

  /** What a write reconciles: others had seen it before it came, and it had seen what they seemed not to. Null: nothing. */
  reconciledBy({ table, id, unit, mark }: Omit<WriteBase, 'base'>): Reconciled | null {
    if (!isTableName(table)) return null;
    const around = this.#of({ table, id, unit }).around(mark);
    return around && { table, id, unit, ...around };
  }

  #of(place: Pick<RowOverwrite, 'table' | 'id' | 'unit'>): Lineage {
    const { table, id, unit } = place;
    const key = placeOf(place);
    const made =
      this.#units.get(key) ??
      new Lineage(
        { table, unit },
        this.#history.get(`${table}/${id}`) ?? [],
        this.#bases.get(key) ?? [],
        this.#kinship,
      );
    this.#units.set(key, made);
    return made;
  }
}

const placeOf = ({ table, id, unit }: Pick<WriteBase, 'table' | 'id' | 'unit'>): string =>
  `${table}/${id}/${unit}`;

/** What of a write looks like the losing side of a conflict. */
export function lossesOf({ table, id, unit, lost, lostMark, lostMarks }: RowOverwrite): Written[] {
  const units = unit === DELETED ? unitsOf(tableSpec(table), lost) : [unit];
  return units.map((one) => ({ table, id, unit: one, mark: lostMarks?.[one] ?? lostMark }));
}
