import type { DateText } from '../../../src-shared/kernel/brand.ts';

/** The day of the element with `data-cell` in which a point of the window lies. */
export function cellAt(
  container: HTMLElement,
  { clientX, clientY }: { clientX: number; clientY: number },
): DateText | null {
  for (const cell of container.querySelectorAll<HTMLElement>('[data-cell]')) {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    if (clientX >= left && clientX < right && clientY >= top && clientY < bottom)
      return cell.dataset['cell']!;
  }
  return null;
}
