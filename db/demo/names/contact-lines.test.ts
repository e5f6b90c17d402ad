import { expect, test } from 'vitest';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import { contactLine, yuanOf } from './contact-lines.ts';

test.each([
  [10, '¥100 k'],
  [95, '¥950 k'],
  [100, '¥1 m'],
  [215, '¥2.15 m'],
  [300, '¥3 m'],
])('%d 万 is %s in English', (wan, text) => expect(yuanOf(wan)).toBe(text));

test('no sentence has a gap left, nor thousands of thousands', () => {
  const random = seeded(7);
  for (let made = 0; made < 500; made += 1) {
    const { zh, en } = contactLine(random);
    expect(zh + en).not.toMatch(/\{|\}|undefined|\d{4,} k/);
  }
});
