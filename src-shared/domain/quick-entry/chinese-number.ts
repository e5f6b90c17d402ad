const DIGITS = new Map([...'零一二三四五六七八九'].map((char, value) => [char, value]));
DIGITS.set('〇', 0).set('两', 2);

/** The characters that a number is written with, for patterns: Arabic or Chinese. */
export const NUMBER = '\\d+(?:\\.\\d+)?|[零〇一二两三四五六七八九十]+|半';

/** Reads `3`, `1.5`, `三`, `十二`, `二十五`, `半` (a half). NaN for anything else. */
export function chineseNumber(text: string): number {
  if (text === '半') return 0.5;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const ten = text.indexOf('十');
  if (ten < 0) {
    const values = [...text].map((char) => DIGITS.get(char) ?? Number.NaN);
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum * 10 + value, 0);
  }
  const tens = ten === 0 ? 1 : chineseNumber(text.slice(0, ten));
  const ones = ten === text.length - 1 ? 0 : chineseNumber(text.slice(ten + 1));
  return tens * 10 + ones;
}
