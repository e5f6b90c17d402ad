import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeymap, type KeyBinding, type Keymap, type Situation } from './keymap.ts';

const nowhere: Situation = { typing: false, floating: false, pressable: false };
const typing: Situation = { ...nowhere, typing: true };

let keymap: Keymap;
beforeEach(() => {
  keymap = createKeymap();
});

const binding = (
  keys: string,
  change: Partial<KeyBinding> = {},
): KeyBinding & { run: ReturnType<typeof vi.fn> } =>
  ({
    keys,
    label: keys,
    run: vi.fn(),
    ...change,
  }) as KeyBinding & { run: ReturnType<typeof vi.fn> };

describe('single keys', () => {
  test('run where they are bound, and not after the screen has gone', () => {
    const edit = binding('e');
    const leave = keymap.groups.add({ scope: 'screen', bindings: [edit] });
    expect(keymap.press('e', nowhere, 0)).toBe('ran');
    leave();
    expect(keymap.press('e', nowhere, 10)).toBe('none');
    expect(edit.run).toHaveBeenCalledTimes(1);
  });

  test('are off while one types, except where they say otherwise', () => {
    const edit = binding('e');
    const leaveField = binding('escape', { whileTyping: true });
    keymap.groups.add({ scope: 'screen', bindings: [edit, leaveField] });
    expect(keymap.press('e', typing, 0)).toBe('none');
    expect(keymap.press('escape', typing, 0)).toBe('ran');
  });

  test('Enter and Space belong to the button that has the focus', () => {
    keymap.groups.add({ scope: 'screen', bindings: [binding('enter'), binding('space')] });
    expect(keymap.press('enter', { ...nowhere, pressable: true }, 0)).toBe('none');
    expect(keymap.press('space', { ...nowhere, pressable: true }, 0)).toBe('none');
    expect(keymap.press('enter', nowhere, 0)).toBe('ran');
  });

  test('a disabled binding lets the one behind it run', () => {
    const off = binding('n', { disabled: true });
    const behind = binding('n');
    keymap.groups.add({ scope: 'global', bindings: [behind] });
    keymap.groups.add({ scope: 'screen', bindings: [off] });
    keymap.press('n', nowhere, 0);
    expect(behind.run).toHaveBeenCalledOnce();
    expect(off.run).not.toHaveBeenCalled();
  });
});

describe('scopes', () => {
  test('the innermost wins whatever was bound last', () => {
    const [pane, screen, desk] = [binding('1'), binding('1'), binding('1')];
    keymap.groups.add({ scope: 'pane', bindings: [pane] });
    keymap.groups.add({ scope: 'global', bindings: [desk] });
    keymap.groups.add({ scope: 'screen', bindings: [screen] });
    keymap.press('1', nowhere, 0);
    expect(pane.run).toHaveBeenCalledOnce();
    expect(screen.run).not.toHaveBeenCalled();
    expect(desk.run).not.toHaveBeenCalled();
  });

  test('within a menu or dialog only its own keys work', () => {
    const below = binding('e');
    const above = binding('1');
    keymap.groups.add({ scope: 'screen', bindings: [below] });
    keymap.groups.add({ scope: 'overlay', bindings: [above] });
    const floating: Situation = { ...nowhere, floating: true };
    expect(keymap.press('e', floating, 0)).toBe('none');
    expect(keymap.press('1', floating, 0)).toBe('ran');
  });
});

describe('sequences', () => {
  beforeEach(() => {
    keymap.groups.add({ scope: 'global', bindings: [binding('g t'), binding('g c')] });
  });

  test('g then t goes, if the t comes in time', () => {
    expect(keymap.press('g', nowhere, 0)).toBe('pending');
    expect(keymap.press('t', nowhere, 1400)).toBe('ran');
  });

  test('a t that comes late is a t alone', () => {
    const today = binding('t');
    keymap.groups.add({ scope: 'screen', bindings: [today] });
    keymap.press('g', nowhere, 0);
    expect(keymap.press('t', nowhere, 1600)).toBe('ran');
    expect(today.run).toHaveBeenCalledOnce();
  });

  test('a key that does not continue the sequence counts by itself', () => {
    const edit = binding('e');
    keymap.groups.add({ scope: 'screen', bindings: [edit] });
    keymap.press('g', nowhere, 0);
    expect(keymap.press('e', nowhere, 100)).toBe('ran');
    expect(keymap.press('t', nowhere, 200)).toBe('none');
  });
});

describe('Ctrl and ⌘ while one types', () => {
  test('open the palette, but leave undo and bold to the text', () => {
    keymap.groups.add({ scope: 'global', bindings: [binding('mod+k'), binding('mod+z'), binding('f6')] });
    keymap.groups.add({ scope: 'screen', bindings: [binding('mod+b'), binding('mod+shift+z')] });
    expect(keymap.press('mod+k', typing, 0)).toBe('ran');
    expect(keymap.press('f6', typing, 0)).toBe('ran');
    expect(keymap.press('mod+z', typing, 0)).toBe('none');
    expect(keymap.press('mod+shift+z', typing, 0)).toBe('none');
    expect(keymap.press('mod+b', typing, 0)).toBe('none');
    expect(keymap.press('mod+z', nowhere, 0)).toBe('ran');
  });

  test('Alt writes letters and jumps over words on macOS, so it is left to the text', () => {
    keymap.groups.add({ scope: 'global', bindings: [binding('alt+n'), binding('alt+arrowleft')] });
    expect(keymap.press('alt+n', typing, 0)).toBe('none');
    expect(keymap.press('alt+arrowleft', typing, 0)).toBe('none');
    expect(keymap.press('alt+n', nowhere, 0)).toBe('ran');
  });
});

describe('a pane that is on its way', () => {
  test('a key of it that is pressed too early runs when it has come, once', async () => {
    const come = keymap.expect();
    expect(keymap.press('n', nowhere, 0)).toBe('kept');
    const decline = binding('n');
    come(true);
    keymap.groups.add({ scope: 'pane', bindings: [decline] });
    await Promise.resolve();
    expect(decline.run).toHaveBeenCalledOnce();
    await Promise.resolve();
    expect(decline.run).toHaveBeenCalledOnce();
  });

  test('the key is forgotten when the pane goes before it came, or another key follows', async () => {
    const bound = binding('n');
    const away = keymap.expect();
    keymap.press('n', nowhere, 0);
    away(false);
    const come = keymap.expect();
    keymap.press('n', nowhere, 10);
    keymap.press('escape', nowhere, 20);
    come(true);
    keymap.groups.add({ scope: 'pane', bindings: [bound] });
    await Promise.resolve();
    expect(bound.run).not.toHaveBeenCalled();
  });

  test('what is typed into a field, and what moves the focus, is not kept', () => {
    keymap.expect();
    expect(keymap.press('n', typing, 0)).toBe('none');
    expect(keymap.press('tab', nowhere, 0)).toBe('none');
  });
});
