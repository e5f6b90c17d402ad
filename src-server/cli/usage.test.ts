import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COMMANDS, strangeOption, usage } from './usage.ts';

it('tells every command that there is in one line, in both languages', () => {
  const main = readFileSync(path.join(import.meta.dirname, '../main.ts'), 'utf8');
  const known = [...main.matchAll(/case '(\w+)':|command === '(import)'/g)].map(([, a, b]) => a ?? b);
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual([...new Set(known)].sort());
  for (const language of ['en', 'zh'] as const) {
    const lines = usage(language)!.split('\n');
    for (const { name } of COMMANDS)
      expect(lines.filter((line) => line.trimStart().split(' ')[0] === name)).toHaveLength(1);
  }
});

it('tells one command with all its words, and nothing of one that does not exist', () => {
  expect(usage('en', 'poison')).toContain('poison [list | retry DEVICE CHANGE | drop DEVICE CHANGE]');
  expect(usage('zh', 'heads')).not.toContain('resnapshot');
  expect(usage('en', 'dance')).toBeNull();
});

it('is listed in the page of operations', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  for (const { name } of COMMANDS) expect(page).toMatch(new RegExp(`\\b${name}\\b`));
});

it('an option that a command has no use for is named, and those of all commands are none of them', () => {
  expect(strangeOption('devices', ['data', 'device'])).toBe('device');
  expect(strangeOption('revoke', ['person'])).toBe('person');
  expect(strangeOption('verify', ['device', 'all', 'log', 'help'])).toBeUndefined();
  expect(strangeOption('serve', ['port', 'demo', 'first-admin', 'lease-days'])).toBeUndefined();
});
