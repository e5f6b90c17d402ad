import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const severities = ['hard', 'soft', 'info', 'ok'];
const kinds = ['visit', 'call', 'meeting', 'seminar', 'internal', 'leave', 'hold', 'busy'];
const grounds = ['c-surface', 'c-sunken', 'c-raised'];

/** Text on what it stands on: at least 4.5 : 1 (WCAG 2.2 AA, 1.4.3). */
const text: [string, string][] = [
  ...[...grounds, 'c-app', 'c-hover', 'c-selected'].flatMap((ground): [string, string][] => [
    ['c-text', ground],
    ['c-text-2', ground],
    ['c-text-3', ground],
  ]),
  ...grounds.flatMap((ground): [string, string][] => [
    ['c-accent-ink', ground],
    ...severities.map((name): [string, string] => [`c-${name}-ink`, ground]),
  ]),
  ['c-accent-ink', 'c-accent-bg'],
  ['c-accent-ink', 'c-selected'],
  ['c-on-accent', 'c-accent'],
  ['c-on-accent', 'c-accent-hover'],
  ['c-surface', 'c-hard'],
  ['c-surface', 'c-text-3'],
  ...severities.map((name): [string, string] => [`c-${name}-ink`, `c-${name}-bg`]),
  ...kinds.map((name): [string, string] => [`k-${name}-ink`, `k-${name}-bg`]),
];

/** Lines, icons, rings and boxes that carry meaning: at least 3 : 1 (1.4.11). */
const graphics: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['c-accent', ground],
    ['c-focus', ground],
    ['c-line-control', ground],
    ...severities.map((name): [string, string] => [`c-${name}`, ground]),
    ...kinds.map((name): [string, string] => [`k-${name}`, ground]),
  ]),
  ['c-focus', 'c-app'],
  ['c-focus', 'c-selected'],
  ['c-focus', 'c-hover'],
  ...kinds.map((name): [string, string] => [`k-${name}`, `k-${name}-bg`]),
];

describe.each(['light', 'dark'])('%s theme', (theme) => {
  const colours = coloursOf(theme);
  test.each(text)('text %s can be read on %s', (ink, ground) => {
    expect(contrast(colours[ink]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(graphics)('graphics %s can be seen on %s', (ink, ground) => {
    expect(contrast(colours[ink]!, colours[ground]!)).toBeGreaterThanOrEqual(3);
  });
});

test('both themes name the same colours', () => {
  expect(Object.keys(coloursOf('dark')).toSorted()).toEqual(Object.keys(coloursOf('light')).toSorted());
});

test('the formula gives the known ratio of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

test('the number of today keeps the ink of its ground on a weekend', () => {
  const week = readFileSync(new URL('./css/calendar-week.css', import.meta.url), 'utf8');
  const inks = [...week.matchAll(/\n\.week \.dh([^{\s]*) b \{([^}]*)\}/g)].flatMap(
    ([, on = '', rule = '']) => {
      const ink = /[^-]color: var\(--([\w-]+)\)/.exec(rule)?.[1];
      const needed = [...on.replace(/:not\([^)]*\)/g, '').matchAll(/\.(\w+)/g)].map((one) => one[1]!);
      const applies = needed.every((name) => ['now', 'we'].includes(name)) && !/:not\(\.(now|we)\)/.test(on);
      return ink !== undefined && applies ? [{ ink, weight: needed.length }] : [];
    },
  );
  // Of rules as specific the last one is taken.
  expect(inks.toSorted((a, b) => a.weight - b.weight).at(-1)?.ink).toBe('c-on-accent');
});

function coloursOf(theme: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!block[1]!.includes(`[data-theme='${theme}']`)) continue;
    for (const line of block[2]!.matchAll(/--([ck]-[\w-]+):\s*(#[0-9a-f]{6})/g)) found[line[1]!] = line[2]!;
  }
  return found;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
