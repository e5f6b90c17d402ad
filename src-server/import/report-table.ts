import { widthOf } from '../cli/columns.ts';
import type { Language } from '../cli/language.ts';
import { faultText, fileText } from './fault-words.ts';
import type { ImportReport } from './run-import.ts';

const WORDS = {
  en: {
    head: ['file', 'table', 'read', 'loaded', 'unchanged', 'skipped'],
    more: (lines: number) => `… and ${lines} more lines were left out`,
    speed: (rows: number, seconds: string, each: number) => `${rows} rows in ${seconds} s, ${each} rows/s`,
  },
  zh: {
    head: ['文件', '表', '读取', '载入', '未变', '略过'],
    more: (lines: number) => `……另有 ${lines} 行被略过`,
    speed: (rows: number, seconds: string, each: number) =>
      `共 ${rows} 行，用时 ${seconds} 秒，每秒 ${each} 行`,
  },
} as const;

const FAULTS_SHOWN = 20;

/** What an import did, for people: the lines that were left out, then one row for each file and table. */
export function reportText(report: ImportReport, language: Language): string {
  const left = report.faults.slice(0, FAULTS_SHOWN).map((fault) => faultText(fault, language));
  const skipped = report.files.reduce((sum, file) => sum + file.skipped, 0);
  if (skipped > left.length) left.push(WORDS[language].more(skipped - left.length));
  return [...left, ...(left.length > 0 ? [''] : []), ...tableLines(report, language)].join('\n');
}

/** How many rows the files made, and how fast. */
export function speedText({ counts }: ImportReport, ms: number, language: Language): string {
  const rows = counts.reduce((sum, one) => sum + one.loaded + one.unchanged, 0);
  const seconds = Math.max(0.001, ms / 1000);
  return WORDS[language].speed(rows, seconds.toFixed(1), Math.round(rows / seconds));
}

function tableLines({ counts, files }: ImportReport, language: Language): string[] {
  const { head } = WORDS[language];
  const summary = new Map(files.map((one) => [one.file, one]));
  let previous = '';
  const rows = counts.map((one) => {
    const first = one.file !== previous;
    previous = one.file;
    const of = summary.get(one.file);
    return [
      first ? fileText(one.file, language) : '',
      one.table,
      first && of ? String(of.read) : '',
      String(one.loaded),
      String(one.unchanged),
      first && of ? String(of.skipped) : '',
    ];
  });
  const all: (readonly string[])[] = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]!))));
  return all.map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat(widths[at]! - widthOf(cell));
        return at < 2 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
