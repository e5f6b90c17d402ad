import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { isApple } from './platform.ts';

const drawn: Record<string, IconName> = {
  enter: 'enter',
  shift: 'shift',
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'arrow-left',
  arrowright: 'arrow-right',
};
const spelled: Record<string, string> = {
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
  delete: 'Del',
  backspace: 'Bksp',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  plus: '+',
};

/** One key cap. `accent` marks a key that takes a proposal (1 2 3 in a panel and on the grid). */
export function Kbd({ children, accent = false }: { children: ReactNode; accent?: boolean }): ReactElement {
  return <kbd className={accent ? 'k' : undefined}>{children}</kbd>;
}

/** The caps of one key spec: `mod+z` → `Ctrl` `Z`, `g t` → `G` `T`. The spec is that of `useKeys`. */
export function capsOf(spec: string): string[] {
  return spec.split(' ').flatMap((chord) => chord.split('+'));
}

function cap(key: string): ReactNode {
  if (key === 'mod') return isApple() ? <Icon name="command" size="xs" label="⌘" /> : 'Ctrl';
  if (key === 'alt') return isApple() ? '⌥' : 'Alt';
  const icon = drawn[key];
  if (icon) return <Icon name={icon} size="xs" label={key} />;
  return spelled[key] ?? (key.length === 1 ? key.toUpperCase() : key.toUpperCase());
}

/** Prints keys as caps; several specs stand side by side (`1` `2` `3`). */
export function Keys({
  spec,
  accent = false,
}: {
  spec: string | readonly string[];
  accent?: boolean;
}): ReactElement {
  const specs = typeof spec === 'string' ? [spec] : spec;
  return (
    <>
      {specs.flatMap(capsOf).map((key, index) => (
        <Fragment key={index}>
          <Kbd accent={accent}>{cap(key)}</Kbd>
        </Fragment>
      ))}
    </>
  );
}

/** For `aria-keyshortcuts`: `mod+shift+n` → `Control+Shift+N`. Sequences have no notation there and are left out. */
export function ariaKeys(spec: string | undefined): string | undefined {
  if (spec === undefined || spec.includes(' ')) return undefined;
  return spec
    .split('+')
    .map((key) =>
      key === 'mod' ? (isApple() ? 'Meta' : 'Control') : key.charAt(0).toUpperCase() + key.slice(1),
    )
    .join('+');
}
