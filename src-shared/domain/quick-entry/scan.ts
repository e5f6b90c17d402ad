/** What a piece of the sentence was understood as; the palette underlines it so. */
export type PieceRole =
  'time' | 'duration' | 'repeat' | 'reminder' | 'kind' | 'who' | 'place' | 'room' | 'zone' | 'priority';

/** A stretch of the sentence as it was typed: UTF-16 positions, end exclusive. */
export interface Piece {
  readonly role: PieceRole;
  readonly from: number;
  readonly to: number;
}

/** Stands for a taken character: one of the private use area, which no keyboard types. */
const GAP = '\uE000';
/** Stands for the rest of a word that was put into a digit: it goes with the digit. */
const FILL = '\uE002';
/** Stands for a character that is set aside. */
const ASIDE = '\uE001';

/**
 * A sentence from which readers take what they understand, one after another. What was taken is blanked out in `rest`
 * without changing its length, so that positions stay those of the sentence as it was typed.
 */
export class Scan {
  readonly pieces: Piece[] = [];
  readonly #whole: string;
  #rest: string;
  /** 3/4 is the third of April, as dates are written in English; else the fourth of March. */
  readonly dayFirst: boolean;

  constructor(sentence: string, dayFirst = false) {
    this.#whole = plain(sentence);
    this.dayFirst = dayFirst;
    this.#rest = this.#whole;
  }

  /** What nobody has taken yet, in plain characters; taken stretches are gaps. */
  get rest(): string {
    return this.#rest;
  }

