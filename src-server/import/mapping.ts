import { z } from 'zod';
import { isTableName } from '../../src-shared/schema/tables.ts';
import { SCOPE_FAMILIES } from '../../src-shared/schema/table.ts';
import { DATE_FORMATS } from './transforms.ts';

/** What a mapping must keep to beside its shape; a rule that is broken stands as the message of its issue. */
const MAPPING_RULES = ['Table', 'FileName', 'Source'] as const;
export type MappingRule = (typeof MAPPING_RULES)[number];

export const isMappingRule = (message: string): message is MappingRule =>
  MAPPING_RULES.some((rule) => rule === message);

const broken = (rule: MappingRule): MappingRule => rule;

/**
 * What a mapping file may say; told with examples in `docs/import-mapping.md`. Every object is strict: a misspelt
 * member is an error, because a mapping that is read wrongly loads wrong figures.
 */
const pivot = z.number().int().min(0).max(99).default(30);

/** One step that turns a text into what the column holds. A text that stands for nothing skips it. */
export const stepSchema = z.union([
  z.strictObject({ date: z.enum(DATE_FORMATS), pivot }),
  z.strictObject({ birthNumber: z.enum(['date', 'gender']), pivot }),
  z.strictObject({ money: z.enum(['.', ',']) }),
  z.strictObject({ number: z.enum(['integer', 'decimal']) }),
  z.strictObject({ words: z.record(z.string(), z.string().nullable()) }),
]);
export type Step = z.infer<typeof stepSchema>;

const columnName = z.string().min(1);
const literal = z.union([z.string(), z.number().int(), z.null()]);

export type Expression =
  | { readonly column: string; readonly as?: Step | undefined; readonly required?: boolean | undefined }
  | { readonly constant: string | number | null }
  | { readonly template: string }
  | { readonly let: string; readonly as?: Step | undefined; readonly required?: boolean | undefined }
  | { readonly ref: string; readonly key: readonly Expression[] }
  | {
      readonly lookup: string;
      readonly key: readonly Expression[];
      readonly take: string;
      readonly as?: Step | undefined;
      readonly required?: boolean | undefined;
    };

const reading = { as: stepSchema.optional(), required: z.boolean().optional() };
export const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ column: columnName, ...reading }),
    z.strictObject({ constant: literal }),
    z.strictObject({ template: z.string().min(1).max(400) }),
    z.strictObject({ let: z.string(), ...reading }),
    z.strictObject({ ref: z.string(), key: z.array(expressionSchema).max(5) }),
    z.strictObject({
      lookup: z.string(),
      key: z.array(expressionSchema).min(1).max(5),
      take: columnName,
      ...reading,
    }),
  ]),
);

const scopeSchema = z.union([
  z.literal('bank'),
  z.strictObject({ family: z.enum(SCOPE_FAMILIES).exclude(['bank']), id: expressionSchema }),
]);

const rowSchema = z.strictObject({
  table: z.string().refine(isTableName, broken('Table')),
  /** What `ref` calls it; the table's name where it is left out. Two entries of one table need two names. */
  name: z.string().min(1).max(40).optional(),
  key: z.array(expressionSchema).max(5),
  scope: scopeSchema,
  /** Only the first row of a key counts; without it a key that comes twice ends the import. */
  once: z.boolean().optional(),
  /** Only lines whose column holds one of these. */
  when: z.strictObject({ column: columnName, in: z.array(z.string()).min(1) }).optional(),
  cells: z.record(z.string(), expressionSchema),
});
export type RowMapping = z.infer<typeof rowSchema>;

const fileSchema = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\]+$/, broken('FileName')),
  /** The column names, where the file has no header line. */
  columns: z.array(columnName).min(1).optional(),
  /** Values that several cells of a line use. */
  let: z.record(z.string(), expressionSchema).default({}),
  rows: z.array(rowSchema).min(1),
  /** Derives `balance_month` rows from the movements that the entry `from` makes. */
  balances: z.strictObject({ from: z.string(), kind: z.enum(['deposit', 'loan', 'wealth']) }).optional(),
});
export type FileMapping = z.infer<typeof fileSchema>;

const lookupSchema = z.strictObject({
  file: z.string().min(1),
  by: z.array(columnName).min(1).max(5),
  when: z.strictObject({ column: columnName, in: z.array(z.string()).min(1) }).optional(),
});

export const mappingSchema = z.strictObject({
  version: z.literal(1),
  /** Part of every id: two sources never share a row. Changing it makes everything new. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, broken('Source')),
  encoding: z.string(),
  delimiter: z.string().min(1).max(4),
  quote: z.string().length(1).nullable(),
  /** Words for "nothing" beside a blank. */
  nulls: z.array(z.string()).default([]),
  lookups: z.record(z.string(), lookupSchema).default({}),
  /** Rows that come from no file: products, the unit that the feed belongs to. */
  fixed: z.array(rowSchema).default([]),
  files: z.array(fileSchema).min(1),
});
export type Mapping = z.infer<typeof mappingSchema>;
