/**
 * A list as PostgreSQL reads it: `{"a","b",NULL}`. The driver's own way takes two passes over every text and was a
 * fifth of the processor time of a bulk load.
 */
export function arrayLiteral(list: readonly (string | number | null)[]): string {
  let text = '{';
  for (let at = 0; at < list.length; at += 1) {
    if (at > 0) text += ',';
    const value = list[at];
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += SPECIAL.test(value) ? `"${value.replaceAll(EVERY_SPECIAL, '\\$&')}"` : `"${value}"`;
  }
  return `${text}}`;
}

const SPECIAL = /["\\]/;
const EVERY_SPECIAL = /["\\]/g;
