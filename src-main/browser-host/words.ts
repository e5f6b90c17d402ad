import type { DeskFailure } from '../../src-shared/contract/errors.ts';

/** What the host itself says, in both languages: nobody has chosen one yet when it speaks. */
export interface Saying {
  readonly zh: string;
  readonly en: string;
}

export const PAGE_USED = {
  title: { zh: '这个链接已经用过', en: 'This link was used already' },
  text: {
    zh: '为了安全，打开工作台的链接只能用一次，而且只在打开它的浏览器里有效。请回到启动它的窗口，按 Ctrl-C 关闭后再运行 npm start，会得到新的链接。本机的数据不受影响。',
    en: 'For safety a link to the desk works once, and only in the browser that opened it. Go back to the window where the desk was started, close it with Ctrl-C and run npm start again: it prints a new link. The data on this computer is not affected.',
  },
} as const satisfies Record<string, Saying>;

export const PAGE_ENTERING = { title: { zh: '分号', en: 'Semicolon' } } as const satisfies Record<
  string,
  Saying
>;

export const NO_RENDERER: Saying = {
  zh: '找不到界面文件 dist/renderer。请用 npm start 启动，它会先构建界面。',
  en: 'The pages in dist/renderer are missing. Start with npm start, which builds them first.',
};

export const BAD_ARGUMENTS: Saying = {
  zh: '用法：node src-main/browser-host/main.ts --data 目录 [--server 网址] [--port 端口] [--as 登录名] [--passphrase]',
  en: 'Usage: node src-main/browser-host/main.ts --data DIR [--server URL] [--port N] [--as LOGIN] [--passphrase]',
};

export const PASSPHRASE: Saying = { zh: '锁屏口令：', en: 'Passphrase:' };

export const PASSPHRASE_SHORT: Saying = {
  zh: '口令至少 8 个字符，从标准输入的第一行读取。',
  en: 'The passphrase needs 8 characters or more; it is read from the first line of the input.',
};

/** Why the desk could not start. */
export function startFailure(failure: DeskFailure): Saying {
  switch (failure.type) {
    case 'PortTaken':
      return {
        zh: `端口 ${failure.port} 已被占用。请关闭占用它的程序，或用 --port 换一个端口。`,
        en: `Port ${failure.port} is in use. Close the program that uses it, or choose another with --port.`,
      };
    case 'FolderNotWritable':
      return {
        zh: `无法写入数据目录 ${failure.folder}。请检查权限，或用 --data 换一个目录。`,
        en: `The data folder ${failure.folder} cannot be written to. Check its permissions, or choose another with --data.`,
      };
    case 'DatabaseLocked':
      return {
        zh: `另一个分号正在使用 ${failure.file}。请先关闭它。`,
        en: `Another Semicolon is using ${failure.file}. Close it first.`,
      };
    case 'DatabaseTooNew':
      return {
        zh: `本机数据来自更新的版本（${failure.found}，本程序支持到 ${failure.known}）。请更新程序；数据没有改动。`,
        en: `The data is from a newer version (${failure.found}; this one knows ${failure.known}). Update the program; nothing was changed.`,
      };
    case 'WrongPassphrase':
      return {
        zh: '口令不对，数据没有打开，也没有改动。请检查大小写和输入法后再启动。',
        en: 'The passphrase is wrong. Nothing was opened or changed; check capital letters and start again.',
      };
    case 'WrongKey':
      return {
        zh: `${failure.file} 打不开：密钥不对。数据没有改动；请找回原来的密钥文件。`,
        en: `${failure.file} cannot be opened: the key does not fit. Nothing was changed; bring back the key file that belongs to it.`,
      };
    case 'DatabaseDamaged':
      return {
        zh: `${failure.file} 已损坏，而且无法另存。请检查磁盘。`,
        en: `${failure.file} is damaged and could not be set aside. Check the disk.`,
      };
    case 'DiskFailed':
      return {
        zh: '磁盘读写失败。数据没有改动；请再启动一次，若反复出现请检查磁盘。',
        en: 'The disk failed to read or write. Nothing was changed; start again, and have the disk checked if it goes on.',
      };
    case 'DiskFull':
      return { zh: '磁盘已满。请清理后再启动。', en: 'The disk is full. Free some space and start again.' };
    default:
      return { zh: `无法启动（${failure.type}）。`, en: `The desk could not start (${failure.type}).` };
  }
}

export const both = ({ zh, en }: Saying): string => `${zh}\n${en}`;
