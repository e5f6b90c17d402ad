import type { Plant } from './plant.ts';

/** Bugs in what laptops are told, and of whom: pulls, snapshots, rights. */
export const SERVER_PULL: readonly Plant[] = [
  {
    name: 'a pull begins one entry too late',
    file: 'src-server/pull/pull.ts',
    find: 'const after = cursors[scope] ?? 0;',
    put: 'const after = (cursors[scope] ?? 0) + (cursors[scope] ? 1 : 0);',
  },
  {
    name: 'a pull says that it reached one further than it did',
    file: 'src-server/pull/pull.ts',
    find: 'to: range.upto,',
    put: 'to: range.upto + 1,',
  },
  {
    name: 'a pull never tells the last entry',
    file: 'src-server/pull/pull.ts',
    find: 'const upto = Math.min(head.seq, after + room);',
    put: 'const upto = Math.max(after, Math.min(head.seq, after + room) - 1);',
  },
  {
    name: 'a pull leaves out what another device made',
    file: 'src-server/pull/pull.ts',
    find: 'await tx.log.read(waiting, device.id)',
    put: 'await tx.log.read(waiting, device.id + 1)',
  },
  {
    name: 'a pull leaves out everything that this person made, also on the other laptop',
    file: 'src-server/pull/pull.ts',
    find: 'await tx.log.read(waiting, device.id)',
    put: '(await tx.log.read(waiting, device.id)).filter((one) => one.person_id !== device.person_id)',
  },
  {
    name: 'entries that only point at their row are left out',
    file: 'src-server/pull/pull.ts',
    find: 'if (row?.scope === entry.scope) list.push(wholeEntry(entry.seq, row));',
    put: '',
  },
  {
    name: 'entries come without the marks of their units',
    file: 'src-server/pull/pull.ts',
    find: '"units":${units ?? \'{}\'}',
    put: '"units":{}',
  },
  {
    name: 'removals are not told',
    file: 'src-server/pull/pull.ts',
    find: 'if (entry.cells !== null) {',
    put: "if (entry.op === 'remove') continue;\n    if (entry.cells !== null) {",
  },
  {
    name: 'a new epoch is not noticed',
    kind: 'restores',
    file: 'src-server/pull/pull.ts',
    find: 'if (request.epoch !== context.epoch)',
    put: 'if (request.epoch === "")',
  },
  {
    // Mostly decided as it would have been a moment later; judged where it is applied (`server-watch.ts`).
    name: 'after a restore a push of the old history is applied',
    kind: 'restores',
    file: 'src-server/push/push.ts',
    find: 'const current = request.epoch === context.epoch ? changes : [];',
    put: 'const current = changes;',
  },
  {
    name: 'the laptop hears of a right only at its next sign-in',
    file: 'src-server/pull/pull.ts',
    find: 'grants: Object.fromEntries(grants) };',
    put: 'grants: Object.fromEntries([...grants].filter(([scope]) => scope in request.cursors || Object.keys(request.cursors).length === 0)) };',
  },
  {
    name: 'a right that ended is still told',
    file: 'db/server/queries/grants.ts',
    find: 'const gone = [...before.values()];',
    put: 'const gone: GrantLine[] = [];',
  },
  {
    name: 'who has left keeps every right',
    file: 'src-shared/sync/scope.ts',
    find: 'if (!person || person.left_on !== null) return grants;',
    put: 'if (!person) return grants;',
  },
  {
    name: 'the members of a deleted membership keep their right',
    file: 'db/server/memory/grants.ts',
    find: '(row.deleted === 0 ? [',
    put: "(row.deleted === 0 || table === 'book_member' ? [",
  },
  {
    name: 'a snapshot is pinned one entry too far',
    kind: 'smallAnswers',
    file: 'src-server/pull/snapshot.ts',
    find: 'const pin = request.pin ?? (await tx.heads.read([scope])).get(scope)?.seq ?? 0;',
    put: 'const pin = request.pin ?? ((await tx.heads.read([scope])).get(scope)?.seq ?? 0) + 1;',
  },
  {
    name: 'a snapshot leaves tombstones out',
    kind: 'smallAnswers',
    file: 'src-server/pull/snapshot.ts',
    find: 'rows: rows.slice(0, taken.count) });',
    put: 'rows: rows.slice(0, taken.count).filter((row) => row[1] === 0) });',
  },
  {
    name: 'a snapshot comes without the marks of units',
    kind: 'smallAnswers',
    file: 'db/server/memory/rows.ts',
    find: 'unitsText(row.marks.units),',
    put: 'null,',
  },
];
