import type { z } from 'zod';
import type { CellFault } from '../../src-shared/schema/table.ts';

/** A text that cannot be read as what the mapping says it is. */
export type Unreadable =
  | { readonly type: 'NotADate'; readonly text: string; readonly format: string }
  | { readonly type: 'NoSuchDay'; readonly text: string }
  | { readonly type: 'NotABirthNumber'; readonly text: string }
  | { readonly type: 'BirthNumberOfNoDay'; readonly text: string }
  | { readonly type: 'NotAnAmount'; readonly text: string }
  | { readonly type: 'AmountTooLarge'; readonly text: string }
  | { readonly type: 'NotAWholeNumber'; readonly text: string }
  | { readonly type: 'NotADecimal'; readonly text: string }
  | { readonly type: 'WordUnknown'; readonly text: string };

/** Why a line is left out. */
export type LineFault =
  | { readonly type: 'QuoteOpen' }
  | { readonly type: 'TextAfterQuote' }
  | { readonly type: 'FieldCount'; readonly found: number; readonly wanted: number }
  | { readonly type: 'Empty'; readonly what: string }
  | { readonly type: 'Unreadable'; readonly what: string; readonly why: Unreadable }
  | { readonly type: 'NotLookedUp'; readonly file: string; readonly key: string }
  | { readonly type: 'KeyEmpty'; readonly entry: string }
  | { readonly type: 'ScopeEmpty' }
  | {
      readonly type: 'CellUnfit';
      readonly table: string;
      readonly column: string;
      readonly fault: CellFault['fault'];
    };

/** Stands for the file of what the mapping itself brings. */
export const FROM_MAPPING = '(mapping)';

/** A line that is left out, with its place. In a header it ends the import. */
export interface LineUnfit {
  readonly type: 'LineUnfit';
  readonly file: string;
  readonly line: number;
  readonly why: LineFault;
}

/** A place in a mapping: one of its files, or `fixed`, and the entry there. */
export interface MappingPlace {
  readonly part: string;
  readonly entry: string;
}

/** A mapping that cannot be read, or a name in it that leads nowhere. */
type MappingFault =
  | { readonly type: 'NotJson'; readonly mapping: string; readonly detail: string }
  | { readonly type: 'MappingUnread'; readonly mapping: string }
  | { readonly type: 'MappingUnfit'; readonly mapping: string; readonly issue: z.core.$ZodIssue | undefined }
  | { readonly type: 'EncodingUnknown'; readonly mapping: string; readonly encoding: string }
  | { readonly type: 'EntryTwice'; readonly name: string }
  | {
      readonly type: 'NoColumn';
      readonly where: MappingPlace;
      readonly column: string;
      readonly columns: readonly string[];
    }
  | { readonly type: 'NoLet'; readonly where: MappingPlace; readonly name: string }
  | { readonly type: 'NoEntry'; readonly where: MappingPlace; readonly name: string }
  | {
      readonly type: 'KeyParts';
      readonly where: MappingPlace;
      readonly name: string;
      readonly wanted: number;
      readonly found: number;
    }
  | { readonly type: 'NoLookup'; readonly where: MappingPlace; readonly name: string }
  | {
      readonly type: 'NoTableColumn';
      readonly where: MappingPlace;
      readonly table: string;
      readonly column: string;
    }
  | {
      readonly type: 'ValueNeeded';
      readonly where: MappingPlace;
      readonly table: string;
      readonly column: string;
    }
  | {
      readonly type: 'ScopeUnfit';
      readonly where: MappingPlace;
      readonly table: string;
      readonly family: string;
      readonly families: readonly string[];
    }
  | { readonly type: 'NoMovements'; readonly file: string; readonly name: string }
  | {
      readonly type: 'LookupColumn';
      readonly lookup: string;
      readonly file: string;
      readonly column: string;
      readonly columns: readonly string[];
    };

/** A file of the feed that cannot be loaded whole. */
type FileFault =
  | LineUnfit
  | { readonly type: 'NoFile'; readonly file: string; readonly folder: string }
  | { readonly type: 'FileEmpty'; readonly file: string }
  | { readonly type: 'ColumnTwice'; readonly file: string; readonly column: string }
  | {
      readonly type: 'LookupTwice';
      readonly file: string;
      readonly line: number;
      readonly lookup: string;
      readonly key: string;
    }
  | {
      readonly type: 'WrongEncoding';
      readonly file: string;
      readonly line: number;
      readonly encoding: string;
    }
  | {
      readonly type: 'KeyTwice';
      readonly file: string;
      readonly line: number;
      readonly entry: string;
      readonly first: number;
    };

type CommandFault =
  /** `detail` is what the reader of the command line says about it; `option` is the one it is about. */
  | { readonly type: 'OptionUnfit'; readonly option: string; readonly detail: string }
  | { readonly type: 'ArgumentsUnfit' }
  | { readonly type: 'NoMapping'; readonly mapping: string }
  | { readonly type: 'NoFolder'; readonly folder: string };

/** Why an import ended: the command line, the mapping or a file. */
export type EndFault = CommandFault | MappingFault | FileFault;

/** Everything that an import tells of what is wrong; `fault-words.ts` has the sentence of each. */
export type ImportFault = EndFault | LineFault | Unreadable;
