import { readFileSync } from 'node:fs';

/** `docs/sync-protocol.md`, which tests hold against the code. */
export const PAGE = readFileSync(new URL('../../docs/sync-protocol.md', import.meta.url), 'utf8');

/** What stands below a heading of it, up to the next one of the same kind. */
export function section(name: string): string {
  const [, rest] = PAGE.split(`\n## ${name}\n`);
  if (rest === undefined) throw new Error(`the page has no section "${name}"`);
  return rest.split('\n## ')[0]!;
}

/** What stands between fences. */
export const blocks = (text: string): string[] =>
  [...text.matchAll(/```\n(.*?)\n```/gs)].map(([, inner]) => inner!);

/** The cells of a table's rows, below the head that begins so. */
export function rowsBelow(text: string, head: string): string[][] {
  const from = text.indexOf(`| ${head}`);
  if (from < 0) throw new Error(`the page has no table of "${head}"`);
  const lines = text.slice(from).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}
