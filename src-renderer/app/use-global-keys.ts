import { useTranslation } from 'react-i18next';
import { usePaneMove } from '../ui/panes.tsx';
import { useSay } from '../ui/toast.tsx';
import { useCommands, type Command } from './commands.ts';
import { useDesk, type UndoOutcome } from './desk-data.ts';
import { useLanguage } from './i18n/use-format.ts';
import { useProblem } from './i18n/use-problem.ts';
import type { KeyBinding } from './keymap.ts';
import { href, hrefWith } from './route.ts';
import { back, forward, go } from './router.ts';
import { screens } from './screens.tsx';
import { useShownTheme } from './appearance.ts';
import { useKeys } from './use-keys.ts';

/** Keys and commands that work on every screen. */
export function useGlobalKeys(openPalette: () => void, openHelp: () => void): void {
  const { t } = useTranslation();
  const { controls } = useDesk();
  const undo = useUndo();
  const create = useCreate();
  const movePane = usePaneMove();
  // A browser keeps Ctrl N for its own windows; there Alt does it, and Ctrl works where the browser lets it.
  const [listed, unlisted] = controls === null ? ['alt', 'mod'] : ['mod', 'alt'];
  const twice = (key: string, label: string, run: () => void): KeyBinding[] => [
    { keys: `${listed}+${key}`, label, run },
    { keys: `${unlisted}+${key}`, label, run, unlisted: true },
  ];
  const visible = screens.filter(({ place }) => place !== 'hidden');
  const has = (name: string): boolean => visible.some((screen) => screen.name === name);

  useKeys('global', [
    { keys: 'mod+k', label: t('keys.palette'), run: openPalette },
    ...(has('calendar') ? twice('n', t('keys.newEvent'), () => create('event', '')) : []),
    ...(has('notes') ? twice('shift+n', t('keys.newNote'), () => create('note', '')) : []),
    { keys: 'mod+z', label: t('keys.undo'), run: () => undo.undo() },
    { keys: 'mod+shift+z', label: t('keys.redo'), run: () => undo.redo() },
    ...visible.map(({ name, keys }) => ({
      keys,
      label: t('keys.goTo', { screen: t(`screens.${name}`) }),
      run: () => go(href(name)),
    })),
    { keys: 'f6', label: t('keys.nextPane'), run: () => movePane(1) },
    { keys: 'shift+f6', label: t('keys.previousPane'), run: () => movePane(-1) },
    { keys: 'alt+arrowleft', label: t('keys.back'), run: back },
    { keys: 'alt+arrowright', label: t('keys.forward'), run: forward },
    { keys: '?', label: t('keys.help'), run: openHelp },
  ]);
  useCommands([
    ...visible.map(({ name, keys, icon }): Command => ({
      id: `go.${name}`,
      label: t(`screens.${name}`),
      icon,
      keys,
      group: 'go',
      run: () => go(href(name)),
    })),
    ...(has('calendar')
      ? [createCommand('event', t('palette.newEvent'), `${listed}+n`, () => create('event', ''))]
      : []),
    ...(has('calendar')
      ? [
          {
            id: 'create.findTime',
            label: t('palette.findTime'),
            icon: 'search' as const,
            group: 'create' as const,
            run: () => go(hrefWith({ new: '', find: '1' }, 'calendar')),
          },
        ]
      : []),
    ...(has('tasks')
      ? [createCommand('task', t('palette.newTask'), undefined, () => create('task', ''))]
      : []),
    ...(has('notes')
      ? [createCommand('note', t('palette.newNote'), `${listed}+shift+n`, () => create('note', ''))]
      : []),
    {
      id: 'undo',
      label: t('undo.undo'),
      icon: 'undo',
      keys: 'mod+z',
      group: 'actions',
      run: () => undo.undo(),
    },
    {
      id: 'redo',
      label: t('undo.redo'),
      icon: 'redo',
      keys: 'mod+shift+z',
      group: 'actions',
      run: () => undo.redo(),
    },
    ...usePreferenceCommands(),
    { id: 'help', label: t('keys.title'), icon: 'question', keys: '?', group: 'actions', run: openHelp },
  ]);
}

export type Creatable = 'event' | 'task' | 'note';

const places = { event: 'calendar', task: 'tasks', note: 'notes' } as const;
const icons = { event: 'calendar', task: 'task', note: 'note' } as const;

/** Opens the screen of the thing with `?new=<title>`; that screen opens its own form with the title filled in. */
export function useCreate(): (what: Creatable, title: string) => void {
  return (what, title) => go(hrefWith({ new: title }, places[what]));
}

function createCommand(what: Creatable, label: string, keys: string | undefined, run: () => void): Command {
  return { id: `create.${what}`, label, icon: icons[what], group: 'create', run, ...(keys ? { keys } : {}) };
}

function usePreferenceCommands(): Command[] {
  const { t } = useTranslation();
  const { preferences, prefer } = useDesk();
  const dark = useShownTheme(preferences.theme) === 'dark';
  const compact = preferences.density === 'compact';
  const chinese = useLanguage() === 'zh-CN';
  return [
    {
      id: 'theme',
      label: t(dark ? 'theme.toLight' : 'theme.toDark'),
      icon: 'today',
      group: 'actions',
      run: () => prefer({ theme: dark ? 'light' : 'dark' }),
    },
    {
      id: 'density',
      label: t(compact ? 'theme.toRegular' : 'theme.toCompact'),
      icon: 'list',
      group: 'actions',
      run: () => prefer({ density: compact ? 'regular' : 'compact' }),
    },
    {
      id: 'language',
      label: t(chinese ? 'language.toEnglish' : 'language.toChinese'),
      icon: 'web',
      group: 'actions',
      run: () => prefer({ language: chinese ? 'en' : 'zh-CN' }),
    },
  ];
}

/**
 * Undo and redo, which say what they took back. Ctrl Z and the palette mean the newest act, whichever it is; the undo bar
 * means the one that it tells of, and names its step.
 */
export function useUndo(): { undo: (step?: number) => void; redo: (step?: number) => void } {
  const { t } = useTranslation();
  const desk = useDesk();
  const say = useSay();
  const problem = useProblem();
  const tell = (outcome: UndoOutcome, redone: boolean): void => {
    if (outcome.type === 'failed') return say({ text: problem(outcome.failure), icon: 'warn' });
    if (outcome.type === 'nothing')
      return say({ text: t(redone ? 'undo.nothingToRedo' : 'undo.nothingToUndo') });
    const { what, act } = outcome;
    const only = redone ? 'undo.redoneOnly' : 'undo.undoneOnly';
    const text = what === undefined ? t(only) : t(redone ? 'undo.redone' : 'undo.undone', { what });
    if (redone || act === undefined) return say({ text });
    const action = { text: t('undo.redo'), keys: 'mod+shift+z', run: () => redo(act.step) };
    return say({ text, action, act });
  };
  const undo = (step?: number): void => void desk.undo(step).then((outcome) => tell(outcome, false));
  const redo = (step?: number): void => void desk.redo(step).then((outcome) => tell(outcome, true));
  return { undo, redo };
}
