import type { Language } from './language.ts';
import type { NoElectron } from './electron-choice.ts';
import type { DataProblem } from './data-folder.ts';
import type { OptionProblem } from './options.ts';

/** Everything that can stop a start. */
export type StartProblem =
  | OptionProblem
  | DataProblem
  | { readonly type: 'PortTaken'; readonly port: number }
  | { readonly type: 'PortForbidden'; readonly port: number }
  /** Nobody has the login that `--as` names. */
  | { readonly type: 'PersonUnknown'; readonly login: string; readonly others: readonly string[] }
  | { readonly type: 'BuildFailed'; readonly output: string }
  /** Its own words were shown as they came; `silent` where it had none. */
  | { readonly type: 'ServerFailed' | 'DeskFailed'; readonly silent: boolean }
  /** It had been running, and ended by itself. */
  | { readonly type: 'DeskEnded' };

/** What npm start says on the terminal, in the two languages. */
export interface Words {
  problem(problem: StartProblem): string;
  noElectron(why: NoElectron): string;
  /** The folder holds another demo bank than the one that was asked for. */
  otherBank(folder: string, holds: string, asked: string): string;
  readonly building: string;
  readonly startingServer: string;
  readonly openingElectron: string;
  inBrowser(url: string): string;
  openThis(url: string): string;
  downloading(percent: number): string;
  /** An empty bank's administrator, who was just made. */
  firstAdmin(login: string, password: string): string;
  ready(seconds: string): string;
  /** After it had been running. */
  readonly serverEnded: string;
  readonly closing: string;
  readonly closed: string;
}

const EN: Words = {
  problem: (p) => {
    switch (p.type) {
      case 'OptionUnknown':
        return `Unknown option ${p.option}. Options: --data DIR, --port N, --demo small|medium|large|none, --as LOGIN, --no-open`;
      case 'OptionNeedsValue':
        return `${p.option} needs a value.`;
      case 'PortInvalid':
        return `--port ${p.value}: a port is a number from 1 to 65534.`;
      case 'DemoUnknown':
        return `--demo ${p.value}: choose small, medium, large or none.`;
      case 'PersonInvalid':
        return `--as ${p.value}: a login name holds letters, digits, dots and dashes, as in wang.fang.`;
      case 'DataNotWritable':
        return `The data folder cannot be written to: ${p.folder}\n${p.detail}\nChoose another with --data DIR, or correct its owner and rights. Nothing was changed.`;
      case 'DataInUse':
        return `The data folder ${p.folder} is in use by a desk that is already running${p.pid === null ? '' : ` (process ${p.pid})`}. Close that one, or choose another folder with --data DIR.`;
      case 'PortTaken':
        return `Port ${p.port} is taken by another program. Choose another with --port N (the server uses the next one).`;
      case 'PortForbidden':
        return `Port ${p.port} may not be opened by this user. Choose one above 1024 with --port N.`;
      case 'PersonUnknown':
        return `--as ${p.login}: nobody in this bank has that login.${p.others.length > 0 ? ` Some who are there: ${p.others.join(', ')}.` : ''}`;
      case 'BuildFailed':
        return `The desk could not be built:\n${p.output}`;
      case 'ServerFailed':
        return `The server did not start${p.silent ? ' and did not say why' : '; why is said above'}. Nothing was lost.`;
      case 'DeskFailed':
        return `The desk did not start${p.silent ? ' and did not say why' : '; why is said above'}. Nothing was lost.`;
      case 'DeskEnded':
        return 'The desk ended by itself. Nothing that was saved is lost. Run npm start again.';
    }
  },
  noElectron: (why) => {
    switch (why.type) {
      case 'NotAsked':
        return 'No window was asked for (--no-open).';
      case 'NoDisplay':
        return 'This machine has no display.';
      case 'RootUser':
        return "The desk opens in the browser: Electron's sandbox does not run as root.";
      case 'TriedRecently':
        return 'The desk opens in the browser: Electron is not installed, and downloading it was tried within the last day.';
      case 'DownloadFailed':
        return `The desk opens in the browser: Electron could not be downloaded (${why.detail}). It is tried again in a day.`;
    }
  },
  otherBank: (folder, holds, asked) =>
    `--demo ${asked} has no effect: ${folder} already holds the demo bank "${holds}", which is kept. For another bank choose another folder with --data DIR.`,
  building: 'Building the desk…',
  startingServer: 'Starting the central server…',
  openingElectron: 'Opening the desk in Electron…',
  inBrowser: (url) => `The desk is open in your browser: ${url}`,
  openThis: (url) => `Open this address: ${url}`,
  downloading: (percent) => `Downloading Electron… ${percent} %`,
  firstAdmin: (login, password) =>
    `The bank is empty. Its first administrator was made and is signed in: login ${login}, password ${password}\nThe password is shown this once: write it down.`,
  ready: (seconds) => `Ready after ${seconds} s. Ctrl-C closes everything; nothing is lost.`,
  serverEnded:
    'The server ended by itself. The desk goes on without it and keeps what is written; to sync again, press Ctrl-C and run npm start.',
  closing: 'Closing the desk, then the server…',
  closed: 'Closed.',
};

