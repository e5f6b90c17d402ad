import { personByLogin } from '../../db/server/queries/credentials.ts';
import type { Store } from '../../db/server/store.ts';
import {
  verify,
  type Chosen,
  type LaptopFinding,
  type ScopeFinding,
  type Verified,
} from '../verify/verify.ts';
import { openObjects } from '../blobs/open-objects.ts';
import { findMissingBytes, type BytesFinding } from '../verify/missing-bytes.ts';
import { inColumns, minute } from './columns.ts';
import { deviceNumber } from './device-number.ts';
import { Told } from './explain.ts';
import { languageOf, type Language } from './language.ts';
import type { Arguments } from './options.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: {
    scopes: ['scope', 'rows', 'head', 'rows against head', 'first difference'],
    laptops: ['device', 'login', 'scope', 'told', 'at', 'laptop against server', 'first difference'],
    missing: ['attachment', 'scope', 'bytes MISSING'],
    agrees: 'same',
    differs: 'DIFFERENT',
    behind: (entries: number) => `behind by ${entries}, told nothing wrong`,
    untold: 'the log does not tell which row',
    sum: (scopes: number, rows: number, laptops: number, differences: number) =>
      `scopes ${scopes}, rows ${rows}, reports ${laptops}, differences ${differences}`,
    files: (files: number, missing: number) => `files ${files}, attachments without their bytes ${missing}`,
  },
  zh: {
    scopes: ['范围', '行数', '序号', '数据与校验和', '首处差异'],
    laptops: ['设备', '登录名', '范围', '上报序号', '上报时间', '电脑与服务器', '首处差异'],
    missing: ['附件', '范围', '内容缺失'],
    agrees: '一致',
    differs: '不一致',
    behind: (entries: number) => `落后 ${entries} 条，未报异常`,
    untold: '日志无法判断是哪一行',
    sum: (scopes: number, rows: number, laptops: number, differences: number) =>
      `范围 ${scopes}，行 ${rows}，上报 ${laptops}，差异 ${differences}`,
    files: (files: number, missing: number) => `文件 ${files}，内容缺失的附件 ${missing}`,
  },
} as const;

/**
 * `verify [--device N | --person LOGIN | --all]`: compares every scope's rows with its checksum, and what laptops told
 * with both; for the whole bank also whether the bytes of its attachments are there. Returns what the program ends with:
 * 0, or 1 where anything differs or is missing.
 */
export function verifyStore(
  options: Arguments,
  output: { write(text: string): unknown },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  return withStore(options, async (store) => {
    const chosen = await chosenBy(store, options);
    const found = await verify(store, chosen);
    const bytes =
      chosen.personId === null
        ? await findMissingBytes(store, await openObjects(options.dataFolder, env))
        : null;
    const language = languageOf(env);
    if (bytes) output.write(reportOfBytes(bytes, language));
    output.write(report(found, language));
    return differencesOf(found) === 0 && (bytes?.missing.length ?? 0) === 0 ? 0 : 1;
  });
}

async function chosenBy(store: Store, { device, person }: Arguments): Promise<Chosen> {
  if (device !== undefined) {
    const number = deviceNumber(device);
    const personId = number === null ? undefined : (await store.devices.people([number])).get(number);
    if (number === null || personId === undefined) throw new Told({ type: 'NoSuchDevice', device });
    return { personId, device: number };
  }
  if (person === undefined) return { personId: null, device: null };
  const personId = await personByLogin(store, person);
  if (personId === null) throw new Told({ type: 'NoSuchPerson', login: person });
  return { personId, device: null };
}

const differencesOf = ({ scopes, laptops }: Verified): number =>
  scopes.filter((one) => !one.agrees).length + laptops.filter((one) => one.state === 'differs').length;

function reportOfBytes({ files, missing }: BytesFinding, language: Language): string {
  const words = WORDS[language];
  const table = missing.map(({ id, scope, sha256 }) => [id, scope, sha256]);
  const sum = `${words.files(files, missing.length)}\n\n`;
  return missing.length === 0 ? sum : `${inColumns(words.missing, table)}\n${sum}`;
}

function report(found: Verified, language: Language): string {
  const words = WORDS[language];
  const heads = new Map(found.scopes.map((one) => [one.scope, one.head]));
  const ofScope = (one: ScopeFinding): (string | number)[] => [
    one.scope,
    one.rows,
    one.head,
    one.agrees ? words.agrees : words.differs,
    one.agrees ? '' : (one.differs ?? words.untold),
  ];
  const stateOf = (one: LaptopFinding): string =>
    one.state === 'behind' ? words.behind((heads.get(one.scope) ?? 0) - one.cursor) : words[one.state];
  const ofLaptop = (one: LaptopFinding): (string | number)[] => [
    one.device,
    one.login ?? '-',
    one.scope,
    one.cursor,
    minute(one.at),
    stateOf(one),
    one.differs ?? '',
  ];
  const rows = found.scopes.reduce((sum, one) => sum + one.rows, 0);
  return [
    inColumns(words.scopes, found.scopes.map(ofScope)),
    inColumns(words.laptops, found.laptops.map(ofLaptop)),
    `${words.sum(found.scopes.length, rows, found.laptops.length, differencesOf(found))}\n`,
  ].join('\n');
}
