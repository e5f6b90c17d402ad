import { randomUUID } from 'node:crypto';
import { loadAnew } from '../../db/server/queries/devices.ts';
import { outdateCursors } from '../../db/server/queries/heads.ts';
import { readAmiss } from '../../db/server/queries/grants.ts';
import { heldLines } from '../../db/server/queries/held-deletions.ts';
import { poisonLines } from '../../db/server/queries/poison.ts';
import { scopesWithRows } from '../../db/server/queries/verify.ts';
import { openEdits } from '../../db/server/queries/look-up.ts';
import type { Store } from '../../db/server/store.ts';
import { tick } from '../../src-shared/sync/clock.ts';
import { announce } from '../poke/poke-channel.ts';
import { acceptRows } from '../repair/accept-rows.ts';
import { allowDeletions } from '../repair/allow-deletions.ts';
import { mendRights } from '../repair/mend-rights.ts';
import { dropPoison, retryPoison } from '../repair/settle-poison.ts';
import { settleQuarantine } from '../repair/settle-quarantine.ts';
import type { Operator } from '../repair/server-commit.ts';
import { inColumns, minute } from './columns.ts';
import { deviceNumber } from './device-number.ts';
import { Told } from './explain.ts';
import type { Language } from './language.ts';
import type { Arguments } from './options.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: {
    poison: ['device', 'login', 'change', 'table', 'row', 'since', 'state'],
    quarantine: ['id', 'by', 'arrived', 'scope', 'table', 'row', 'kind'],
    heads: ['scope', 'rows', 'head says', 'rows say'],
    deletions: ['device', 'login', 'since', 'scope', 'deletes', 'of', 'state'],
    allowed: 'allowed',
    held: 'held',
    states: { open: 'open', retried: 'applied later', dropped: 'dropped' } as Record<string, string>,
    before: 'not kept',
    accepted: (count: number) => `accepted ${count}`,
    differ: (count: number) => `heads that are not what their rows add up to: ${count}`,
    rights: ['person', 'scope', 'right', 'state'],
    missing: 'missing',
    unfounded: 'unfounded',
    amiss: (count: number) => `rights that are not what the organisation says: ${count}`,
    mended: (count: number) => `mended ${count}`,
  },
  zh: {
    poison: ['设备', '登录名', '改动', '表', '行', '自', '状态'],
    quarantine: ['编号', '作者', '到达', '范围', '表', '行', '类型'],
    heads: ['范围', '行数', '校验和', '按行计算'],
    deletions: ['设备', '登录名', '自', '范围', '将删除', '共', '状态'],
    allowed: '已放行',
    held: '等待确认',
    states: { open: '待处理', retried: '已补入', dropped: '已放弃' } as Record<string, string>,
    before: '未保留',
    accepted: (count: number) => `已采用 ${count}`,
    differ: (count: number) => `与数据不符的校验和：${count}`,
    rights: ['人员', '范围', '权限', '状态'],
    missing: '缺失',
    unfounded: '无依据',
    amiss: (count: number) => `与机构设置不符的权限：${count}`,
    mended: (count: number) => `已修正 ${count}`,
  },
} as const;

type Output = Pick<NodeJS.WritableStream, 'write'>;

/** The commands that mend something: each is one commit, is told to the laptops, and leaves a line in the audit log. */
export interface Repairing {
  readonly options: Arguments;
  readonly language: Language;
  readonly now: number;
  readonly out: Output;
}

const operatorOn = (store: Store, now: number): Operator => {
  let last = 0;
  return {
    store,
    now,
    stamp: () => (last = tick(last, now)),
    committed: ({ scopes, people }) =>
      announce(store, randomUUID(), { scopes: [...scopes], people: [...people], except: 0 }),
  };
};

const usage = (detail: string): Told => new Told({ type: 'Usage', detail });

/** `poison list | retry DEVICE CHANGE | drop DEVICE CHANGE` */
export function poison({ options, language, now, out }: Repairing): Promise<void> {
  const [verb = 'list', deviceWord = '', changeWord = ''] = options.words;
  return withStore(options, async (store) => {
    if (verb === 'list') {
      const words = WORDS[language];
      const lines = (await poisonLines(store)).map((line) => [
        line.device,
        line.login ?? '-',
        line.n,
        line.tbl,
        line.row_id,
        line.at === null ? '-' : minute(line.at),
        line.status === null ? words.before : (words.states[line.status] ?? line.status),
      ]);
      out.write(inColumns(words.poison, lines));
      return;
    }
    if (verb !== 'retry' && verb !== 'drop') throw usage(`poison ${verb}?`);
    const [device, n] = [deviceNumber(deviceWord), changeNumber(changeWord)];
    if (device === null || n === null) throw usage(`poison ${verb} ${deviceWord} ${changeWord}?`);
    const operator = operatorOn(store, now);
    const done = await (verb === 'retry'
      ? retryPoison(operator, device, n)
      : dropPoison(operator, device, n));
    if (done.ok) return;
    if (done.error.type === 'StillRefused')
      throw new Told({ type: 'StillRefused', reason: done.error.reason });
    throw new Told({ type: 'NoSuchPoison', device: deviceWord, change: changeWord });
  });
}

