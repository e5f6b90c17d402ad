import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AUTHORITY,
  EXPIRED,
  GOOD,
  OTHER_HOST,
  SELF_SIGNED,
  TOO_EARLY,
} from '../../../tests/support/certificates.ts';
import { post } from './http.ts';
import { realNetwork } from './network.ts';

/** A real server on loopback, and what a desk makes of its answer. */
let server: Server | null = null;
const known = getCACertificates('default');
afterEach(() => {
  setDefaultCACertificates(known);
  server?.closeAllConnections();
  server?.close();
});

const fine: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"fine":true}');
};

async function ask(made: Server, scheme: 'http' | 'https'): Promise<unknown> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const url = `${scheme}://localhost:${(made.address() as AddressInfo).port}`;
  const answer = z.object({ fine: z.boolean() });
  const result = await post(realNetwork, { server: url, path: '/', body: {}, token: null, answer });
  return result.ok ? result.value : result.error;
}

let reached = 0;
const withCertificate = (certificate: { key: string; cert: string }, more = {}): Promise<unknown> => {
  reached = 0;
  const counted: RequestListener = (request, response) => {
    reached += 1;
    fine(request, response);
  };
  return ask(createHttps({ ...certificate, ...more }, counted), 'https');
};

test('a server whose certificate is in order is spoken to', async () => {
  setDefaultCACertificates([...known, AUTHORITY]);
  expect(await withCertificate(GOOD)).toEqual({ fine: true });
});

test.each([
  ['has expired', EXPIRED, 'CertificateExpired'],
  ['is for another address', OTHER_HOST, 'CertificateWrongHost'],
])('a certificate that %s is named, and nothing is sent', async (_what, certificate, why) => {
  setDefaultCACertificates([...known, AUTHORITY]);
  expect(await withCertificate(certificate)).toMatchObject({ type: 'ServerDown', why });
  expect(reached).toBe(0);
});

test('a certificate that is not valid yet is named: perhaps it is this laptop’s clock', async () => {
  setDefaultCACertificates([...known, TOO_EARLY.cert]);
  expect(await withCertificate(TOO_EARLY)).toMatchObject({ type: 'ServerDown', why: 'CertificateEarly' });
});

test.each([
  ['an issuer that this laptop does not know', GOOD],
  ['a certificate that was signed by nobody but itself', SELF_SIGNED],
])('%s is named, and nothing is sent', async (_what, certificate) => {
  expect(await withCertificate(certificate)).toMatchObject({
    type: 'ServerDown',
    why: 'CertificateUnknown',
  });
  expect(reached).toBe(0);
});

test.each([
  ['a version', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  ['a cipher', { maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256:@SECLEVEL=0' }],
])('%s of TLS that is not safe any more is named, and nothing is sent', async (_what, old) => {
  setDefaultCACertificates([...known, AUTHORITY]);
  expect(await withCertificate(GOOD, old)).toMatchObject({ type: 'ServerDown', why: 'EncryptionTooOld' });
  expect(reached).toBe(0);
});

test('a server that does not encrypt where it should is named', async () => {
  expect(await ask(createHttp(fine), 'https')).toMatchObject({ type: 'ServerDown', why: 'NotEncrypted' });
});

test.each([
  ['answers 200 with a page', 200, {}],
  ['leads to its own page', 302, { location: 'http://portal.example/' }],
])('a network that %s first wants a sign-in', async (_what, status, headers) => {
  const portal: RequestListener = (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end('<html>Welcome to the hotel</html>');
  };
  expect(await ask(createHttp(portal), 'http')).toMatchObject({ type: 'ServerDown', why: 'CaptivePortal' });
});

test('an error page is told from a server that nobody reaches, and one about size from both', async () => {
  const proxy =
    (status: number): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end('<html>Bad gateway</html>');
    };
  expect(await ask(createHttp(proxy(502)), 'http')).toEqual({
    type: 'ServerDown',
    server: expect.stringContaining('http://localhost') as string,
    why: 'ErrorPage',
  });
  server?.close();
  expect(await ask(createHttp(proxy(413)), 'http')).toEqual({ type: 'ServerRefused', status: 413 });
});

test.each([
  ['a proxy', 503, '120', '<html>Down for maintenance</html>', { type: 'ServerDown', retryAfterMs: 120_000 }],
  ['a proxy', 429, '7', '<html>Slow down</html>', { type: 'TooManyTries', retryAfterMs: 7_000 }],
  ['a proxy', 429, null, '<html>Slow down</html>', { type: 'TooManyTries', retryAfterMs: 30_000 }],
  [
    'the server',
    503,
    '5',
    '{"error":"Unavailable","retryAfterMs":5000}',
    { type: 'ServerDown', why: 'ServerUnwell', retryAfterMs: 5_000 },
  ],
  ['a program that is not ours', 503, '5', '{"error":"down"}', { why: 'ErrorPage', retryAfterMs: 5_000 }],
  ['the server', 429, '1', '{"error":"TooManyRequests","retryAfterMs":900}', { retryAfterMs: 900 }],
  ['a proxy that exaggerates', 503, '99999999', 'x', { retryAfterMs: 900_000 }],
])('%s that answers %i says when to come again (%s)', async (_who, status, after, text, expected) => {
  const busy: RequestListener = (_request, response) => {
    response.writeHead(status, after === null ? {} : { 'retry-after': after });
    response.end(text);
  };
  expect(await ask(createHttp(busy), 'http')).toMatchObject(expected);
});

test('a date in Retry-After is not believed: the clock here may be wrong', async () => {
  const busy: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': 'Wed, 21 Oct 2126 07:28:00 GMT' });
    response.end('x');
  };
  expect(await ask(createHttp(busy), 'http')).not.toHaveProperty('retryAfterMs');
});
