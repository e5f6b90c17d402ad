'use strict';
/**
 * What the tests need from the system: a Chromium, PostgreSQL's programs, and a font with Chinese glyphs for the
 * screenshots. Debian as root installs what is missing; elsewhere the missing things are named, and the tests that
 * need them are skipped by name.
 */
const fs = require('node:fs');
const { spawnSync } = require('node:child_process');
const { say } = require('./say.cjs');
const machine = require('./machine.cjs');

const TOOLS = [
  {
    find: machine.findChromium,
    debian: ['chromium'],
    en: 'Chromium or Chrome (or set CHROMIUM_PATH)',
    zh: 'Chromium 或 Chrome（或设置 CHROMIUM_PATH）',
  },
  {
    find: machine.findPostgres,
    debian: ['postgresql'],
    en: 'PostgreSQL 15 or newer (initdb on PATH)',
    zh: 'PostgreSQL 15 或更新版本（initdb 在 PATH 中）',
  },
  {
    find: machine.findChineseFont,
    debian: ['fontconfig', 'fonts-noto-cjk'],
    en: 'a font with Chinese glyphs (Noto Sans CJK)',
    zh: '中文字体（Noto Sans CJK）',
  },
];

function missing() {
  return TOOLS.filter((tool) => tool.find() === undefined);
}

function prepare() {
  const wanted = missing();
  if (wanted.length === 0) return;
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  if (root && fs.existsSync('/etc/debian_version')) installOnDebian(wanted.flatMap((tool) => tool.debian));
  for (const tool of missing()) {
    say(
      `测试缺少：${tool.zh}。相关测试将被跳过。`,
      `Not installed: ${tool.en}. The tests that need it are skipped by name.`,
    );
    say(
      `  Debian/Ubuntu: sudo apt-get install ${tool.debian.join(' ')}`,
      `  Debian/Ubuntu: sudo apt-get install ${tool.debian.join(' ')}`,
    );
  }
}

function installOnDebian(packages) {
  say(`正在安装测试所需：${packages.join(' ')} …`, `Installing what the tests need: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 2, 2] };
  spawnSync('apt-get', ['-qq', 'update'], options);
  spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], options);
}

module.exports = { prepare };