/** `quarantine list | return ID | drop ID` */
export function quarantine({ options, language, now, out }: Repairing): Promise<void> {
  const [verb = 'list', id = ''] = options.words;
  return withStore(options, async (store) => {
    if (verb === 'list') {
      const lines = (await openEdits(store)).map((line) => [
        line.id,
        line.login ?? line.written_by,
        minute(line.arrived_at),
        line.scope,
        line.table_name,
        line.row_id,
        line.kind,
      ]);
      out.write(inColumns(WORDS[language].quarantine, lines));
      return;
    }
    if ((verb !== 'return' && verb !== 'drop') || id === '')
      throw new Told({ type: 'WordsUnfit', command: 'quarantine' });
    const choice = verb === 'return' ? 'applied' : 'discarded';
    const done = await settleQuarantine(operatorOn(store, now), id, choice);
    if (done.ok) return;
    if (done.error.type === 'EditUnfit') throw new Told({ type: 'EditUnfit', what: done.error.what });
    throw new Told({ type: 'NoSuchEdit', id });
  });
}

/** `deletions list | allow DEVICE` */
export function deletions({ options, language, now, out }: Repairing): Promise<void> {
  const [verb = 'list', word = ''] = options.words;
  const words = WORDS[language];
  return withStore(options, async (store) => {
    if (verb === 'list') {
      const lines = (await heldLines(store, now)).map((line) => [
        line.device,
        line.login ?? '-',
        minute(line.at),
        line.scope,
        line.deleted,
        line.of,
        line.allowed ? words.allowed : words.held,
      ]);
      out.write(inColumns(words.deletions, lines));
      return;
    }
    if (verb !== 'allow') throw usage(`deletions ${verb}?`);
    const device = deviceNumber(word);
    const done = device !== null && (await allowDeletions(store, device, now));
    if (!done) throw new Told({ type: 'NoHeldDeletion', device: word });
  });
}

/** `resnapshot DEVICE | --scope SCOPE`: the laptop, or every laptop that holds the scope, loads it anew. */
export function resnapshot({ options, now }: Repairing): Promise<void> {
  const [word] = options.words;
  const { scope } = options;
  return withStore(options, async (store) => {
    if ((word === undefined) === (scope === undefined)) throw usage('resnapshot DEVICE | --scope SCOPE?');
    const device = word === undefined ? null : deviceNumber(word);
    const done = await store.transaction(async (tx) => {
      const found =
        scope === undefined
          ? device !== null && (await loadAnew(tx, device, now))
          : await outdateCursors(tx, scope);
      if (!found) return false;
      const detail = scope === undefined ? {} : { detail: scope };
      await tx.meta.appendAudit({ at: now, action: 'resnapshot', personId: null, device, ...detail });
      return true;
    });
    if (!done && scope !== undefined) throw new Told({ type: 'NoSuchScope', scope });
    if (!done) throw new Told({ type: 'NoSuchDevice', device: word ?? '' });
    await announce(store, randomUUID(), {
      scopes: scope === undefined ? null : [scope],
      people: [],
      except: 0,
    });
  });
}

/** `heads [--accept] [--scope SCOPE]`: 1 where a head is wrong and stays so. */
export function heads({ options, language, now, out }: Repairing): Promise<number> {
  const words = WORDS[language];
  return withStore(options, async (store) => {
    const { scope } = options;
    if (scope !== undefined && !(await store.heads.read([scope])).has(scope)) {
      // Of a scope that lost its head the rows may still be there.
      if (!(await scopesWithRows(store)).includes(scope)) throw new Told({ type: 'NoSuchScope', scope });
    }
    const found = await acceptRows(store, options.scope ?? null, { accept: options.accept, now });
    if (found.length > 0)
      out.write(
        inColumns(
          words.heads,
          found.map(({ scope, rows, was, is }) => [scope, rows, was, is]),
        ),
      );
    out.write(`${options.accept ? words.accepted(found.length) : words.differ(found.length)}\n`);
    if (options.accept && found.length > 0)
      await announce(store, randomUUID(), { scopes: found.map(({ scope }) => scope), people: [], except: 0 });
    return found.length === 0 || options.accept ? 0 : 1;
  });
}

/** `grants [--accept]`: 1 where a right is not what the organisation says and stays so. */
export function rights({ options, language, now, out }: Repairing): Promise<number> {
  const words = WORDS[language];
  return withStore(options, async (store) => {
    const { give, gone } = await (options.accept ? mendRights(operatorOn(store, now)) : readAmiss(store));
    const lines = [
      ...give.map((line) => [line.person_id, line.scope, line.right, words.missing]),
      ...gone.map((line) => [line.person_id, line.scope, line.right, words.unfounded]),
    ];
    if (lines.length > 0) out.write(inColumns(words.rights, lines));
    out.write(`${options.accept ? words.mended(lines.length) : words.amiss(lines.length)}\n`);
    return lines.length === 0 || options.accept ? 0 : 1;
  });
}

const changeNumber = (word: string): number | null => (/^\d{1,15}$/.test(word) ? Number(word) : null);
