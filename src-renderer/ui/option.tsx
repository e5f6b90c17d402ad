import type { ReactElement } from 'react';
import { ListBoxItem } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';

/** One choice of a select, a combo box or a picker. */
export interface Option<T extends string = string> {
  readonly value: T;
  readonly text: string;
  /** A second, weaker word: the team of a person, the seats of a room. */
  readonly detail?: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
}

export function OptionItem<T extends string>({ option }: { option: Option<T> }): ReactElement {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.text}
      className="choice"
      {...(option.disabled === undefined ? {} : { isDisabled: option.disabled })}
    >
      {({ isSelected }) => (
        <>
          {option.icon ? <Icon name={option.icon} size="s" /> : null}
          <span className="cut">{option.text}</span>
          {option.detail ? <span className="also cut">{option.detail}</span> : null}
          <span className="sp" />
          {isSelected ? <Icon name="check" size="xs" /> : null}
        </>
      )}
    </ListBoxItem>
  );
}
