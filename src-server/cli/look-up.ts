import { personByLogin } from '../../db/server/queries/credentials.ts';
import { grantLines, type GrantLine } from '../../db/server/queries/look-up.ts';
import type { Sql } from '../../db/server/store.ts';
import { inColumns } from './columns.ts';
import { Told } from './explain.ts';
import type { Language } from './language.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: {
    grants: ['scope', 'right', 'because'],
    everybody: 'everybody',
    own: 'their own',
    member: (role: string) => `member of the book (${role})`,
    place: (role: string, unit: string) => `${role} in ${unit}`,
  },
  zh: {
    grants: ['范围', '权限', '依据'],
    everybody: '全员可见',
    own: '本人',
    member: (role: string) => `客户组合成员（${role}）`,
    place: (role: string, unit: string) => `${unit} ${role}`,
  },
} as const;

/** `grants LOGIN` */
export const printGrants = (
  options: CommonOptions,
  login: string,
  out: Pick<NodeJS.WritableStream, 'write'>,
  language: Language,
): Promise<void> =>
  withStore(options, async (store) => {
    out.write(await grantsOf(store, login, language));
  });

/** What a person may see, and what it follows from. */
export async function grantsOf(sql: Sql, login: string, language: Language): Promise<string> {
  const personId = await personByLogin(sql, login);
  if (personId === null) throw new Told({ type: 'NoSuchPerson', login });
  const words = WORDS[language];
  const because = (line: GrantLine): string => {
    if (line.scope === 'bank') return words.everybody;
    if (line.scope.endsWith(`:${personId}`)) return words.own;
    if (line.member !== null) return words.member(line.member);
    return words.place(line.role ?? '-', line.unit ?? '-');
  };
  const lines = await grantLines(sql, personId);
  return inColumns(
    words.grants,
    lines.map((line) => [line.scope, line.right, because(line)]),
  );
}
