/** One chord, normalized: modifiers in the order mod, alt, shift, then the key in lower case. `mod+shift+n`. */
export type Chord = string;

/** What of a keyboard event decides; a plain object, so that the rules are tested without a window. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const names: Record<string, string> = { ' ': 'space', esc: 'escape', '+': 'plus', del: 'delete' };

/** `mod+k`, `g t`, `?`, `shift+arrowleft` → its chords. `mod` is ⌘ on macOS and Ctrl elsewhere. */
export function parseKeys(spec: string): readonly Chord[] {
  return spec.trim().split(/\s+/).map(normalize);
}

function normalize(text: string): Chord {
  const parts = text.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  const has = (name: string): boolean => parts.includes(name);
  return chord(has('mod'), has('alt'), has('shift'), names[key] ?? key);
}

/**
 * Shift is part of a chord only where the key itself does not show it: `?` is `?` on every layout, but Shift with
 * a letter or an arrow is a chord of its own.
 */
export function chordOf(press: KeyPress, apple: boolean): Chord {
  const key = keyOf(press);
  const named = key.length > 1 || /[a-z0-9]/.test(key);
  return chord(apple ? press.metaKey : press.ctrlKey, press.altKey, press.shiftKey && named, key);
}

/**
 * With a Chinese input method on, `key` is `Process` or full-width (`？`, `【`); and Alt changes the letter on
 * macOS. The physical key then says what was meant.
 */
function keyOf({ key, code, altKey, shiftKey }: KeyPress): string {
  const usable =
    key.length > 1 ? key !== 'Process' && key !== 'Dead' && key !== 'Unidentified' : /[!-~ ]/.test(key);
  if (usable && !(altKey && key.length === 1)) return names[key.toLowerCase()] ?? key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  return (shiftKey ? shifted[code] : plain[code]) ?? key.toLowerCase();
}

const plain: Record<string, string> = {
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
  Space: 'space',
};
const shifted: Record<string, string> = { Slash: '?' };

const chord = (mod: boolean, alt: boolean, shift: boolean, key: string): Chord =>
  `${mod ? 'mod+' : ''}${alt ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
