import { pinyin } from 'pinyin-pro';

/**
 * Pinyin of names, one reading a character. pinyin-pro's own segmentation takes about 50 µs a name, which for 100,000
 * names is longer than the whole first load may take; so characters are looked up once, and only those whose reading
 * depends on their neighbours ask again, with three characters of context. Both answers are kept.
 */
const READING = new Map<string, string>();
const CONTEXT_MAX = 20_000;

/** Characters of names whose reading their neighbours decide: 重庆, 银行, 音乐, 长城, 成都 … */
const AMBIGUOUS = new Set('重行乐朝都调传藏角堡六长大会省');
/** Family names that read otherwise than the character alone: 单, 曾, 解, 仇 … */
const COMPOUND =
  /^(欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|令狐)/;

export const HAN = /\p{Script=Han}/u;

export interface Syllable {
  /** The character as it is written, folded to lower case. */
  readonly char: string;
  /** `yun`, or null where the character is no Han character. */
  readonly sound: string | null;
  /** 1–5, 5 for the neutral tone. */
  readonly tone: number;
}

/** One syllable a character; `person` reads the beginning as a family name. */
export function syllablesOf(name: string, person: boolean): Syllable[] {
  const chars = Array.from(name.toLowerCase());
  const family = person ? (COMPOUND.test(name) ? 2 : 1) : 0;
  return chars.map((char, at) => {
    if (at < family && HAN.test(char)) return syllable(char, familyReading(chars.slice(0, family), at));
    if (AMBIGUOUS.has(char)) return syllable(char, readingAt(chars, at));
    return alone(char);
  });
}

/** Syllables of characters that read alike everywhere; shared, which spares an object a character. */
const ALONE = new Map<string, Syllable>();

function alone(char: string): Syllable {
  let found = ALONE.get(char);
  if (!found) {
    found = HAN.test(char) ? syllable(char, readingAt([char], 0)) : { char, sound: null, tone: 0 };
    if (ALONE.size < CONTEXT_MAX) ALONE.set(char, found);
  }
  return found;
}

const syllable = (char: string, reading: string): Syllable => ({
  char,
  sound: reading.slice(0, -1),
  tone: Number(reading.at(-1)),
});

function readingAt(chars: readonly string[], at: number): string {
  const char = chars[at]!;
  const wide = AMBIGUOUS.has(char);
  const before = wide ? (chars[at - 1] ?? '') : '';
  const key = wide ? `${before}|${char}${chars[at + 1] ?? ''}` : char;
  return remembered(key, () => {
    const text = wide ? key.replace('|', '') : char;
    const readings = pinyin(text, { type: 'array', toneType: 'num', v: true });
    return readings[before === '' ? 0 : 1] ?? char;
  });
}

function familyReading(family: readonly string[], at: number): string {
  return remembered(`^${at}${family.join('')}`, () => {
    const readings = pinyin(family.join(''), { type: 'array', toneType: 'num', v: true, mode: 'surname' });
    return readings[at] ?? family[at]!;
  });
}

/** A reading with its tone as a last digit; characters without one read as themselves, tone 5. */
function remembered(key: string, read: () => string): string {
  const known = READING.get(key);
  if (known !== undefined) return known;
  if (READING.size > CONTEXT_MAX + 21_000) READING.clear();
  const found = read();
  const reading = /^[a-z]+[0-5]$/.test(found) ? found.replace(/0$/, '5') : `${found}5`;
  READING.set(key, reading);
  return reading;
}

const KEY_MAX = 60;

/**
 * What names are sorted by: Han characters as syllable and tone, everything else as it is, so that Latin names stand
 * between Chinese ones by their first letter. Compares bytewise.
 */
export function sortKey(syllables: readonly Syllable[]): string {
  let key = '';
  let afterSound = false;
  for (const { char, sound, tone } of syllables) {
    if (sound === null) {
      key += afterSound ? ` ${char}` : char;
      afterSound = false;
    } else {
      key += key === '' || key.endsWith(' ') ? `${sound}${tone}` : ` ${sound}${tone}`;
      afterSound = true;
    }
    if (key.length > KEY_MAX) return key.slice(0, KEY_MAX);
  }
  return key;
}
