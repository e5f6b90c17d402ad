import { describe, expect, it } from 'vitest';
import { chooseDoor, hasDisplay } from './electron-choice.ts';
import type { Surroundings } from './electron-choice.ts';

const HOUR = 3_600_000;
const desk = (more: Partial<Surroundings> = {}): Surroundings => ({
  open: true,
  hasDisplay: true,
  isRoot: false,
  installed: 'no',
  now: 100 * HOUR,
  lastAttempt: undefined,
  ...more,
});
const browser = (type: string) => ({ use: 'browser', why: { type } });

describe('the door that npm start opens', () => {
  it('is Electron where it is installed', () => {
    expect(chooseDoor(desk({ installed: 'yes' }))).toEqual({ use: 'electron' });
  });

  it('is the browser where no window is wanted or none can be drawn', () => {
    expect(chooseDoor(desk({ installed: 'yes', open: false }))).toEqual(browser('NotAsked'));
    expect(chooseDoor(desk({ installed: 'yes', hasDisplay: false }))).toEqual(browser('NoDisplay'));
    expect(chooseDoor(desk({ installed: 'yes', isRoot: true }))).toEqual(browser('RootUser'));
  });

  it('is an Electron that the person named, whatever the machine looks like', () => {
    expect(chooseDoor(desk({ installed: 'chosen', hasDisplay: false, isRoot: true }))).toEqual({
      use: 'electron',
    });
  });

  it('downloads Electron once, and not again for a day', () => {
    expect(chooseDoor(desk())).toEqual({ use: 'download' });
    expect(chooseDoor(desk({ lastAttempt: 77 * HOUR }))).toEqual(browser('TriedRecently'));
    expect(chooseDoor(desk({ lastAttempt: 76 * HOUR }))).toEqual({ use: 'download' });
  });

  it('does not wait for years when the clock was ahead at the last try', () => {
    expect(chooseDoor(desk({ lastAttempt: 9000 * HOUR }))).toEqual({ use: 'download' });
  });

  it('needs a display on Linux only', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
  });
});
