import { expect, it } from 'vitest';
import { isSafeServer } from './server-address.ts';

it.each([
  ['https://crm.bank.example', true],
  ['HTTPS://crm.bank.example:8443/', true],
  ['http://127.0.0.1:4180', true],
  ['http://localhost:4180/x', true],
  ['http://[::1]:4180', true],
  ['http://crm.bank.example', false],
  ['http://10.0.0.5:4180', false],
  ['http://127.0.0.1.evil.example', false],
  ['http://localhost.evil.example', false],
  ['http://localhost@evil.example', false],
  ['http://127.0.0.1:80@evil.example', false],
  ['ftp://127.0.0.1', false],
  ['', false],
])('plain HTTP stays on this machine: %s → %s', (address, safe) => {
  expect(isSafeServer(address)).toBe(safe);
});
