import { randomUUID } from 'node:crypto';
import { makeAdmin } from '../auth/make-admin.ts';
import { announce } from '../poke/poke-channel.ts';
import { Told } from './explain.ts';
import type { Language } from './language.ts';
import type { Arguments } from './options.ts';
import { realWorld } from './real-world.ts';
import { withStore } from './with-store.ts';

const WORDS = {
  en: (login: string, password: string) =>
    `Administrator ${login} was made. Password: ${password}\nIt is shown this once; "password ${login}" sets another.\n`,
  zh: (login: string, password: string) =>
    `已新建管理员 ${login}。密码：${password}\n密码只显示这一次；可用 password ${login} 重设。\n`,
} as const;

/** `admin LOGIN [--name NAME]`: an administrator who can sign in at once. */
export const admin = (
  options: Arguments,
  out: Pick<NodeJS.WritableStream, 'write'>,
  language: Language,
): Promise<void> =>
  withStore(
    options,
    async (store) => {
      const [login = ''] = options.words;
      const made = await makeAdmin(store, { login, name: options.name }, realWorld);
      if (!made.ok) throw new Told(made.error);
      await announce(store, randomUUID(), { scopes: null, people: [], except: 0 });
      out.write(WORDS[language](login, made.value.password));
    },
    { begins: true },
  );
