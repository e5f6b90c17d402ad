import type { Told } from '../../src-shared/contract/wire.ts';
type Words = Partial<Record<NonNullable<Told['kind']>, string>>;
const TOLD_EN: Words = {
  invited: 'Invitation',
  event_moved: 'Moved',
  event_cancelled: 'Cancelled',
  event_changed: 'Changed',
  answered: 'Answered',
  answered_for: 'Answered for you',
  answered_first: 'Answered already',
  countered: 'Another time proposed',
  counter_answered: 'Your proposed time was answered',
  clash: 'Clash',
  room_refused: 'Room not free',
  task_offered: 'Task for you',
  task_answered: 'Task answered',
  customer_moved: 'Handed over to you',
};
const TOLD_ZH: Words = {
  invited: '邀请',
  event_moved: '改期',
  event_cancelled: '取消',
  event_changed: '有变动',
  answered: '已答复',
  answered_for: '已代您答复',
  answered_first: '已有人先答复',
  countered: '有人建议改期',
  counter_answered: '您的改期建议已答复',
  clash: '日程冲突',
  room_refused: '会议室没有订到',
  task_offered: '交办给您的任务',
  task_answered: '任务有答复',
  customer_moved: '移交给您',
};

/** What the shell itself says: menus, tray, notices, and the one page where the desk cannot open. */
export interface ShellWords {
  readonly app: string;
  readonly file: string;
  readonly newEvent: string;
  readonly newNote: string;
  readonly quit: string;
  readonly edit: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly larger: string;
  readonly smaller: string;
  readonly normalSize: string;
  readonly fullScreen: string;
  readonly go: string;
  readonly screens: Readonly<Record<MenuScreen, string>>;
  readonly open: string;
  reminders(count: number): string;
  /** Reminders and notices together, or nothing but how many. */
  news(count: number): string;
  /** One notice: what happened to what. */
  told(kind: NonNullable<Told['kind']>, title: string): string;
  /** The same where a delegate reads it for somebody. */
  inNameOf(name: string, line: string): string;
  readonly stopped: string;
  readonly stoppedDetail: string;
  readonly startAgain: string;
  /** Asked before a window closes that holds text which cannot be saved now. */
  readonly unsaved: string;
  readonly stay: string;
  readonly leave: string;
  readonly keyStoreMissing: string;
  keyNotOpened(file: string): string;
}

/** The screens that the menu leads to, in the order of the rail. */
export const MENU_SCREENS = [
  'today',
  'calendar',
  'customers',
  'tasks',
  'notes',
  'plans',
  'inbox',
  'sync',
  'settings',
] as const;
export type MenuScreen = (typeof MENU_SCREENS)[number];

const EN: ShellWords = {
  app: 'Semicolon',
  file: 'File',
  newEvent: 'New event',
  newNote: 'New note',
  quit: 'Quit',
  edit: 'Edit',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  larger: 'Larger',
  smaller: 'Smaller',
  normalSize: 'Normal size',
  fullScreen: 'Full screen',
  go: 'Go',
  screens: {
    today: 'Today',
    calendar: 'Calendar',
    customers: 'Customers',
    tasks: 'Tasks',
    notes: 'Notes',
    plans: 'Plans',
    inbox: 'Inbox',
    sync: 'Sync',
    settings: 'Settings',
  },
  open: 'Open Semicolon',
  reminders: (count) => (count === 1 ? '1 reminder' : `${count} reminders`),
  news: (count) => (count === 1 ? 'Something new' : `${count} new things`),
  told: (kind, title) => [TOLD_EN[kind] ?? 'New', title].filter(Boolean).join(': '),
  inNameOf: (name, line) => `For ${name} · ${line}`,
  stopped: 'The desk has stopped.',
  stoppedDetail: 'Everything shown as saved is saved. Starting it again takes a moment.',
  startAgain: 'Start again',
  unsaved: 'Some text of a note is not saved yet and would be lost.',
  stay: 'Stay',
  leave: 'Close and lose it',
  keyStoreMissing:
    'The system has no key store that can be used, so the desk cannot protect its data. On Linux, unlock or install GNOME Keyring or KWallet, then start again. Nothing was written.',
  keyNotOpened: (file) =>
    `The system's key store does not open the desk's key: ${file}. It belongs to another user or machine. Sign in to the system as the user who made it; the data is untouched.`,
};

const ZH: ShellWords = {
  app: '分号',
  file: '文件',
  newEvent: '新建日程',
  newNote: '新建笔记',
  quit: '退出',
  edit: '编辑',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '视图',
  larger: '放大',
  smaller: '缩小',
  normalSize: '实际大小',
  fullScreen: '全屏',
  go: '前往',
  screens: {
    today: '今天',
    calendar: '日历',
    customers: '客户',
    tasks: '任务',
    notes: '笔记',
    plans: '计划',
    inbox: '收件箱',
    sync: '同步',
    settings: '设置',
  },
  open: '打开分号',
  reminders: (count) => `${count} 条提醒`,
  news: (count) => `${count} 条新消息`,
  told: (kind, title) => [TOLD_ZH[kind] ?? '新通知', title].filter(Boolean).join('：'),
  inNameOf: (name, line) => `代${name}处理 · ${line}`,
  stopped: '工作台已停止。',
  stoppedDetail: '凡显示为已保存的内容都已保存。重新启动只需片刻。',
  startAgain: '重新启动',
  unsaved: '有一段笔记尚未保存，关闭后会丢失。',
  stay: '留在此处',
  leave: '仍要关闭',
  keyStoreMissing:
    '系统没有可用的密钥库，工作台无法保护数据。在 Linux 上请解锁或安装 GNOME Keyring 或 KWallet 后重新启动。没有写入任何数据。',
  keyNotOpened: (file) =>
    `系统密钥库打不开工作台的密钥：${file}。它属于其他用户或其他电脑。请以创建它的用户登录系统；数据没有改动。`,
};

/** By the first of the system's languages that is one of ours. */
export function shellWords(preferred: readonly string[]): ShellWords {
  const first = preferred.find((tag) => /^(zh|en)\b/i.test(tag)) ?? 'en';
  return /^zh/i.test(first) ? ZH : EN;
}
