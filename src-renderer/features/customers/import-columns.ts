/** Columns of a customer that a CSV file may bring. */
export const IMPORT_COLUMNS = [
  'name',
  'name_en',
  'short_name',
  'kind',
  'tier',
  'industry',
  'region',
  'address',
  'occupation',
  'employees',
  'rating',
  'hobbies',
  'source',
  'next_step',
  'next_step_due',
  'cadence_days',
  'remark',
  'customer_no',
] as const;

const KNOWN: Readonly<Record<string, (typeof IMPORT_COLUMNS)[number]>> = {
  名称: 'name',
  客户名称: 'name',
  姓名: 'name',
  英文名: 'name_en',
  简称: 'short_name',
  类型: 'kind',
  等级: 'tier',
  行业: 'industry',
  地区: 'region',
  地址: 'address',
  职业: 'occupation',
  员工人数: 'employees',
  评级: 'rating',
  爱好: 'hobbies',
  来源: 'source',
  下一步: 'next_step',
  备注: 'remark',
  客户号: 'customer_no',
};

/** The names in the first line. Quotes are taken off; a comma inside of them is not a border. */
export function headOf(csv: string): string[] {
  const line = csv.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const names = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return names
    .map((name) => name.replace(/,$/, '').trim().replace(/^"|"$/g, '').replaceAll('""', '"'))
    .filter((name, at, all) => name !== '' && all.indexOf(name) === at);
}

/** Matches names that are a column's own, in Chinese or as in the database. */
export function guessColumns(head: readonly string[]): Record<string, string> {
  const guessed: Record<string, string> = {};
  for (const name of head) {
    const plain = name.trim().toLowerCase().replaceAll(' ', '_');
    const column = KNOWN[name.trim()] ?? IMPORT_COLUMNS.find((one) => one === plain);
    if (column !== undefined) guessed[name] = column;
  }
  return guessed;
}
