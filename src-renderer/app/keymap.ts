import { parseKeys, type Chord } from './key-spec.ts';
import { createRegistry, type Registry } from './registry.ts';

/** The innermost scope wins: what floats, then the pane, the screen, the whole desk. */
export type Scope = 'global' | 'screen' | 'pane' | 'overlay';

export interface KeyBinding {
  /** `e`, `g t`, `mod+k`, `shift+arrowleft`; see `parseKeys`. */
  readonly keys: string;
  /** In the user's language, as a verb: it is what `?` lists. */
  readonly label: string;
  readonly run: () => void;
  /** Single keys are off while one types; Ctrl/⌘ and function keys are on, except those of text editing. */
  readonly whileTyping?: boolean;
  readonly disabled?: boolean;
  /** A second key for the same thing is not listed. */
  readonly unlisted?: boolean;
  /** Only listed: what has the focus handles it itself, as the arrows of a grid. */
  readonly byFocus?: boolean;
}

interface Group {
  readonly scope: Scope;
  readonly bindings: readonly KeyBinding[];
}

export interface Situation {
  /** The focus is in a field or an editor. */
  readonly typing: boolean;
  /** The focus is in a menu, popover or dialog: only bindings of the scope `overlay` apply. */
  readonly floating: boolean;
  /** The focus is on something that Enter and Space press. */
  readonly pressable: boolean;
}

export interface Keymap {
  readonly groups: Registry<Group>;
  /**
   * Runs what a chord is bound to. `at` is the event's own time in ms: a sequence such as `g t` must be finished
   * within 1.5 s. `pending` means that the chord began a sequence, `kept` that it waits for what is on its way.
   */
  press(chord: Chord, situation: Situation, at: number): Outcome;
  /**
   * What is being opened is still on its way: until the returned function is called, the latest single key that means
   * nothing yet is kept. `come` presses it once the bindings of what came are there; otherwise it is forgotten.
   */
  expect(): (come: boolean) => void;
}

type Outcome = 'ran' | 'pending' | 'kept' | 'none';

const SEQUENCE_MS = 1500;
const rank: Record<Scope, number> = { overlay: 0, pane: 1, screen: 2, global: 3 };
/** Chords that belong to the text while one types; Alt does so as a whole, since on macOS it writes letters. */
const ofText = /^mod\+(shift\+)?([zyxcvabiu]|arrow\w+|home|end|backspace|delete)$/;

export function createKeymap(): Keymap {
  const groups = createRegistry<Group>();
  let begun: readonly Chord[] = [];
  let begunAt = 0;
  let expected = 0;
  let kept: { chord: Chord; situation: Situation; at: number } | null = null;

  function candidates(situation: Situation): readonly KeyBinding[] {
    const open = groups.all().filter(({ scope }) => !situation.floating || scope === 'overlay');
    const latestFirst = open.toReversed().toSorted((a, b) => rank[a.scope] - rank[b.scope]);
    return latestFirst
      .flatMap(({ bindings }) => bindings)
      .filter(({ disabled, byFocus }) => disabled !== true && byFocus !== true);
  }

  function press(chord: Chord, situation: Situation, at: number): Outcome {
    const outcome = meaning(chord, situation, at);
    const keeps = outcome === 'none' && expected > 0 && !situation.typing && chord.length === 1;
    kept = keeps ? { chord, situation, at } : null;
    return keeps ? 'kept' : outcome;
  }

  function expect(): (come: boolean) => void {
    expected += 1;
    return (come) => {
      expected -= 1;
      if (!come) kept = null;
      // What came binds its keys in the same turn, after this.
      queueMicrotask(() => {
        if (kept !== null) press(kept.chord, kept.situation, kept.at);
      });
    };
  }

  function meaning(chord: Chord, situation: Situation, at: number): 'ran' | 'pending' | 'none' {
    const started = at - begunAt <= SEQUENCE_MS ? begun : [];
    begun = [];
    if (situation.pressable && (chord === 'enter' || chord === 'space')) return 'none';
    const open = candidates(situation).filter((binding) => allowed(binding, chord, situation));
    for (const sequence of started.length > 0 ? [[...started, chord], [chord]] : [[chord]]) {
      const fitting = open.filter(({ keys }) => startsWith(parseKeys(keys), sequence));
      const exact = fitting.find(({ keys }) => parseKeys(keys).length === sequence.length);
      if (exact) {
        exact.run();
        return 'ran';
      }
      if (fitting.length > 0) {
        begun = sequence;
        begunAt = at;
        return 'pending';
      }
    }
    return 'none';
  }

  return { groups, press, expect };
}

function allowed(binding: KeyBinding, chord: Chord, { typing }: Situation): boolean {
  if (!typing) return true;
  if (binding.whileTyping !== undefined) return binding.whileTyping;
  return (chord.startsWith('mod+') && !ofText.test(chord)) || /^(shift\+)?f\d+$/.test(chord);
}

const startsWith = (whole: readonly Chord[], start: readonly Chord[]): boolean =>
  start.length <= whole.length && start.every((chord, index) => whole[index] === chord);
