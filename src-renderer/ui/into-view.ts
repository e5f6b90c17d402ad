/** As a `ref` of what opens where there may be no room left: all of it is brought into view, its buttons too. */
export const intoView = (opened: HTMLElement | null): void => opened?.scrollIntoView({ block: 'nearest' });
