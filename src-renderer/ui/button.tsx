import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as Press, ToggleButton } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import { ariaKeys, Keys } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps {
  children?: ReactNode;
  icon?: IconName;
  /** `primary` once per screen; `quiet` without a border; `danger` for what destroys. */
  kind?: 'normal' | 'primary' | 'quiet' | 'danger';
  size?: 'm' | 's';
  /** Printed on the button, as the pictures do; the key itself is bound with `useKeys`. */
  keys?: string;
  /** The name of a button that shows only an icon; also its tooltip. */
  label?: string;
  disabled?: boolean;
  type?: 'button' | 'submit';
  autoFocus?: boolean;
  /** The id of the form that a `submit` button outside of it belongs to. */
  form?: string;
  className?: string;
  onPress?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

const kinds = { normal: '', primary: 'p', quiet: 'q', danger: 'danger' };

export function buttonClass(
  { kind = 'normal', size = 'm', className = '' }: Pick<ButtonProps, 'kind' | 'size' | 'className'>,
  iconOnly = false,
): string {
  return ['btn', kinds[kind], size === 's' ? 's' : '', iconOnly ? 'ic' : '', className]
    .filter(Boolean)
    .join(' ');
}

export function Button(props: ButtonProps): ReactElement {
  const { children, icon, keys, label, disabled, type, autoFocus, form, onPress, ref } = props;
  const iconOnly = children === undefined;
  const button = (
    <Press
      className={buttonClass(props, iconOnly)}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(type === undefined ? {} : { type })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
      {...(form === undefined ? {} : { form })}
      {...(onPress === undefined ? {} : { onPress })}
      {...(ref === undefined ? {} : { ref })}
      {...shortcut(keys)}
    >
      {icon ? <Icon name={icon} size="s" /> : null}
      {children}
      {keys && !iconOnly ? <Keys spec={keys} /> : null}
    </Press>
  );
  return iconOnly && label ? (
    <Tooltip text={label} {...(keys ? { keys } : {})}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}

/** A button that stays in: a filter that is on, a mark that is set. */
export function Toggle(
  props: Omit<ButtonProps, 'onPress' | 'type' | 'form' | 'ref' | 'autoFocus'> & {
    on: boolean;
    onChange: (on: boolean) => void;
  },
): ReactElement {
  const { children, icon, keys, label, disabled, on, onChange } = props;
  return (
    <ToggleButton
      className={buttonClass(props, children === undefined)}
      isSelected={on}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...shortcut(keys)}
    >
      {icon ? <Icon name={icon} size="s" /> : null}
      {children}
      {keys && children !== undefined ? <Keys spec={keys} /> : null}
    </ToggleButton>
  );
}

function shortcut(keys: string | undefined): { 'aria-keyshortcuts'?: string } {
  const spoken = ariaKeys(keys);
  return spoken === undefined ? {} : { 'aria-keyshortcuts': spoken };
}
