import type { Plant } from './plant.ts';

/** Bugs in how the server decides a push. */
export const SERVER_PUSH: readonly Plant[] = [
  {
    name: 'a repeated push is applied again',
    file: 'src-server/push/push.ts',
    find: 'tx.devices.beginPush(device.id),',
    put: 'tx.devices.beginPush(device.id).then((last) => (last === null ? null : (changes.part[0]?.n ?? 1) - 1)),',
  },
  {
    name: 'the results of a push are not kept',
    file: 'src-server/push/push.ts',
    find: 'tx.pushResults.save(device.id, applied.results),',
    put: '',
  },
  {
    name: 'a repeated push is told nothing of what it was told before',
    file: 'src-server/push/push.ts',
    find: 'told = fresh.length < changes.part.length;',
    put: 'told = false;',
  },
  {
    name: 'one change more is acknowledged than was decided',
    file: 'src-server/push/push.ts',
    find: 'return ok({ upTo, results: answers,',
    put: 'return ok({ upTo: upTo + 1, results: answers,',
  },
  {
    name: 'the last change that was decided is not kept',
    file: 'src-server/push/push.ts',
    find: 'tx.devices.endPush(device.id, upTo, now, pushed',
    put: 'tx.devices.endPush(device.id, upTo - changes.fresh.length, now, pushed',
  },
  {
    name: 'the last change that was decided is kept one too far',
    file: 'src-server/push/push.ts',
    find: 'tx.devices.endPush(device.id, upTo, now, pushed',
    put: 'tx.devices.endPush(device.id, upTo + 1, now, pushed',
  },
  {
    name: 'rights are not reckoned again when the organisation changes',
    file: 'src-server/push/follow-rights.ts',
    find: '= await written.tx.grants.recompute(now);',
    put: '= { people: [], moved: [] };',
  },
  {
    name: 'whose change met another’s hears nothing of the outcome, neither at once nor by the log',
    file: 'src-server/push/apply-changes.ts',
    find: 'const outcome = mergeChange(row, change, { spec, device, clock, rootBase, earlier });',
    put: 'const outcome = { ...mergeChange(row, change, { spec, device, clock, rootBase, earlier }), plain: true };',
  },
  {
    name: 'a clock that runs ahead is believed',
    file: 'src-server/push/apply-changes.ts',
    find: 'const clock = clamp(change.clock, now);',
    put: 'const clock = change.clock;',
  },
  {
    name: 'whose new row was set back is not told so',
    file: 'src-server/push/apply-changes.ts',
    find: 'return clock === change.clock ? null : merged(clock);',
    put: 'return null;',
  },
  {
    name: 'a refused change is answered as if it had been applied',
    file: 'src-server/push/apply-changes.ts',
    find: 'return refusal(change, refused?.reason ??',
    put: 'if (refused) return null; return refusal(change, refused?.reason ??',
  },
  {
    name: 'only the first change of a push is applied',
    file: 'src-server/push/apply-changes.ts',
    find: 'for (const change of changes.fresh) {',
    put: 'for (const change of changes.fresh.slice(0, 1)) {',
  },
  {
    name: 'an answer shows the row without the marks of its units',
    file: 'src-server/push/answers.ts',
    find: 'units: Object.fromEntries(Object.entries(row.marks.units).map(([unit, mark]) => [unit, [...mark]])),',
    put: 'units: {},',
  },
  {
    name: 'a laptop may write where it may only read',
    file: 'src-server/push/judge-change.ts',
    find: "who.grants.get(change.scope) !== 'write' &&",
    put: 'who.grants.get(change.scope) === undefined &&',
  },
  {
    name: 'an edit of a row that was lost is applied',
    file: 'src-server/push/judge-change.ts',
    find: "if (who.grants.get(row.scope) !== 'write' && !mayManage(change.table, row.cells, change.cells, who))",
    put: 'if (change.n === 0)',
  },
  {
    name: 'a row may be moved where its mover may not write',
    file: 'src-server/push/judge-change.ts',
    find: "return grants.get(to) === 'write' ? null : refuse('NotGranted', SCOPE);",
    put: 'return null;',
  },
  {
    name: 'tasks about the customers of a book stay with who gave it away',
    file: 'src-server/push/hand-over.ts',
    find: 'await giveTasks(set, change, customers);',
    put: '',
  },
  {
    name: 'appointments with the customers of a book stay with who gave it away',
    file: 'src-server/push/hand-over.ts',
    find: 'await giveEvents(set, change, customers, now);',
    put: '',
  },
  {
    name: 'tasks that are done go along with a book',
    file: 'src-server/push/hand-over.ts',
    find: "return task?.deleted === 0 && task.cells['status'] === 'open';",
    put: 'return task?.deleted === 0;',
  },
  {
    name: 'what hangs on a task or an appointment stays when its book is handed over',
    file: 'src-server/push/hand-over.ts',
    find: '  await followOwners(set);\n}',
    put: '}',
  },
  {
    name: 'a task that went with a book still belongs to who gave it away',
    file: 'src-server/push/hand-over.ts',
    find: '{ owner_id: to }',
    put: '{}',
  },
  {
    name: 'an appointment that went with a book still belongs to who gave it away',
    file: 'src-server/push/hand-over.ts',
    find: '{ organiser_id: to }',
    put: '{}',
  },
];