  /** Takes the first match of the pattern, or null. `mark` false: it is read without being taken out of the title. */
  take(pattern: RegExp, role: PieceRole): RegExpExecArray | null {
    const match = pattern.exec(this.#rest);
    if (match) this.takeRange(match.index, match.index + match[0].length, role);
    return match;
  }

  takeRange(from: number, end: number, role: PieceRole): void {
    let to = end;
    while (this.#rest[to] === FILL) to += 1;
    this.mark(from, to, role);
    this.#rest = this.#rest.slice(0, from) + GAP.repeat(to - from) + this.#rest.slice(to);
  }

  /** Hides a stretch from the readers until `bringBack`; it stays in the title. */
  setAside(from: number, to: number): void {
    this.#rest = this.#rest.slice(0, from) + ASIDE.repeat(to - from) + this.#rest.slice(to);
  }

  /** What was set aside may be read again. */
  bringBack(): void {
    this.#rest = this.#rest.replaceAll(ASIDE, (_char, i: number) => this.#whole[i] ?? '');
  }

  /** Notes what a stretch is and leaves it where it is: the name of a customer stays in the title. */
  mark(from: number, to: number, role: PieceRole): void {
    this.pieces.push({ role, from, to });
  }

  /** Puts back what was taken as this: it is not to be had, and stays in the title. */
  giveBack(role: PieceRole): void {
    for (const { from, to } of this.pieces.filter((piece) => piece.role === role)) {
      this.#rest = this.#rest.slice(0, from) + this.#whole.slice(from, to) + this.#rest.slice(to);
    }
    const others = this.pieces.filter((piece) => piece.role !== role);
    this.pieces.splice(0, this.pieces.length, ...others);
  }

  /**
   * What is left over, joined and trimmed: the title. `sentence` is the one that was given, with its own characters; `kept`: what
   * stays in it although it was taken.
   */
  title(sentence: string, kept: readonly PieceRole[] = []): string {
    const stays = new Set<number>();
    for (const { role, from, to } of this.pieces)
      if (kept.includes(role)) for (let i = from; i < to; i += 1) stays.add(i);
    let text = '';
    for (let i = 0; i < sentence.length; i += 1) {
      const taken = this.#rest[i] === GAP && !stays.has(i);
      const goes = taken || (this.#rest[i] === FILL && text.endsWith(GAP));
      text += goes ? GAP : (sentence[i] ?? '');
    }
    return (
      text
        .replaceAll(/(?<=\uE000)\s*(?:和|及|and)\s*(?=\uE000)/gi, GAP)
        .replaceAll(/[\s,，、。;；]*\uE000+[\s,，、。;；]*/g, ' ')
        .replaceAll(/\s+/g, ' ')
        // 请半天假, of which the half day is a length
        .replaceAll(/请 (?=\S{0,2}假)/g, '请')
        .replaceAll(/^[\s,，、。;；:：\-–—]+|[\s,，、。;；:：\-–—]+$/g, '')
    );
  }
}

const WIDE: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '～': '~',
  '（': '(',
  '）': ')',
  '；': ';',
  '。': ',',
  '！': '!',
  '－': '-',
  '—': '-',
  '–': '-',
  '＠': '@',
  '　': ' ',
  '\uE000': ' ',
  '\uE001': ' ',
  '\uE002': ' ',
  號: '号',
  點: '点',
  週: '周',
  兩: '两',
  後: '后',
  會: '会',
  請: '请',
  鐘: '钟',
  開: '开',
  訪: '访',
  電: '电',
  話: '话',
  個: '个',
  時: '时',
  間: '间',
  從: '从',
  與: '与',
  約: '约',
  見: '见',
  談: '谈',
};

const HOUR_WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** An hour in words, where it is surely one: half past two, quarter to five, at nine, three o'clock. */
const SPOKEN_HOUR = new RegExp(
  `(?<=\\b(?:half|quarter|five|ten|twenty|\\d{1,2})\\s+(?:past|to)\\s+)(?:${HOUR_WORDS.join('|')})\\b|(?<=\\bat\\s+)(?:${HOUR_WORDS.join('|')})(?=\\s*(?:$|am\\b|pm\\b|[,.;]|o'?clock|(?:today|tomorrow|tonight|on|with|for)\\b))|\\b(?:${HOUR_WORDS.join('|')})(?=\\s*o['’]?clock)`,
  'gi',
);

/** 15 Dec 10.00-11.30 */
const DOTTED_RANGE =
  /(?<=\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|today|tomorrow)[a-z]*\s+)\d{1,2}\.[0-5]\d\s*-\s*\d{1,2}\.[0-5]\d(?![\d.])/gi;

/** As wide as the word; before o'clock blanks fill it, for they are read together. */
const digitOf = (word: string, at: number, sentence: string): string =>
  String(HOUR_WORDS.indexOf(word.toLowerCase()) + 1).padEnd(
    word.length,
    /^\s*o['’]?clock/i.test(sentence.slice(at + word.length)) ? ' ' : FILL,
  );

/**
 * The sentence in plain characters, each in the place of one it replaces: half-width digits and signs, and the
 * simplified form of the traditional characters that times are written with.
 */
export function plain(sentence: string): string {
  let text = '';
  for (const unit of sentence.split('')) {
    const code = unit.charCodeAt(0);
    if (code >= 0xff_10 && code <= 0xff_19) text += String.fromCharCode(code - 0xfe_e0);
    else text += WIDE[unit] ?? unit;
  }
  return text
    .replaceAll(/--/g, '- ')
    .replaceAll(/(?<=(?:上午|下午|早上|晚上|中午)\s*\d{1,2})\.(?=[0-5]\d(?!\d))/g, ':')
    .replaceAll(DOTTED_RANGE, (text) => text.replaceAll('.', ':'))
    .replaceAll(/俩(?=点)/g, '两')
    .replaceAll(/点[一1]刻/g, '点15')
    .replaceAll(/点[三3]刻/g, '点45')
    .replaceAll(/点钟/g, '点整')
    .replaceAll(/星期天/g, '星期日')
    .replaceAll(/礼拜天/g, '礼拜日')
    .replaceAll(/周天/g, '周日')
    .replaceAll(SPOKEN_HOUR, digitOf);
}
