import type { z } from 'zod';
import { isMappingRule, type MappingRule } from './mapping.ts';

type MappingIssue = z.core.$ZodIssue;

const RULES = {
  en: {
    Table: 'is not a table',
    FileName: 'is a name inside the folder, without a path',
    Source: 'is lower-case letters, digits and hyphens',
  },
  zh: {
    Table: '没有这个表',
    FileName: '只能是文件夹内的文件名，不能带路径',
    Source: '只能由小写字母、数字和连字符组成，且不超过 40 个字符',
  },
} as const satisfies Record<string, Record<MappingRule, string>>;

const placeOf = (issue: MappingIssue | undefined): string => issue?.path.join('.') ?? '';

/** Where a mapping is not as it may be, and why, in the words of what reads it. */
export function issueInEnglish(issue: MappingIssue | undefined): string {
  const message = issue?.message ?? 'does not fit';
  return `${placeOf(issue) || 'the mapping'}: ${isMappingRule(message) ? RULES.en[message] : message}`;
}

export const issueInChinese = (issue: MappingIssue | undefined): string =>
  `${placeOf(issue) || '映射文件'}: ${reasonInChinese(issue)}`;

function reasonInChinese(issue: MappingIssue | undefined): string {
  if (issue && isMappingRule(issue.message)) return RULES.zh[issue.message];
  switch (issue?.code) {
    case 'unrecognized_keys':
      return `不认识的成员 ${issue.keys.map((key) => `"${key}"`).join('、')}，请检查拼写`;
    case 'invalid_type':
      return `缺失或类型不符，应为 ${issue.expected}`;
    case 'invalid_value':
      return `取值不符，只能是 ${issue.values.map((value) => JSON.stringify(value)).join('、')}`;
    case 'too_small':
      return `过小或过短，至少为 ${issue.minimum}`;
    case 'too_big':
      return `过大或过长，至多为 ${issue.maximum}`;
    case 'invalid_union':
      return '不符合任何一种允许的写法，请对照 docs/import-mapping.md';
    default:
      return '不符合映射文件的规定，请对照 docs/import-mapping.md';
  }
}
