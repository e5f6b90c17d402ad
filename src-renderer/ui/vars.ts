import type { CSSProperties } from 'react';

/**
 * Geometry for a `style` attribute: custom properties such as `--a` (start hour) beside ordinary ones.
 * React sets them through the object model, which a strict content policy allows.
 */
export function vars(
  values: Record<`--${string}`, string | number>,
  more: CSSProperties = {},
): CSSProperties {
  return { ...more, ...values } as CSSProperties;
}
