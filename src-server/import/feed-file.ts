import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Lookup } from './compile.ts';
import { csvLines, type CsvLine } from './csv-lines.ts';
import { decodedFile } from './decode.ts';
import { ImportError } from './import-error.ts';
import type { Mapping } from './mapping.ts';

/** One file of a feed, its header known. */
export interface FeedFile {
  readonly name: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  /** The lines below the header, a list for each piece of the file; those with a wrong number of fields are faults. */
  lines(onBytes?: (count: number) => void): AsyncGenerator<CsvLine[]>;
}

/** Opens a file of the feed and reads its header. Throws `ImportError` where there is none. */
export async function openFeedFile(folder: string, name: string, mapping: Mapping): Promise<FeedFile> {
  const place = path.join(folder, name);
  if (!existsSync(place) || !statSync(place).isFile())
    throw new ImportError({ type: 'NoFile', file: name, folder });
  const given = mapping.files.find((one) => one.file === name)?.columns;
  const raw = (onBytes: (count: number) => void) =>
    csvLines(decodedFile(place, name, mapping.encoding, onBytes), mapping);
  const columns =
    given ??
    (await headerOf(
      raw(() => {}),
      name,
    ));
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) throw new ImportError({ type: 'ColumnTwice', file: name, column: twice });
  return {
    name,
    bytes: statSync(place).size,
    columns,
    async *lines(onBytes = () => {}) {
      let header = given === undefined;
      for await (const page of raw(onBytes)) {
        const body = header ? page.slice(1) : page;
        header = false;
        yield body.map((one) => sized(one, columns.length));
      }
    },
  };
}

async function headerOf(pages: AsyncGenerator<CsvLine[]>, name: string): Promise<readonly string[]> {
  const first = (await pages.next()).value?.[0] as CsvLine | undefined;
  await pages.return(undefined);
  if (first === undefined) throw new ImportError({ type: 'FileEmpty', file: name });
  if (first.fault !== undefined)
    throw new ImportError({ type: 'LineUnfit', file: name, line: first.line, why: first.fault });
  return first.fields;
}

function sized(one: CsvLine, wanted: number): CsvLine {
  if (one.fault !== undefined || one.fields.length === wanted) return one;
  return { line: one.line, fault: { type: 'FieldCount', found: one.fields.length, wanted } };
}

/** Reads a file into memory by some of its columns. Lines that do not fit are told when the file itself is loaded. */
export async function loadLookup(
  file: FeedFile,
  name: string,
  rule: Mapping['lookups'][string],
): Promise<Lookup> {
  const columnAt = (column: string): number => {
    const at = file.columns.indexOf(column);
    if (at < 0) {
      const { columns } = file;
      throw new ImportError({ type: 'LookupColumn', lookup: name, file: file.name, column, columns });
    }
    return at;
  };
  const by = rule.by.map(columnAt);
  const when = rule.when && { at: columnAt(rule.when.column), in: new Set(rule.when.in) };
  const rows = new Map<string, readonly string[]>();
  for await (const page of file.lines()) {
    for (const one of page) {
      if (one.fault !== undefined) continue;
      const { line, fields } = one;
      if (when && !when.in.has(fields[when.at]!)) continue;
      const key = keyText(by.map((at) => fields[at]!));
      if (rows.has(key)) {
        const told = key.replaceAll('\u0000', ', ');
        throw new ImportError({ type: 'LookupTwice', file: file.name, line, lookup: name, key: told });
      }
      rows.set(key, fields);
    }
  }
  const places = new Map<string, number>();
  return {
    file: file.name,
    find(key, take) {
      let at = places.get(take);
      if (at === undefined) {
        at = columnAt(take);
        places.set(take, at);
      }
      return rows.get(keyText(key))?.[at];
    },
  };
}

const keyText = (key: readonly Value[]): string => (key.length === 1 ? String(key[0]) : key.join('\u0000'));
