import { describe, expect, it } from 'vitest';
import { deviceNumber } from './device-number.ts';
import { parseOptions } from './options.ts';

const detailOf = (argv: readonly string[], env: Record<string, string> = {}): unknown => {
  try {
    return parseOptions(argv, env);
  } catch (error) {
    return (error as { trouble?: { detail?: string } }).trouble?.detail;
  }
};

describe('what does not fit is named, in words that every language has', () => {
  it.each([
    [['--nonsense', '1'], '--nonsense?'],
    [['--person', '--accept'], '--person?'],
    [['handover', '-1'], '-1?'],
    [['--port', '70000'], '--port 70000?'],
    // Laptops would take the lease for no number at all, and none of them could sync any more.
    [['--lease-days', '1e99'], '--lease-days 1e99?'],
    [['--lease-days=-1'], '--lease-days -1?'],
  ])('%j', (argv, detail) => {
    expect(detailOf(argv)).toBe(detail);
  });

  it.each(['10.0.0.0/999', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129', 'everybody', '10.0.0/8'])(
    'a proxy at %s',
    (proxy) => {
      expect(detailOf([], { SEMICOLON_TRUST_PROXY: proxy })).toBe(`SEMICOLON_TRUST_PROXY=${proxy}?`);
    },
  );

  it('and proxies that exist are taken', () => {
    const proxies = 'loopback, 10.0.0.0/8, fd00::/8, 192.168.1.1';
    expect(parseOptions([], { SEMICOLON_TRUST_PROXY: proxies }).trustProxy).toBe(proxies);
  });
});

it('a device has a number that the database can hold, written as the list of devices shows it', () => {
  const words = ['12', '0', '', '-1', '1.0', '0x1', ' 1', '99999999999', '１'];
  expect(words.map(deviceNumber)).toEqual([12, null, null, null, null, null, null, null, null]);
});
