import type { Language } from './language.ts';

interface Command {
  readonly name: string;
  /** What follows the name. */
  readonly words: string;
  /** How many words at least and at most; options are counted apart. */
  readonly takes: readonly [least: number, most: number];
  readonly en: string;
  readonly zh: string;
}

/** Every command of the server with one line each; `help` prints them, and a test holds `main.ts` to them. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    words:
      '[--port N] [--host 127.0.0.1] [--demo small|medium|large|none] [--first-admin LOGIN] [--look-for LOGIN] [--tls-cert FILE --tls-key FILE] [--lease-days 14]',
    takes: [0, 0],
    en: 'answers laptops until SIGTERM',
    zh: '提供服务，直到收到 SIGTERM',
  },
  {
    name: 'import',
    words: '--mapping FILE DIR',
    takes: [1, 1],
    en: 'reads a feed of the core banking system',
    zh: '导入核心系统的数据',
  },
  {
    name: 'admin',
    words: 'LOGIN [--name NAME]',
    takes: [1, 1],
    en: 'makes an administrator and prints the password, this once',
    zh: '新建管理员，并显示密码（仅此一次）',
  },
  {
    name: 'password',
    words: 'LOGIN',
    takes: [1, 1],
    en: 'sets a password, read from standard input',
    zh: '设置密码（从标准输入读取）',
  },
  {
    name: 'devices',
    words: '',
    takes: [0, 0],
    en: 'lists laptops: number, login, name, first and last contact, state',
    zh: '列出设备：编号、登录名、名称、首次与最近连接、状态',
  },
  {
    name: 'revoke',
    words: 'DEVICE',
    takes: [1, 1],
    en: 'ends a laptop’s sign-in; it erases itself at its next contact',
    zh: '撤销设备；它在下次连接时自行清除数据',
  },
  {
    name: 'handover',
    words: 'DEVICE',
    takes: [1, 1],
    en: 'prints what a revoked laptop had not sent, as JSON',
    zh: '以 JSON 输出被撤销设备未传的改动',
  },
  {
    name: 'grants',
    words: '[LOGIN | --accept]',
    takes: [0, 1],
    en: 'what somebody may see, and why; without LOGIN rights that are not what the organisation says, --accept mends them',
    zh: '某人可见的范围及依据；不带登录名时列出与机构设置不符的权限，--accept 予以修正',
  },
  {
    name: 'verify',
    words: '[--device N | --person LOGIN | --all]',
    takes: [0, 0],
    en: 'compares rows, heads and laptops, and looks for the bytes of attachments; exits with code 1 where they differ',
    zh: '比对数据、校验和与各设备，并检查附件内容是否齐全；不一致时退出码为 1',
  },
  {
    name: 'heads',
    words: '[--accept] [--scope SCOPE]',
    takes: [0, 0],
    en: 'lists heads that are not what their rows add up to; --accept takes the rows for right',
    zh: '列出与数据不符的校验和；--accept 以现有数据为准',
  },
  {
    name: 'resnapshot',
    words: 'DEVICE | --scope SCOPE',
    takes: [0, 1],
    en: 'has one laptop, or all that hold a scope, load it anew',
    zh: '让一台设备，或持有某范围的所有设备重新取数',
  },
  {
    name: 'poison',
    words: '[list | retry DEVICE CHANGE | drop DEVICE CHANGE]',
    takes: [0, 3],
    en: 'changes that broke something: tried again with today’s rights, or let go',
    zh: '无法处理的改动：按现有权限重试，或放弃',
  },
  {
    name: 'quarantine',
    words: '[list | return ID | drop ID]',
    takes: [0, 2],
    en: 'edits whose author had lost the right: put into the record, or let go',
    zh: '作者已失去权限的修改：写回记录，或放弃',
  },
  {
    name: 'deletions',
    words: '[list | allow DEVICE]',
    takes: [0, 2],
    en: 'pushes held because they would delete much of a scope; lets one through',
    zh: '因大量删除而暂停的上传；可放行一次',
  },
  {
    name: 'audit',
    words: '[verify]',
    takes: [0, 1],
    en: 'prints the audit log with today’s logins behind each line, or checks its chain',
    zh: '输出审计日志（行末为现在的登录名），或校验其链',
  },
  {
    name: 'backup',
    words: 'TO',
    takes: [1, 1],
    en: 'rows and attachments, into a new folder',
    zh: '把数据和附件备份到新文件夹',
  },
  {
    name: 'restore',
    words: 'FROM',
    takes: [1, 1],
    en: 'into an empty server; laptops bring what happened since',
    zh: '恢复到空的服务器；之后的改动由各设备补回',
  },
  {
    name: 'restored',
    words: '',
    takes: [0, 0],
    en: 'run once, before starting the server, after the database was restored by other means than "restore"; laptops resend what it lost',
    zh: '数据库直接从备份恢复（未用 restore）后、启动服务器前执行一次；丢失的改动由各设备补回',
  },
  {
    name: 'trim',
    words: '',
    takes: [0, 0],
    en: 'cuts logs and tombstones at 180 days; also done every day',
    zh: '清理 180 天前的日志与删除标记；每天也会自动执行',
  },
  {
    name: 'sweep',
    words: '',
    takes: [0, 0],
    en: 'removes bytes that no record names; also done every hour',
    zh: '清除无记录引用的附件内容；每小时也会自动执行',
  },
  {
    name: 'help',
    words: '[COMMAND]',
    takes: [0, 1],
    en: 'this list, or one command; COMMAND --help does the same',
    zh: '本列表，或某一命令；也可用 命令 --help',
  },
];

const FOOT = {
  en: [
    '  --data DIR (default .data/server) is where the server keeps what is not in PostgreSQL.',
    '  DATABASE_URL=postgres://… uses PostgreSQL; without it, PGlite in DIR/pglite (stop the server first).',
    '  Commands that change something are one commit each, are told to the laptops and leave a line in the audit log.',
  ],
  zh: [
    '  --data DIR（默认 .data/server）：服务器在 PostgreSQL 之外的数据所在文件夹。',
    '  DATABASE_URL=postgres://… 使用 PostgreSQL；否则使用 DIR/pglite 中的 PGlite（须先停止服务器）。',
    '  凡有改动的命令都是一次提交，会通知各设备，并记入审计日志。',
  ],
} as const;

const HEAD = { en: 'npm run server -- COMMAND', zh: 'npm run server -- 命令' } as const;

const LONGEST = 44;

/** Whether a command can do with so many words; true where there is no such command, which is told by itself. */
export function wordsFit(name: string, words: readonly string[]): boolean {
  const [least, most] = COMMANDS.find((command) => command.name === name)?.takes ?? [0, Infinity];
  return words.length >= least && words.length <= most;
}

/** What every command takes, and is told in the foot or to nobody. */
const COMMON = ['data', 'log', 'help'];

/** The first of these options that a command has no use for: what was meant with it would silently not be done. */
export function strangeOption(name: string, given: readonly string[]): string | undefined {
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) return undefined;
  const takes = new Set([
    ...COMMON,
    ...[...command.words.matchAll(/--([a-z-]+)/g)].map(([, option]) => option),
  ]);
  return given.find((option) => !takes.has(option));
}

/** One line a command; with a name, that command alone. Null where there is none of that name. */
export function usage(language: Language, name?: string): string | null {
  const chosen = COMMANDS.filter((command) => name === undefined || command.name === name);
  if (chosen.length === 0) return null;
  const lines = chosen.map((command) => {
    const call = `${command.name} ${command.words}`.trim();
    return call.length > LONGEST && name === undefined
      ? `  ${command.name.padEnd(LONGEST)}  ${command[language]}`
      : `  ${call.padEnd(LONGEST)}  ${command[language]}`;
  });
  return [HEAD[language], ...lines, '', ...FOOT[language]].join('\n');
}
