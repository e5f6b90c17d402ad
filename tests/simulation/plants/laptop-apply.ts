import type { Plant } from './plant.ts';

const PULL = 'src-main/core/sync/apply-pull.ts';
const PUSH = 'src-main/core/sync/apply-push.ts';
const ENTRY = 'src-main/core/sync/apply-entry.ts';
const SNAPSHOT = 'src-main/core/sync/apply-snapshot.ts';
const DROP = 'src-main/core/sync/drop-scope.ts';
const FILES = 'src-main/core/sync/unnamed-files.ts';
const TAKING_IN = 'src-main/core/sync/taking-in.ts';
const LINE = 'src-main/core/sync/server-line.ts';
const SENDING = 'src-main/core/sync/sending.ts';

/** What a laptop does with the server's answers. */
export const LAPTOP_APPLY: readonly Plant[] = [
  {
    name: 'the cursor is one too far',
    file: PULL,
    find: 'setScope(sqlite, scope, { cursor: to });',
    put: 'setScope(sqlite, scope, { cursor: to + 1 });',
  },
  {
    name: 'the cursor is saved before the rows',
    file: TAKING_IN,
    find: 'const { value: pulled, aside } = applyAround(',
    put: `for (const one of response.checkpoints)
      this.#engine.sqlite.prepare("UPDATE _scope SET cursor = ? WHERE scope = ? AND state = 'ready'").run(one.to, one.scope);
    const { value: pulled, aside } = applyAround(`,
  },
  {
    name: 'a checksum that does not agree is ignored',
    kind: 'damage',
    file: PULL,
    find: 'if (row.checksum !== checksum) mismatched.push(scope);',
    put: 'if (row.checksum === undefined) mismatched.push(scope);',
  },
  {
    name: 'a checksum is compared while changes wait',
    file: PULL,
    find: '|| unsettled.has(scope)) continue;',
    put: ') continue;',
  },
  {
    name: 'a row that left its scope stays',
    file: PULL,
    find: 'rows.remove(row);\n    forgetRow(sqlite, table, id);',
    put: 'forgetRow(sqlite, table, id);',
  },
  {
    name: 'a row that left its scope is remembered',
    file: PULL,
    find: 'rows.remove(row);\n    forgetRow(sqlite, table, id);',
    put: 'rows.remove(row);',
  },
  {
    name: 'a scope that was lost stays',
    file: PULL,
    find: 'for (const scope of lost) dropScopeHere(rows, scope, at);',
    put: '',
  },
  {
    name: 'a new right is not noticed',
    file: PULL,
    find: 'addScope(sqlite, scope, right);',
    put: 'if (here.has(scope)) addScope(sqlite, scope, right);',
  },
  {
    name: 'a row is removed though it came back in the same answer',
    file: PULL,
    find: "if (last.get(keyOf(entry)) === 'remove') {",
    put: "if (entry.op === 'remove') {",
  },
  {
    name: 'a put after a remove of the same answer is skipped',
    file: PULL,
    find: 'if (!row || !goes(row, scope, entry)) continue;',
    put: 'if (!row) continue;',
  },
  {
    name: 'what was refused is not kept',
    file: PUSH,
    find: 'keepRefused(sqlite, change, reason, column ?? null, at);',
    put: '',
  },
  {
    name: 'one change more is taken as decided than was',
    file: PUSH,
    find: 'response.upTo + offset, response.serverTime);',
    put: 'response.upTo + offset + 1, response.serverTime);',
  },
  {
    name: "the server's row is not taken over where it merged",
    file: PUSH,
    find: 'takeOver(rows, change, result);\n    if (result.outcome === ',
    put: 'if (result.outcome === ',
  },
  {
    name: 'a refused row that the server does not show stays',
    file: PUSH,
    find: 'if (local) rows.remove(local);',
    put: '',
  },
  {
    name: 'a change refused with its right is remembered in the outbox',
    file: PUSH,
    find: 'for (const { tbl, row_id } of gone) forgetRow(rows.sqlite, tbl, row_id);',
    put: '',
  },
  {
    name: "an answer covers this laptop's newer edit",
    file: ENTRY,
    find: 'const pending = pendingUnits(rows, incoming.table, incoming.id, after);',
    put: 'const pending = new Set<string>();',
  },
  {
    name: 'a pulled edit replaces the whole row',
    file: ENTRY,
    find: 'const after = applyIncoming(spec, local, withScope(rows, local, incoming));',
    put: 'const after = applyIncoming(spec, undefined, withScope(rows, local, incoming));',
  },
  {
    name: 'the snapshot brings the deleted back to life',
    kind: 'fromNothing',
    file: SNAPSHOT,
    find: 'if (deleted === 1) cells[DELETED] = 1;',
    put: '',
  },
  {
    name: 'the snapshot loses the marks of single fields',
    kind: 'fromNothing',
    file: SNAPSHOT,
    find: 'units: unitsFrom(units === null || units === undefined ? null : String(units)),',
    put: 'units: {},',
  },
  {
    name: 'the log continues beyond the pin of the snapshot',
    kind: 'fromNothing',
    file: SNAPSHOT,
    find: 'cursor: page.pin,',
    put: 'cursor: page.pin + 1,',
  },
  {
    name: 'rows stay of a scope that was lost',
    file: DROP,
    find: 'rows.remove(row);',
    put: '',
  },
  {
    name: 'sent changes stay of a scope that was lost',
    file: DROP,
    find: 'forgetRow(rows.sqlite, row.table, row.id);',
    put: '',
  },
  {
    name: 'an attachment stays of a scope that was lost',
    file: FILES,
    find: '.filter((sha256) => !isNamed(sqlite, sha256));',
    put: '.filter(() => false);',
  },
  {
    name: 'the bytes of a file that the server keeps for others to decide stay at home',
    file: 'db/client/local/uploads.ts',
    find: '  if (!isUnsent(db, sha256)) return;',
    put: '  if (isUnsent(db, sha256)) return;',
  },
  {
    name: 'the bytes of a file stay at home when its record goes',
    file: 'src-main/core/sync/way-of-file.ts',
    find: "  if (table !== 'attachment' || deleted === 1",
    put: "  if (table === 'attachment' || deleted === 1",
  },
  {
    name: 'a new epoch does not begin anew',
    kind: 'restores',
    file: LINE,
    find: 'beginEpoch(sqlite, answer.epoch);',
    put: 'sqlite.prepare("UPDATE _meta SET value = ? WHERE key = \'epoch\'").run(answer.epoch);',
  },
  {
    name: 'what a restored server has lost is not offered again',
    kind: 'restores',
    file: 'db/client/local/outbox.ts',
    find: 'arrived_at = NULL WHERE id > ? AND state = ${DECIDED}`,',
    put: 'arrived_at = NULL WHERE id > ? AND state = -1`,',
  },
  {
    name: 'the first change that waits is left out of a push',
    file: SENDING,
    find: 'nextBatch(waitingTexts(sqlite, MAX_PUSH_CHANGES + 1, MAX_PUSH_BYTES), this.#most);',
    put: 'nextBatch(waitingTexts(sqlite, MAX_PUSH_CHANGES + 1, MAX_PUSH_BYTES).slice(1), this.#most);',
  },
];
