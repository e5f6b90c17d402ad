import type { Language } from '../cli/language.ts';
import {
  FROM_MAPPING,
  type ImportFault,
  type LineFault,
  type MappingPlace,
  type Unreadable,
} from './import-fault.ts';
import { issueInChinese, issueInEnglish } from './mapping-words.ts';

const USAGE = 'npm run server -- import --mapping FILE DIR [--data DIR]';

/** One sentence for each fault. */
type Words = {
  readonly [Type in ImportFault['type']]: (fault: Extract<ImportFault, { type: Type }>) => string;
};

/** What a fault is called in the language of the terminal: `file:line: reason` where it has a place. */
export function faultText(fault: ImportFault, language: Language): string {
  const say = FAULT_WORDS[language][fault.type] as (fault: ImportFault) => string;
  return say(fault);
}

/** What a file is called in a report; the mapping is none of the feed's files. */
export const fileText = (file: string, language: Language): string =>
  language === 'zh' && file === FROM_MAPPING ? '（映射文件）' : file;

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

const en = (fault: LineFault | Unreadable): string => faultText(fault, 'en');
const zh = (fault: LineFault | Unreadable): string => faultText(fault, 'zh');

const placeEn = ({ part, entry }: MappingPlace): string => `mapping, ${part}, ${entry}`;
const placeZh = ({ part, entry }: MappingPlace): string => `映射文件，${part}，${entry}`;

/** Line and column of a mistake in a JSON text, where its reader says them. */
function jsonPlace(detail: string): string {
  const place = /line (\d+) column (\d+)/.exec(detail);
  return place ? `第 ${place[1]} 行第 ${place[2]} 列有误` : '内容不完整或格式有误';
}

const UNFIT_ZH = {
  required: '不能为空',
  type: '类型不符',
  range: '超出取值范围',
  length: '长度超限',
  form: '格式或字符不符合要求',
} as const;

