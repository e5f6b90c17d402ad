import { customerFieldsInput } from '../../../../src-shared/contract/customer.ts';
import { contactPoint, customer, customerTag } from '../../../../src-shared/domain/customer/tables.ts';
import { valueFault } from '../../../../src-shared/schema/column.ts';
import { cellFault } from '../../../../src-shared/schema/table.ts';
import type { z } from 'zod';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';

/** What a column of the file may become, beside the columns of a form. */
const OTHER_TARGETS = ['customer_no', 'opened_on', 'phone', 'mobile', 'email', 'wechat', 'tag'] as const;
type Other = (typeof OTHER_TARGETS)[number];

export const isTarget = (column: string): boolean =>
  Object.hasOwn(customerFieldsInput.shape, column) || (OTHER_TARGETS as readonly string[]).includes(column);

/** Targets that may be filled from several columns. */
export const isRepeatable = (column: string): boolean =>
  ['phone', 'mobile', 'email', 'wechat', 'tag'].includes(column);

const rowInput = customerFieldsInput.partial().required({ kind: true, name: true });

export interface ImportedRow {
  readonly fields: z.infer<typeof rowInput>;
  readonly customer_no: string | null;
  readonly opened_on: string | null;
  readonly points: readonly { kind: 'phone' | 'mobile' | 'email' | 'wechat'; value: string }[];
  readonly tags: readonly string[];
}

const DATES = new Set(['birth_date', 'next_step_due', 'opened_on']);
const COUNTS = new Set(['employees', 'cadence_days']);
const WORDS = new Set(['kind', 'tier', 'lifecycle', 'stage', 'gender']);
const POINTS = ['phone', 'mobile', 'email', 'wechat'] as const;

/** One line as target → texts, or `column: problem` of the first text that does not fit. */
export function importedRow(
  cells: ReadonlyMap<string, readonly string[]>,
): Result<ImportedRow, { type: 'BadRow'; problem: string }> {
  const values: Record<string, string | number> = {};
  for (const [target, texts] of cells) {
    const text = texts.find((one) => one !== '');
    if (text === undefined || isRepeatable(target)) continue;
    const value = readCell(target, text);
    if (value === null) return err({ type: 'BadRow', problem: `${target}: ${text.slice(0, 60)}` });
    values[target] = value;
  }
  const { customer_no, opened_on, ...fields } = values;
  const parsed = rowInput.safeParse({
    kind: kindOfName(String(fields['name'] ?? '')),
    ...withCurrency(fields),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err({ type: 'BadRow', problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
  }
  const row: ImportedRow = {
    fields: parsed.data,
    customer_no: textOf(customer_no),
    opened_on: textOf(opened_on),
    points: POINTS.flatMap((kind) => given(cells, kind).map((value) => ({ kind, value }))),
    tags: [...new Set(given(cells, 'tag').flatMap(listed))],
  };
  const problem = unfit(row);
  return problem === null ? ok(row) : err({ type: 'BadRow', problem });
}

/** What the tables would refuse, said while the line is still known. */
function unfit({ fields, customer_no, points, tags }: ImportedRow): string | null {
  const fault = cellFault(customer, { ...fields, customer_no }, { whole: false });
  if (fault) return `${fault.column}: ${fault.fault}`;
  const point = points.find(({ value }) => valueFault(contactPoint.columns.value, value));
  if (point) return `${point.kind}: ${point.value.slice(0, 60)}`;
  const tag = tags.find((one) => valueFault(customerTag.columns.tag, one));
  return tag === undefined ? null : `tag: ${tag.slice(0, 60)}`;
}

const textOf = (value: string | number | undefined): string | null =>
  value === undefined ? null : String(value);

const given = (cells: ReadonlyMap<string, readonly string[]>, target: Other): string[] =>
  (cells.get(target) ?? []).filter((text) => text !== '');

const listed = (text: string): string[] =>
  text
    .split(/[;；,，、]/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

/** The cell's value, or null where the text is none. */
function readCell(target: string, text: string): string | number | null {
  if (DATES.has(target)) return readDate(text);
  if (COUNTS.has(target))
    return /^\d{1,9}$/.test(text.replaceAll(',', '')) ? Number(text.replaceAll(',', '')) : null;
  if (target === 'need_amount') return readMinor(text);
  if (WORDS.has(target)) return text.toLowerCase().replaceAll(' ', '_');
  return text;
}

/** 2026-3-1, 2026/03/01, 2026.3.1, 20260301 and 2026年3月1日. */
function readDate(text: string): string | null {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))$/u.exec(text);
  if (!found) return null;
  const [, year, m1, d1, m2, d2] = found;
  const date = `${year}-${(m1 ?? m2)!.padStart(2, '0')}-${(d1 ?? d2)!.padStart(2, '0')}`;
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? date : null;
}

/** `1,234.5` in whole units becomes 123450 hundredths; exactly, never through a float. */
function readMinor(text: string): number | null {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', ''));
  return found ? Number(found[1]! + (found[2] ?? '').padEnd(2, '0')) : null;
}

/** Amount and currency are one unit: an amount without a currency is in yuan. */
const withCurrency = (fields: Record<string, string | number>): Record<string, string | number> =>
  'need_amount' in fields && !('need_currency' in fields) ? { ...fields, need_currency: 'CNY' } : fields;

/** Where the file does not say: a firm's name says what it is, everybody else is a person. */
const kindOfName = (name: string): 'company' | 'person' =>
  /(公司|集团|厂|店|行|社|中心|学校|医院|协会|合作社)$|\b(ltd|inc|llc|gmbh|co|corp|company|group)\b\.?$/iu.test(
    name.trim(),
  )
    ? 'company'
    : 'person';
