import { expect, it } from 'vitest';
import { isSafeServer, meantServer } from './server-address.ts';

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

it.each([
  ['crm.bank.example', 'https://crm.bank.example'],
  [' crm.bank.example:8443/desk ', 'https://crm.bank.example:8443/desk'],
  ['ｃｒｍ．ｂａｎｋ．ｅｘａｍｐｌｅ：８４４３', 'https://crm.bank.example:8443'],
  ['crm。bank。example', 'https://crm.bank.example'],
  ['10.0.0.5', 'https://10.0.0.5'],
  ['localhost:4180', 'http://localhost:4180'],
  ['LOCALHOST', 'http://LOCALHOST'],
  ['127.0.0.1:4180', 'http://127.0.0.1:4180'],
  ['[::1]:4180', 'http://[::1]:4180'],
  ['localhost.evil.example', 'https://localhost.evil.example'],
  ['localhost@evil.example', 'https://localhost@evil.example'],
  ['http://crm.bank.example', 'http://crm.bank.example'],
  ['HTTPS://crm.bank.example', 'HTTPS://crm.bank.example'],
  ['ftp://crm.bank.example', 'ftp://crm.bank.example'],
  ['', ''],
])('an address is typed as into a browser: %s → %s', (typed, meant) => {
  expect(meantServer(typed)).toBe(meant);
});
