import type { ReactElement } from 'react';
import { Icon } from '../../ui/icon.tsx';

/** At the edge of the days: the page is about to turn under what is held there. */
export function EdgeMark({ turning }: { turning: -1 | 0 | 1 }): ReactElement | null {
  if (turning === 0) return null;
  return (
    <div className={turning === 1 ? 'edge-turn next' : 'edge-turn'} aria-hidden="true">
      <Icon name={turning === 1 ? 'right' : 'left'} size="s" />
    </div>
  );
}
