import { describe, expect, test } from 'vitest';
import { catalogues } from './catalogues.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [path, text] of flat(value, `${before}${key}.`)) found.set(path, text);
  }
  return found;
}

const chinese = flat(catalogues['zh-CN']);
const english = flat(catalogues.en);
const singular = /_one$/;

describe('both catalogues', () => {
  test('have the same keys, but for the singular that only English has', () => {
    expect([...english.keys()].filter((key) => !singular.test(key)).toSorted()).toEqual(
      [...chinese.keys()].toSorted(),
    );
    const singulars = [...english.keys()].filter((key) => singular.test(key));
    expect(singulars.filter((key) => !chinese.has(key.replace(singular, '_other')))).toEqual([]);
  });

  test('the English fills in only what the Chinese does', () => {
    const names = (message: string): string[] =>
      [...message.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1]!);
    const unknown = [...english].filter(([key, text]) => {
      const other = names(chinese.get(key.replace(singular, '_other')) ?? '');
      return names(text).some((name) => !other.includes(name));
    });
    expect(unknown).toEqual([]);
  });

  test('have no empty message', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('quote and punctuate in their own way', () => {
    // A language is called by its own name in every language.
    const own = [...english].filter(([key]) => !/(^|\.)languages\./.test(key));
    expect(own.filter(([, text]) => /[，。！？「」；：]|\p{Script=Han}/u.test(text))).toEqual([]);
    // GB/T 15834-2011: “” and within them ‘’.
    expect([...chinese].filter(([, text]) => /[「」『』"]|\p{Script=Han}[,;!?]/u.test(text))).toEqual([]);
  });
});
