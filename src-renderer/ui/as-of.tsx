import type { ReactElement } from 'react';
import { Icon } from './icon.tsx';

/** How old somebody else's data is. `text` is `format.asOf(…)`; stale data is underlined with dots, never hidden. */
export function AsOf({
  text,
  stale = false,
  icon = true,
}: {
  text: string;
  stale?: boolean;
  icon?: boolean;
}): ReactElement {
  return (
    <span className={stale ? 'asof stale' : 'asof'}>
      {icon ? <Icon name="clock" size="xs" /> : null}
      {text}
    </span>
  );
}
