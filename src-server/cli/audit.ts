import { auditLines, verifyAudit } from '../../db/server/queries/audit.ts';
import { loginsOfAll } from '../../db/server/queries/look-up.ts';
import { readHandover } from '../../db/server/queries/handover.ts';
import { harmless } from './columns.ts';
import { deviceNumber } from './device-number.ts';
import { Told } from './explain.ts';
import type { Language } from './language.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: {
    whole: (lines: number) => `audit ok, ${lines} lines`,
    broken: (line: number) => `audit broken at line ${line}`,
  },
  zh: {
    whole: (lines: number) => `审计日志完好，共 ${lines} 行`,
    broken: (line: number) => `审计日志从第 ${line} 行起不符`,
  },
} as const;

type Output = Pick<NodeJS.WritableStream, 'write'>;

/** `audit` prints the log, oldest first; `audit verify` reads the chain again and ends with 1 where it is broken. */
export async function auditLog(
  options: CommonOptions,
  word: string | undefined,
  out: Output,
  language: Language,
): Promise<number> {
  if (word !== undefined && word !== 'verify') throw new Told({ type: 'Usage', detail: `audit ${word}?` });
  let code = 0;
  await withStore(options, async (store) => {
    if (word === 'verify') {
      const { lines, broken } = await verifyAudit(store);
      out.write(`${broken === null ? WORDS[language].whole(lines) : WORDS[language].broken(broken)}\n`);
      code = broken === null ? 0 : 1;
      return;
    }
    const logins = await loginsOfAll(store);
    for await (const line of auditLines(store)) {
      const at = new Date(line.at).toISOString();
      const by = /^by (\S+)$/.exec(line.detail ?? '')?.[1];
      // What the chain is made of stands as it is; who that is today is told behind it.
      const who = [line.person_id, by].map((id) => logins.get(id ?? '') ?? '-');
      const cells = [line.n, at, line.action, line.person_id ?? '-', line.device ?? '-', line.detail ?? ''];
      out.write(
        `${[...cells, who[0], ...(by === undefined ? [] : [`by ${who[1]}`])].map(String).map(harmless).join('\t')}\n`,
      );
    }
  });
  return code;
}

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What a revoked device had not sent, as JSON: it holds customers' data, so it is printed for this one device only. */
export const printHandover = (options: CommonOptions, number: string, out: Output): Promise<void> =>
  withStore(options, async (store) => {
    const device = deviceNumber(number);
    if (device === null) throw new Told({ type: 'NoSuchDevice', device: number });
    const changes = await readHandover(store, device);
    if (changes === null) throw new Told({ type: 'NothingHandedOver', device: number });
    // JSON leaves the control characters above ASCII as they are; to a terminal they may be commands.
    out.write(`${changes.replace(/[\u007f-\u009f]/g, escaped)}\n`);
  });
