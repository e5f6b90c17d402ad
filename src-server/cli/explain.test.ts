import { describe, expect, it } from 'vitest';
import { NewerDatabase } from '../../db/server/migrate.ts';
import { DatabaseBroken } from '../store/database-broken.ts';
import { FolderInUse } from '../store/folder-lock.ts';
import { NoStore } from '../store/no-store.ts';
import { explain } from './explain.ts';
import { languageOf } from './language.ts';
import { tell } from './messages.ts';

const options = {
  dataFolder: '/bank',
  host: 'desk.nowhere',
  port: 4180,
  databaseUrl: 'postgres://user:geheim@db.bank:5432/desk',
};
const failure = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

describe('what goes wrong at the start is told in words that help', () => {
  it.each([
    [failure('EADDRINUSE'), 'PortTaken'],
    [failure('EACCES', { syscall: 'listen' }), 'PortForbidden'],
    [failure('EACCES', { syscall: 'access' }), 'FolderNotWritable'],
    [failure('EADDRNOTAVAIL', { syscall: 'listen' }), 'HostUnfit'],
    [failure('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'desk.nowhere' }), 'HostUnfit'],
    [failure('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'db.bank' }), 'DatabaseDown'],
    [failure('EROFS'), 'FolderNotWritable'],
    [failure('ENOSPC'), 'DiskFull'],
    [failure('ECONNREFUSED'), 'DatabaseDown'],
    [new AggregateError([failure('ECONNREFUSED')]), 'DatabaseDown'],
    [failure('28P01'), 'DatabaseRefused'],
    [failure('3D000'), 'DatabaseMissing'],
    [new NewerDatabase('9999_x.sql'), 'DatabaseNewer'],
    [new FolderInUse(7), 'FolderInUse'],
    [new DatabaseBroken(), 'DatabaseBroken'],
    [new NoStore(), 'NoStore'],
  ])('%s is %s, in both languages, and never with a password', (error, type) => {
    const trouble = explain(error, options);
    expect(trouble?.type).toBe(type);
    const [zh, en] = [tell(trouble!, 'zh'), tell(trouble!, 'en')];
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(zh + en).not.toContain('geheim');
  });

  it('is left to crash loudly where it is our own fault', () => {
    expect(explain(new TypeError('x is not a function'), options)).toBeNull();
  });

  it('comes in the language of the terminal', () => {
    expect(['zh_CN.UTF-8', 'en_US.UTF-8', 'C'].map((LANG) => languageOf({ LANG }))).toEqual([
      'zh',
      'en',
      'en',
    ]);
  });
});
