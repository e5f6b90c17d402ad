import type { ReactElement } from 'react';
import { iconShapes, type IconName } from './icon-shapes.tsx';

export type { IconName } from './icon-shapes.tsx';

/** `xs` 12 px in pills and events, `s` 14 in buttons and rows, `m` 16, `l` 18 in the rail. */
export type IconSize = 'xs' | 's' | 'm' | 'l';

interface IconProps {
  name: IconName;
  size?: IconSize;
  /** Only where no word stands beside the icon: it then speaks for itself. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 'm', label, className = '' }: IconProps): ReactElement {
  const classes = `i ${size === 'm' ? '' : size} ${className}`.trim();
  return (
    <svg className={classes} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      {label ? <title>{label}</title> : null}
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** Rendered once, at the root of the window. */
export function IconSprite(): ReactElement {
  return (
    <svg className="sprite" aria-hidden="true">
      {Object.entries(iconShapes).map(([name, shape]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}
