/** Chinese and full-width signs take two places on a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** How many places a text takes on a terminal. */
export const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** What makes a terminal do something, or shows a text in another order than it is written in. */
const COMMANDING = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Names come from laptops, and may say anything: on a terminal they are signs and nothing else. */
export const harmless = (text: string): string => text.replace(COMMANDING, '\uFFFD');

/** Minutes are enough for people who look at devices. UTC, as servers' logs are. */
export const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Lines of cells under a head, in columns as wide as their widest cell. */
export function inColumns(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...lines.map((line) => line.map((cell) => harmless(String(cell))))];
  const widths = head.map((_, at) => Math.max(...all.map((line) => widthOf(line[at] ?? ''))));
  const padded = all.map((line) =>
    line.map((cell, at) => cell + ' '.repeat(widths[at]! - widthOf(cell))).join('  '),
  );
  return padded.map((line) => `${line.trimEnd()}\n`).join('');
}
