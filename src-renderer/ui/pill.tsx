import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** `hard`, `soft`, `info`, `ok` are severities and always carry an icon and a word. */
export type Tone = 'hard' | 'soft' | 'info' | 'ok';

export const toneIcon: Record<Tone, IconName> = { hard: 'clash', soft: 'warn', info: 'eye', ok: 'check' };

export function Pill({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone | 'plain' | 'line' | 'acc';
  /** Severities bring their own icon; pass another one to replace it. */
  icon?: IconName;
  children: ReactNode;
}): ReactElement {
  const own = tone === 'plain' || tone === 'line' || tone === 'acc' ? undefined : toneIcon[tone];
  const shown = icon ?? own;
  return (
    <span className={tone === 'plain' ? 'pill' : `pill ${tone}`}>
      {shown ? <Icon name={shown} size="xs" /> : null}
      {children}
    </span>
  );
}
