'use strict';
/** Where this machine keeps what the tests use and npm does not bring. Each answer is a path, or undefined. */
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

function onPath(names) {
  for (const folder of (process.env.PATH || '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  return undefined;
}

/** A Chromium or Chrome executable; CHROMIUM_PATH decides where it is set. */
function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return fs.existsSync(chosen) ? chosen : undefined;
  const installed = [
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return (
    installed.find((file) => fs.existsSync(file)) ||
    onPath(['chromium', 'google-chrome', 'google-chrome-stable'])
  );
}

/** The folder that holds initdb and postgres: Debian's newest version, else the one on PATH. */
function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).filter((name) => /^\d+$/.test(name)) : [];
  versions.sort((a, b) => Number(b) - Number(a));
  for (const version of versions) {
    const folder = path.join(debian, version, 'bin');
    if (fs.existsSync(path.join(folder, 'initdb'))) return folder;
  }
  const initdb = onPath(['initdb', 'initdb.exe']);
  return initdb && path.dirname(initdb);
}

/** A font with Chinese glyphs: Linux only, the other systems bring theirs. */
function findChineseFont() {
  if (process.platform !== 'linux') return 'system';
  const listed = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  return (listed.stdout || '').split(':')[0].trim() || undefined;
}

module.exports = { findChromium, findPostgres, findChineseFont };