export const FAULT_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    NotADate: ({ text, format }) => `${shown(text)} is not a date like ${format}`,
    NoSuchDay: ({ text }) => `${shown(text)} is a day that no calendar has`,
    NotABirthNumber: ({ text }) => `${shown(text)} is not a birth number`,
    BirthNumberOfNoDay: ({ text }) => `${shown(text)} is a birth number of a day that no calendar has`,
    NotAnAmount: ({ text }) => `${shown(text)} is not an amount with at most two decimals`,
    AmountTooLarge: ({ text }) => `${shown(text)} is too large an amount`,
    NotAWholeNumber: ({ text }) => `${shown(text)} is not a whole number`,
    NotADecimal: ({ text }) => `${shown(text)} is not a decimal number`,
    WordUnknown: ({ text }) => `${shown(text)} is none of the known words`,

    QuoteOpen: () => 'a quote is opened and never closed',
    TextAfterQuote: () => 'there is text between a closing quote and the next delimiter',
    FieldCount: ({ found, wanted }) => `${found} fields where the header has ${wanted}`,
    Empty: ({ what }) => `${what} is empty`,
    Unreadable: ({ what, why }) => `${what}: ${en(why)}`,
    NotLookedUp: ({ file, key }) => `${file} has no line for ${key}`,
    KeyEmpty: ({ entry }) => `the key of ${entry} is empty`,
    ScopeEmpty: () => 'nothing says in which scope it goes',
    CellUnfit: ({ table, column, fault }) => `${table}.${column} does not fit (${fault})`,
    LineUnfit: ({ file, line, why }) => `${file}:${line}: ${en(why)}`,

    NotJson: ({ mapping, detail }) => `${mapping}: not JSON: ${detail}`,
    MappingUnread: ({ mapping }) => `${mapping}: cannot be read`,
    MappingUnfit: ({ mapping, issue }) => `${mapping}: ${issueInEnglish(issue)}`,
    EncodingUnknown: ({ mapping, encoding }) => `${mapping}: encoding: "${encoding}" is not known`,
    EntryTwice: ({ name }) => `mapping: two entries are called "${name}"; give one of them a "name"`,
    NoColumn: ({ where, column, columns }) =>
      `${placeEn(where)}: there is no column "${column}"; the file has ${columns.join(', ')}`,
    NoLet: ({ where, name }) => `${placeEn(where)}: "let" has nothing called "${name}" before this`,
    NoEntry: ({ where, name }) => `${placeEn(where)}: no entry makes rows called "${name}"`,
    KeyParts: ({ where, name, wanted, found }) =>
      `${placeEn(where)}: the key of "${name}" has ${wanted} parts, not ${found}`,
    NoLookup: ({ where, name }) => `${placeEn(where)}: there is no lookup "${name}"`,
    NoTableColumn: ({ where, table, column }) =>
      `${placeEn(where)}: the table ${table} has no column "${column}"`,
    ValueNeeded: ({ where, table, column }) =>
      `${placeEn(where)}: the table ${table} needs a value for "${column}"`,
    ScopeUnfit: ({ where, table, family, families }) =>
      `${placeEn(where)}: rows of ${table} cannot live in "${family}", only in ${families.join(', ')}`,
    NoMovements: ({ file, name }) => `mapping, ${file}, balances: "${name}" makes no movements in this file`,
    LookupColumn: ({ lookup, file, column, columns }) =>
      `mapping, lookup ${lookup}: ${file} has no column "${column}", only ${columns.join(', ')}`,

    NoFile: ({ file, folder }) => `${file}: there is no such file in ${folder}`,
    FileEmpty: ({ file }) => `${file}: the file is empty, not even a header`,
    ColumnTwice: ({ file, column }) => `${file}:1: the column "${column}" comes twice`,
    LookupTwice: ({ file, line, lookup, key }) =>
      `${file}:${line}: the lookup "${lookup}" has a second line for ${key}`,
    WrongEncoding: ({ file, line, encoding }) =>
      `${file}:${line}: the text is not ${encoding}; is "encoding" in the mapping right?`,
    KeyTwice: ({ file, line, entry, first }) =>
      `${file}:${line}: the key of ${entry} came before, in line ${first}`,

    OptionUnfit: ({ detail }) => `${detail}\nUsage: ${USAGE}`,
    ArgumentsUnfit: () => `one mapping and one folder are needed.\nUsage: ${USAGE}`,
    NoMapping: ({ mapping }) => `${mapping}: there is no such mapping file`,
    NoFolder: ({ folder }) => `${folder}: there is no such folder`,
  },
  zh: {
    NotADate: ({ text, format }) => `${shown(text)} 不是 ${format} 格式的日期`,
    NoSuchDay: ({ text }) => `${shown(text)} 不是有效日期（日历上没有这一天）`,
    NotABirthNumber: ({ text }) => `${shown(text)} 不是有效的出生编号`,
    BirthNumberOfNoDay: ({ text }) => `出生编号 ${shown(text)} 中的日期无效（日历上没有这一天）`,
    NotAnAmount: ({ text }) => `${shown(text)} 不是有效金额（最多两位小数）`,
    AmountTooLarge: ({ text }) => `金额 ${shown(text)} 过大`,
    NotAWholeNumber: ({ text }) => `${shown(text)} 不是整数，或超出整数范围`,
    NotADecimal: ({ text }) => `${shown(text)} 不是有效的小数`,
    WordUnknown: ({ text }) => `代码 ${shown(text)} 未在映射文件的 "words" 中定义`,

    QuoteOpen: () => '引号未闭合，该行可能被截断',
    TextAfterQuote: () => '闭合引号与下一个分隔符之间有多余字符',
    FieldCount: ({ found, wanted }) => `该行有 ${found} 个字段，应为 ${wanted} 个`,
    Empty: ({ what }) => `${what} 为空`,
    Unreadable: ({ what, why }) => `${what}: ${zh(why)}`,
    NotLookedUp: ({ file, key }) => `${file} 中找不到 ${key} 对应的行`,
    KeyEmpty: ({ entry }) => `${entry} 的主键为空`,
    ScopeEmpty: () => '无法确定该行的数据归属范围',
    CellUnfit: ({ table, column, fault }) => `${table}.${column} ${UNFIT_ZH[fault]}`,
    LineUnfit: ({ file, line, why }) => `${fileText(file, 'zh')}:${line}: ${zh(why)}`,

    NotJson: ({ mapping, detail }) => `${mapping}: 不是有效的 JSON：${jsonPlace(detail)}`,
    MappingUnread: ({ mapping }) => `${mapping}: 无法读取`,
    MappingUnfit: ({ mapping, issue }) => `${mapping}: ${issueInChinese(issue)}`,
    EncodingUnknown: ({ mapping, encoding }) => `${mapping}: encoding: 不支持字符编码 "${encoding}"`,
    EntryTwice: ({ name }) => `映射文件: 有两项都名为 "${name}"，请用 "name" 为其中一项另取名称`,
    NoColumn: ({ where, column, columns }) =>
      `${placeZh(where)}: 没有名为 "${column}" 的列，文件中的列有：${columns.join('、')}`,
    NoLet: ({ where, name }) => `${placeZh(where)}: "let" 在此之前没有定义 "${name}"`,
    NoEntry: ({ where, name }) => `${placeZh(where)}: 没有名为 "${name}" 的项，无法引用`,
    KeyParts: ({ where, name, wanted, found }) =>
      `${placeZh(where)}: "${name}" 的主键由 ${wanted} 部分组成，此处给出了 ${found} 部分`,
    NoLookup: ({ where, name }) => `${placeZh(where)}: 没有名为 "${name}" 的对照表（lookup）`,
    NoTableColumn: ({ where, table, column }) => `${placeZh(where)}: 表 ${table} 没有 "${column}" 列`,
    ValueNeeded: ({ where, table, column }) => `${placeZh(where)}: 表 ${table} 的 "${column}" 列必须赋值`,
    ScopeUnfit: ({ where, table, family, families }) =>
      `${placeZh(where)}: 表 ${table} 的数据不能归入 "${family}"，只能归入 ${families.join('、')}`,
    NoMovements: ({ file, name }) =>
      `映射文件，${file}，balances: 该文件中名为 "${name}" 的项不产生交易流水（movement）`,
    LookupColumn: ({ lookup, file, column, columns }) =>
      `映射文件，对照表 ${lookup}: ${file} 没有 "${column}" 列，只有：${columns.join('、')}`,

    NoFile: ({ file, folder }) => `${file}: 文件夹 ${folder} 中没有该文件`,
    FileEmpty: ({ file }) => `${file}: 文件为空，连表头也没有`,
    ColumnTwice: ({ file, column }) => `${file}:1: 列名 "${column}" 重复`,
    LookupTwice: ({ file, line, lookup, key }) =>
      `${file}:${line}: 对照表 "${lookup}" 中 ${key} 已有对应的行，不能重复`,
    WrongEncoding: ({ file, line, encoding }) =>
      `${file}:${line}: 文本不是 ${encoding} 编码，请检查映射文件中的 "encoding"`,
    KeyTwice: ({ file, line, entry, first }) => `${file}:${line}: ${entry} 的主键与第 ${first} 行重复`,

    OptionUnfit: ({ option }) => `选项 ${option} 无法识别，或其参数有误\n用法：${USAGE}`,
    ArgumentsUnfit: () => `须指定一个映射文件和一个数据文件夹。\n用法：${USAGE}`,
    NoMapping: ({ mapping }) => `${mapping}: 没有该映射文件`,
    NoFolder: ({ folder }) => `${folder}: 没有该文件夹`,
  },
};
