import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './pill.tsx';

const icons: Record<Tone | 'plain', IconName> = {
  hard: 'clash',
  soft: 'warn',
  info: 'eye',
  ok: 'check',
  plain: 'offline',
};

/** A strip in the page that says what happened and what to do next. It is read out when it appears, if `live`. */
export function Notice({
  tone = 'plain',
  icon,
  children,
  actions,
  live = false,
}: {
  tone?: Tone | 'plain';
  icon?: IconName;
  children: ReactNode;
  actions?: ReactNode;
  live?: boolean;
}): ReactElement {
  return (
    <div
      className={tone === 'plain' ? 'note' : `note ${tone}`}
      {...(live ? { role: tone === 'hard' ? 'alert' : 'status' } : {})}
    >
      <Icon name={icon ?? icons[tone]} size="s" />
      <span className="sp">{children}</span>
      {actions}
    </div>
  );
}
