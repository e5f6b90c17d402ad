import type { ImportReport } from './run-import.ts';

const HEAD = ['file', 'table', 'read', 'loaded', 'unchanged', 'skipped'] as const;
const FAULTS_SHOWN = 20;

/** What an import did, for people: the lines that were left out, then one row for each file and table. */
export function reportText(report: ImportReport): string {
  const left = report.faults.slice(0, FAULTS_SHOWN);
  const skipped = report.files.reduce((sum, file) => sum + file.skipped, 0);
  if (skipped > left.length) left.push(`… and ${skipped - left.length} more lines were left out`);
  return [...left, ...(left.length > 0 ? [''] : []), ...tableLines(report)].join('\n');
}

function tableLines({ counts, files }: ImportReport): string[] {
  const summary = new Map(files.map((one) => [one.file, one]));
  let previous = '';
  const rows = counts.map((one) => {
    const first = one.file !== previous;
    previous = one.file;
    const of = summary.get(one.file);
    return [
      first ? one.file : '',
      one.table,
      first && of ? String(of.read) : '',
      String(one.loaded),
      String(one.unchanged),
      first && of ? String(of.skipped) : '',
    ];
  });
  const all: (readonly string[])[] = [HEAD, ...rows];
  const widths = HEAD.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  );
}
