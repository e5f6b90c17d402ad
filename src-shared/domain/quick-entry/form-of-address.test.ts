import { expect, test } from 'vitest';
import { readFormOfAddress } from './form-of-address.ts';

test.each([
  ['王总', '王', true],
  ['欧阳董事长', '欧阳', true],
  ['陈老师', '陈', false],
  ['Mr. Li', 'Li', false],
])('%s is somebody called %s', (text, surname, runsFirm) => {
  expect(readFormOfAddress(text)).toEqual({ surname, runsFirm });
});

test.each(['王建国', '云岫精密', 'Acme', '总'])('%s is a name', (text) => {
  expect(readFormOfAddress(text)).toBeNull();
});
