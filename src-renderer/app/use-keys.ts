import { createContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { isApple } from '../ui/platform.ts';
import { chordOf } from './key-spec.ts';
import type { KeyBinding, Keymap, Scope, Situation } from './keymap.ts';
import { useWithin } from './use-within.ts';

export const KeymapContext = createContext<Keymap | null>(null);

const useKeymap = (): Keymap => useWithin(KeymapContext, 'useKeys');

/**
 * Binds keys while the component is mounted. The list may be made anew on every render: only a change of keys,
 * labels or availability registers again, and the latest `run` is always the one called.
 */
export function useKeys(scope: Scope, bindings: readonly KeyBinding[]): void {
  const keymap = useKeymap();
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const signature = bindings
    .map(({ keys, label, disabled }) => `${keys}\n${label}\n${disabled}`)
    .join('\n\n');
  useEffect(() => {
    const standing = latest.current.map((binding, index) => ({
      ...binding,
      run: () => latest.current[index]?.run(),
    }));
    return keymap.groups.add({ scope, bindings: standing });
  }, [keymap, scope, signature]);
}

/**
 * For a pane whose contents are on their way: whoever opens a record and presses its key at once is understood, however
 * slow the machine. The component must outlast the wait; when it goes first, the key is forgotten.
 */
export function useExpectedKeys(waiting: boolean): void {
  const keymap = useKeymap();
  const still = useRef(waiting);
  useLayoutEffect(() => {
    still.current = waiting;
  });
  useEffect(() => {
    if (!waiting) return;
    const end = keymap.expect();
    return () => end(!still.current);
  }, [keymap, waiting]);
}

/** Every listed key, for the help: those of this screen and those of the whole desk. */
export function useListedKeys(): { ofScreen: readonly KeyBinding[]; everywhere: readonly KeyBinding[] } {
  const keymap = useKeymap();
  const groups = useSyncExternalStore(keymap.groups.subscribe, keymap.groups.all);
  const of = (global: boolean): readonly KeyBinding[] =>
    groups
      .filter(({ scope }) => scope !== 'overlay' && (scope === 'global') === global)
      .flatMap(({ bindings }) => bindings)
      .filter(({ unlisted, disabled }) => unlisted !== true && disabled !== true);
  return { ofScreen: of(false), everywhere: of(true) };
}

/** Listens on the window; mounted once, by the frame. */
export function useKeyboard(): void {
  const keymap = useKeymap();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || modifiers.has(event.key)) return;
      const outcome = keymap.press(chordOf(event, isApple()), situationOf(event.target), event.timeStamp);
      if (outcome !== 'none') event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keymap]);
}

const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'CapsLock']);
const silentInputs = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file']);

function situationOf(target: EventTarget | null): Situation {
  if (!(target instanceof Element)) return { typing: false, floating: false, pressable: false };
  const typing =
    (target instanceof HTMLInputElement && !silentInputs.has(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target.closest('[contenteditable="true"], [role="spinbutton"]') !== null;
  return {
    typing,
    floating: target.closest('.modal, .pal, .pop[data-trigger]') !== null,
    pressable: target.closest('a[href], button, [role="button"], [role="checkbox"], [role="tab"]') !== null,
  };
}
