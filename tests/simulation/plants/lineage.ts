import type { Plant } from './plant.ts';

const LINEAGE = 'src-server/push/lineage.ts';
const ONE_LAPTOP = 'src-server/push/one-laptop.ts';
const RECORDS = 'src-server/push/record-conflicts.ts';
const WITHDRAW = 'src-server/push/withdraw.ts';
const FAMILY = 'src-server/push/family.ts';
const SEEN = 'src-shared/sync/seen.ts';
const MERGE = 'src-shared/sync/merge.ts';

/** Bugs in how a server that was put back knows who had seen whose write. */
export const LINEAGES: readonly Plant[] = [
  {
    name: 'what a write had seen that is not here is not kept',
    kind: 'oneField',
    file: RECORDS,
    find: 'await set.tx.bases.add(apart, now);',
    put: '',
  },
  {
    name: 'a write that follows another in the log is not known to have seen it',
    kind: 'oneField',
    file: LINEAGE,
    find: 'this.#add({ mark, base: before });',
    put: 'this.#add({ mark, base: null });',
  },
  {
    name: 'who has seen a write has not seen what that one had seen',
    kind: 'oneField',
    file: LINEAGE,
    find: 'at = before;',
    put: 'at = undefined;',
  },
  {
    name: 'who had seen nothing counts as having seen all',
    kind: 'oneField',
    file: LINEAGE,
    find: 'if (at.base === null) return false;',
    put: 'if (at.base === null) return true;',
  },
  {
    name: 'whoever wrote later has seen what came before',
    kind: 'oneField',
    file: LINEAGE,
    find: 'hasSeen(younger: Mark, elder: Mark): boolean {',
    put: 'hasSeen(younger: Mark, elder: Mark): boolean {\n    if (this.#find(younger) && compareMarks(younger, elder) > 0) return true;',
  },
  {
    name: 'a laptop is not known by the number that it had',
    kind: 'oneField',
    file: ONE_LAPTOP,
    find: 'had(device, other) || had(other, device),',
    put: 'false,',
  },
  {
    name: 'a laptop that pushes is known by the numbers that it had, and by none once others push',
    kind: 'oneField',
    file: 'src-server/push/push.ts',
    find: 'pushedOf(changes.all, upTo), earlier)',
    put: 'pushedOf(changes.all, upTo))',
  },
  {
    name: 'any two laptops that wrote at one moment are one',
    kind: 'oneField',
    file: ONE_LAPTOP,
    find: 'device === other || had(device, other)',
    put: 'device !== -1 || had(device, other)',
  },
  {
    name: 'a record that was made for want of a step between stays',
    kind: 'oneField',
    file: WITHDRAW,
    find: 'const none = records.filter(',
    put: 'const none = records.slice(records.length).filter(',
  },
  {
    name: 'every record of a write that was reconciled is taken back',
    kind: 'oneField',
    file: WITHDRAW,
    find: '?.some((one) => isOf(record, one, known))',
    put: '?.some((one) => one.id === record.cells["row_id"])',
  },
  {
    name: 'a record says no more than that two wrote, though one had seen the other by a write that is lost',
    kind: 'oneField',
    file: RECORDS,
    find: 'const seen = new Set(open.filter((one) => family.isSeen(one)));',
    put: 'const seen = new Set<RowOverwrite>();',
  },
  {
    name: 'a deletion is asked of each field whether it had seen the newest of all',
    kind: 'oneField',
    file: FAMILY,
    find: 'lostMarks?.[one] ?? lostMark',
    put: 'lostMark ?? lostMarks?.[one]',
  },
  {
    name: 'one’s own write is always seen, also where it had lost to one that the server has not any more',
    kind: 'oneField',
    file: SEEN,
    find: 'return current[1] === device && !hasPassed(spec, unit, look);',
    put: 'return current[1] === device;',
  },
  {
    name: 'what may have lost to a write that the server lost is not kept',
    kind: 'oneField',
    file: MERGE,
    find: 'if (!follows || knows) return;',
    put: 'return;',
  },
  {
    name: 'what was written under an earlier number is another’s',
    kind: 'oneField',
    file: SEEN,
    find: 'if (seen[1] === device || earlier?.includes(seen[1]) === true) return false;',
    put: 'if (seen[1] === device) return false;',
  },
  {
    name: 'a write that did not follow what was here is kept as one that had seen nothing',
    kind: 'oneField',
    file: MERGE,
    find: 'apart.push({ unit, mark: mine, base: seen ?? root ?? null });',
    put: 'apart.push({ unit, mark: mine, base: null });',
  },
  {
    name: 'a row that two make writes over an edit of the first',
    kind: 'tasks',
    file: MERGE,
    find: "change.kind === 'insert' && (same || unit in row.marks.units)",
    put: "change.kind === 'insert' && same",
  },
  {
    name: 'nobody keeps which edits a deletion had seen',
    kind: 'oneField',
    file: MERGE,
    find: 'for (const unit of unseenUnits(spec, row, change, context))\n      apart.push(',
    put: 'for (const unit of unseenUnits(spec, row, change, context).slice(99))\n      apart.push(',
  },
  {
    name: 'nobody keeps what an edit of a dead row had seen',
    kind: 'oneField',
    file: MERGE,
    find: 'if (!apart.some((one) => one.unit === unit))',
    put: 'if (apart.length > 99)',
  },
  {
    name: 'what the server lost of what was sent under the number before the last is not offered again',
    kind: 'unnoticed',
    file: 'src-main/core/sync/session.ts',
    find: 'if (lacked !== null) offerAll(db, lacked);',
    put: 'if (lacked === -1) offerAll(db, lacked);',
  },
  {
    name: 'what is refused of a push that comes late to a server that was put back is not told',
    kind: 'unnoticed',
    file: 'src-server/push/push.ts',
    find: 'const refused = asks || isRowMissing(results) ? await refusedSoFar(context.store, device.id, upTo) : [];',
    put: 'const refused: never[] = [];',
  },
  {
    name: 'what was refused of a push that came late is not heard',
    kind: 'unnoticed',
    file: 'src-main/core/sync/apply-push.ts',
    find: "if (result.outcome !== 'refused') continue;",
    put: 'if (result.outcome) continue;',
  },
];
