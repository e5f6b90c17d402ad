import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** Three lines at the top left: what is empty, why, and one action with its key. No drawings, no jokes. */
export function EmptyState({
  icon,
  what,
  why,
  action,
}: {
  icon?: IconName;
  what: string;
  why: string;
  /** One small `Button`, with its key printed. */
  action?: ReactNode;
}): ReactElement {
  return (
    <div className="empty">
      {icon ? (
        <span className="t3 x">
          <Icon name={icon} />
        </span>
      ) : null}
      <b className="med">{what}</b>
      <span className="small">{why}</span>
      {action ? <span className="x g6 empty-action">{action}</span> : null}
    </div>
  );
}
