import { describe, expect, it } from 'vitest';
import { shellOptions } from './shell-options.ts';

describe("the shell's command line", () => {
  it('keeps the data with the user unless a folder is named', () => {
    expect(shellOptions(['electron', '.'], '/home/a')).toEqual({
      data: '/home/a/desk',
      server: undefined,
      as: undefined,
    });
  });

  it('finds its own options among those of Chromium', () => {
    const argv = [
      'electron',
      '--inspect=0',
      '.',
      '--data',
      '/d',
      '--server=http://127.0.0.1:1',
      '--as',
      'li.na',
      '--no-sandbox',
    ];
    expect(shellOptions(argv, '/u')).toEqual({ data: '/d', server: 'http://127.0.0.1:1', as: 'li.na' });
  });

  it('does not take another option for a value', () => {
    expect(shellOptions(['electron', '--as', '--data', '/d'], '/u')).toMatchObject({
      as: undefined,
      data: '/d',
    });
  });
});
