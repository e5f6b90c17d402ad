import { describe, expect, it } from 'vitest';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { errors as en } from './en/errors.ts';
import { errors as zh } from './zh-CN/errors.ts';

/** Fails to compile where a failure of the contract has no wording. */
type Worded = DeskFailure['type'] extends keyof typeof zh ? true : never;
const everyFailureIsWorded: Worded = true;

describe('the wording of failures', () => {
  it('exists for every failure that may cross the contract', () => {
    expect(everyFailureIsWorded).toBe(true);
  });

  it.each(Object.keys(zh) as (keyof typeof zh)[])('%s uses the same facts in both languages', (key) => {
    const facts = (text: string): string[] =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort();
    const inChinese = facts(zh[key]);
    for (const fact of facts(en[key])) expect(inChinese).toContain(fact);
    expect(zh[key]).not.toBe(en[key]);
  });
});
