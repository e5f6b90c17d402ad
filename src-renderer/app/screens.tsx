import { lazy, type ComponentType } from 'react';
import type { IconName } from '../ui/icon.tsx';
import type { ScreenName } from './route.ts';

export interface Screen {
  readonly name: ScreenName;
  readonly icon: IconName;
  /** The sequence that goes there. */
  readonly keys: string;
  /** The rail draws a line between the work and the desk itself; `hidden` screens are reached by their address. */
  readonly place: 'work' | 'desk' | 'hidden';
  readonly Component: ComponentType;
}

/** Each screen is its own piece of the program, fetched when it is first opened. */
const files = import.meta.glob<{ default: ComponentType }>('../features/*/*-screen.tsx');

const planned: readonly Omit<Screen, 'Component'>[] = [
  { name: 'today', icon: 'today', keys: 'g t', place: 'work' },
  { name: 'calendar', icon: 'calendar', keys: 'g c', place: 'work' },
  { name: 'customers', icon: 'people', keys: 'g u', place: 'work' },
  { name: 'tasks', icon: 'task', keys: 'g k', place: 'work' },
  { name: 'notes', icon: 'note', keys: 'g n', place: 'work' },
  { name: 'plans', icon: 'plan', keys: 'g p', place: 'work' },
  { name: 'inbox', icon: 'inbox', keys: 'g i', place: 'desk' },
  { name: 'sync', icon: 'sync', keys: 'g y', place: 'desk' },
  { name: 'settings', icon: 'settings', keys: 'g s', place: 'desk' },
  { name: 'kit', icon: 'settings', keys: '', place: 'hidden' },
];

/** The registry of screens: only those that exist, in the order of the rail. */
export const screens: readonly Screen[] = planned.flatMap((screen) => {
  const load = files[`../features/${screen.name}/${screen.name}-screen.tsx`];
  return load ? [{ ...screen, Component: lazy(load) }] : [];
});
