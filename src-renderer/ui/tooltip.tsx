import type { ReactElement } from 'react';
import { Tooltip as Bubble, TooltipTrigger } from 'react-aria-components';
import { Keys } from './kbd.tsx';

/** Names what an icon does, with its key. Never the only place where something is said. */
export function Tooltip({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: string;
  children: ReactElement;
}): ReactElement {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Bubble className="tooltip x g6" offset={6}>
        {text}
        {keys ? <Keys spec={keys} /> : null}
      </Bubble>
    </TooltipTrigger>
  );
}
