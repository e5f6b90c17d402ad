import { describe, expect, it } from 'vitest';
import type { DeskFailure, Obstacle } from '../../../src-shared/contract/errors.ts';
import { startI18n } from '../../app/i18n/start.ts';
import { signInWords } from './sign-in-words.ts';

const OBSTACLES: readonly Obstacle[] = [
  'CaptivePortal',
  'ServerUnwell',
  'ErrorPage',
  'CertificateExpired',
  'CertificateEarly',
  'CertificateWrongHost',
  'CertificateUnknown',
  'EncryptionTooOld',
  'NotEncrypted',
];
const server = 'https://crm.bank.example';

describe.each([
  ['en', /tries again|sync continues|Work offline/],
  ['zh-CN', /自动重试|自动继续|离线工作/],
] as const)('signing in (%s)', (language, promises) => {
  const i18n = startI18n(language);
  const said = (failure: DeskFailure): string => signInWords(i18n, failure, server);
  const met = OBSTACLES.map((why) => said({ type: 'ServerDown', server, why }));

  it('tells a network that wants a sign-in, each fault of a certificate and a server that is away apart', () => {
    const all = [...met, said({ type: 'ServerDown', server })];
    expect(new Set(all).size).toBe(OBSTACLES.length + 1);
    for (const words of all) expect(words).not.toMatch(/^signIn|^errors|\{\{/);
  });

  it('promises nothing that a desk does only once somebody is signed in', () => {
    for (const words of met) expect(words).not.toMatch(promises);
  });

  it('says how long to wait where that is more than a moment', () => {
    const tries = (retryAfterMs: number): string => said({ type: 'TooManyTries', retryAfterMs });
    expect(tries(30_000)).toBe(i18n.t('TooManyTries', { ns: 'errors' }));
    expect(tries(50 * 60_000 + 1)).toMatch(/\b51\b| 51 /);
  });

  it('says everything else as elsewhere', () => {
    expect(said({ type: 'WrongPassword' })).toBe(i18n.t('WrongPassword', { ns: 'errors' }));
  });
});
