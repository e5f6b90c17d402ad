import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('the options of npm start', () => {
  it('start a small demo bank in .data and open the desk of its first manager', () => {
    expect(parseOptions([])).toEqual({
      ok: true,
      value: {
        data: '.data',
        port: undefined,
        demo: 'small',
        demoAsked: false,
        as: 'wang.fang',
        asAsked: false,
        open: true,
      },
    });
  });

  it('take a value after a space or an equals sign', () => {
    const spaced = parseOptions([
      '--data',
      '/d',
      '--port',
      '4000',
      '--demo',
      'large',
      '--as',
      'li.na',
      '--no-open',
    ]);
    const joined = parseOptions(['--data=/d', '--port=4000', '--demo=large', '--as=li.na', '--no-open']);
    expect(spaced).toEqual(joined);
    expect(spaced).toEqual({
      ok: true,
      value: {
        data: '/d',
        port: 4000,
        demo: 'large',
        demoAsked: true,
        as: 'li.na',
        asAsked: true,
        open: false,
      },
    });
  });

  it('sign nobody in where there is no demo bank', () => {
    expect(parseOptions(['--demo', 'none'])).toMatchObject({ ok: true, value: { as: undefined } });
  });

  it.each([
    [['--prot', '4000'], { type: 'OptionUnknown', option: '--prot' }],
    [['--data'], { type: 'OptionNeedsValue', option: '--data' }],
    [['--data='], { type: 'OptionNeedsValue', option: '--data' }],
    [['--data', ' '], { type: 'OptionNeedsValue', option: '--data' }],
    [['--as', '--no-open'], { type: 'OptionNeedsValue', option: '--as' }],
    [['--port', 'x'], { type: 'PortInvalid', value: 'x' }],
    [['--port', '65535'], { type: 'PortInvalid', value: '65535' }],
    [['--port', '0'], { type: 'PortInvalid', value: '0' }],
    [['--as', '../x'], { type: 'PersonInvalid', value: '../x' }],
    [['--demo', 'huge'], { type: 'DemoUnknown', value: 'huge' }],
  ])('refuse %j with the reason', (args, error) => {
    expect(parseOptions(args)).toEqual({ ok: false, error });
  });
});
