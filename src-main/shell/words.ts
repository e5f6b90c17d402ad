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
    inbox: 'Inbox',
    sync: 'Sync',
    settings: 'Settings',
  },
  open: 'Open Semicolon',
  reminders: (count) => `${count} reminders`,
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
    inbox: '收件箱',
    sync: '同步',
    settings: '设置',
  },
  open: '打开分号',
  reminders: (count) => `${count} 条提醒`,
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
