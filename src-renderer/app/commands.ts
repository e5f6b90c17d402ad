import { createContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { IconName } from '../ui/icon.tsx';
import type { Registry } from './registry.ts';
import { useWithin } from './use-within.ts';

/** Something the palette can do. Its key is printed there each time, and so is learnt. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: string;
  /** Heads the group in the palette; `here` (this screen) if left out. */
  readonly group?: 'here' | 'create' | 'go' | 'actions';
  readonly run: () => void;
}

export const CommandsContext = createContext<Registry<readonly Command[]> | null>(null);

/** Offers commands while the component is mounted; the latest `run` is the one called. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useWithin(CommandsContext, 'useCommands');
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  const signature = commands.map(({ id, label, keys }) => `${id}\n${label}\n${keys}`).join('\n\n');
  useEffect(() => {
    const standing = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }));
    return registry.add(standing);
  }, [registry, signature]);
}

export function useAllCommands(): readonly Command[] {
  const registry = useWithin(CommandsContext, 'useCommands');
  return useSyncExternalStore(registry.subscribe, registry.all).flat();
}