const ZH: Words = {
  problem: (p) => {
    switch (p.type) {
      case 'OptionUnknown':
        return `未知选项 ${p.option}。可用：--data 目录、--port 端口、--demo small|medium|large|none、--as 登录名、--no-open`;
      case 'OptionNeedsValue':
        return `${p.option} 需要一个值。`;
      case 'PortInvalid':
        return `--port ${p.value}：端口应为 1 到 65534 的数字。`;
      case 'DemoUnknown':
        return `--demo ${p.value}：请选 small、medium、large 或 none。`;
      case 'PersonInvalid':
        return `--as ${p.value}：登录名由字母、数字、点和连字符组成，例如 wang.fang。`;
      case 'DataNotWritable':
        return `数据目录无法写入：${p.folder}\n${p.detail}\n请用 --data 另选目录，或修正其所有者与权限。没有改动任何数据。`;
      case 'DataInUse':
        return `数据目录 ${p.folder} 正被另一个已打开的工作台使用${p.pid === null ? '' : `（进程 ${p.pid}）`}。请先关闭它，或用 --data 另选目录。`;
      case 'PortTaken':
        return `端口 ${p.port} 已被其他程序占用。请用 --port 另选（服务器使用其后一个端口）。`;
      case 'PortForbidden':
        return `当前用户无权打开端口 ${p.port}。请用 --port 选择 1024 以上的端口。`;
      case 'PersonUnknown':
        return `--as ${p.login}：这家银行中没有使用该登录名的人员。${p.others.length > 0 ? `现有人员例如：${p.others.join('、')}。` : ''}`;
      case 'BuildFailed':
        return `工作台构建失败：\n${p.output}`;
      case 'ServerFailed':
        return `服务器未能启动，${p.silent ? '也没有给出原因' : '原因见上文'}。没有丢失数据。`;
      case 'DeskFailed':
        return `工作台未能启动，${p.silent ? '也没有给出原因' : '原因见上文'}。没有丢失数据。`;
      case 'DeskEnded':
        return '工作台自行退出。已保存的内容没有丢失，请重新运行 npm start。';
    }
  },
  noElectron: (why) => {
    switch (why.type) {
      case 'NotAsked':
        return '按要求不打开窗口（--no-open）。';
      case 'NoDisplay':
        return '本机没有显示器。';
      case 'RootUser':
        return '在浏览器中打开：Electron 的沙箱不能以 root 运行。';
      case 'TriedRecently':
        return '在浏览器中打开：未安装 Electron，一天内已尝试过下载。';
      case 'DownloadFailed':
        return `在浏览器中打开：Electron 下载失败（${why.detail}），一天后再试。`;
    }
  },
  otherBank: (folder, holds, asked) =>
    `--demo ${asked} 未生效：${folder} 中已有演示银行「${holds}」，予以保留。要用另一家演示银行，请用 --data 另选目录。`,
  building: '正在构建工作台…',
  startingServer: '正在启动中心服务器…',
  openingElectron: '正在用 Electron 打开工作台…',
  inBrowser: (url) => `工作台已在浏览器中打开：${url}`,
  openThis: (url) => `请打开此地址：${url}`,
  downloading: (percent) => `正在下载 Electron… ${percent} %`,
  firstAdmin: (login, password) =>
    `银行中还没有人员，已新建首位管理员并为其登录：登录名 ${login}，密码 ${password}\n密码只显示这一次，请妥善记录。`,
  ready: (seconds) => `${seconds} 秒后就绪。按 Ctrl-C 全部关闭，不会丢失任何数据。`,
  serverEnded:
    '服务器自行退出。工作台继续离线可用，写下的内容都保存在本机；要恢复同步，请按 Ctrl-C 后重新运行 npm start。',
  closing: '正在关闭工作台，随后关闭服务器…',
  closed: '已关闭。',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };
