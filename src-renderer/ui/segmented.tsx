import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import { Keys } from './kbd.tsx';

export interface Segment<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly icon?: IconName;
  readonly keys?: string;
}

/** One choice out of a few that are all visible: day / week / month. Arrow keys move, Enter or Space takes. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  size = 'm',
}: {
  label: string;
  options: readonly Segment<T>[];
  value: T;
  onChange: (value: T) => void;
  size?: 'm' | 's';
}): ReactElement {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={size === 's' ? 'seg s' : 'seg'}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value}>
          {option.icon ? <Icon name={option.icon} size="s" /> : null}
          {option.text}
          {option.keys ? <Keys spec={option.keys} /> : null}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
