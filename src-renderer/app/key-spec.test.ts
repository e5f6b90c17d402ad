import { describe, expect, test } from 'vitest';
import { chordOf, parseKeys, type KeyPress } from './key-spec.ts';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('reading a key spec', () => {
  test('a sequence is chords with spaces between', () => {
    expect(parseKeys('g t')).toEqual(['g', 't']);
  });

  test('modifiers have one order, however they were written', () => {
    expect(parseKeys('Shift+Mod+N')).toEqual(parseKeys('mod+shift+n'));
  });

  test('the space bar and the plus have names', () => {
    expect(parseKeys('space')).toEqual(['space']);
    expect(parseKeys('mod+plus')).toEqual(['mod+plus']);
  });
});

describe('what was pressed', () => {
  test('mod is Ctrl on Windows and Linux, and ⌘ on macOS', () => {
    expect(chordOf(press({ key: 'k', code: 'KeyK', ctrlKey: true }), false)).toBe('mod+k');
    expect(chordOf(press({ key: 'k', code: 'KeyK', metaKey: true }), true)).toBe('mod+k');
    expect(chordOf(press({ key: 'k', code: 'KeyK', metaKey: true }), false)).toBe('k');
  });

  test('? is ? whatever the layout needs for it', () => {
    expect(chordOf(press({ key: '?', code: 'Slash', shiftKey: true }), false)).toBe('?');
    expect(chordOf(press({ key: '?', code: 'Minus', shiftKey: true }), false)).toBe('?');
  });

  test('Shift counts with letters and arrows', () => {
    expect(chordOf(press({ key: 'N', code: 'KeyN', ctrlKey: true, shiftKey: true }), false)).toBe(
      'mod+shift+n',
    );
    expect(chordOf(press({ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true }), false)).toBe(
      'shift+arrowleft',
    );
  });

  test('with a Chinese input method on, the physical key says what was meant', () => {
    expect(chordOf(press({ key: 'Process', code: 'KeyE' }), false)).toBe('e');
    expect(chordOf(press({ key: '？', code: 'Slash', shiftKey: true }), false)).toBe('?');
    expect(chordOf(press({ key: '【', code: 'BracketLeft' }), false)).toBe('[');
    expect(chordOf(press({ key: 'Process', code: 'Digit2' }), false)).toBe('2');
  });

  test('Alt on macOS changes the letter and not the chord', () => {
    expect(chordOf(press({ key: '˜', code: 'KeyN', altKey: true }), true)).toBe('alt+n');
  });
});
