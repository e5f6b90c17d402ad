import type { ReactElement, ReactNode } from 'react';
import { Checkbox as Check, Switch as Flip } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface CheckProps {
  children?: ReactNode;
  /** The name, where no words stand beside the box. */
  label?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
  className?: string;
}

/** `kind` gives the box the colour of an event kind; `round` is that of a task that one ticks off. */
export function Checkbox(
  props: CheckProps & { partly?: boolean; round?: boolean; kind?: string },
): ReactElement {
  const {
    children,
    label,
    on,
    onChange,
    disabled,
    className = '',
    partly = false,
    round = false,
    kind,
  } = props;
  return (
    <Check
      className={['check', kind ? `k-${kind}` : '', className].filter(Boolean).join(' ')}
      isSelected={on}
      isIndeterminate={partly}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
    >
      <span className={round ? 'box round' : 'box'} aria-hidden="true">
        {partly ? <Icon name="dash" size="xs" /> : on ? <Icon name="check" size="xs" /> : null}
      </span>
      {children}
    </Check>
  );
}

/** A setting that takes effect at once. */
export function Switch({
  children,
  label,
  on,
  onChange,
  disabled,
  className = '',
}: CheckProps): ReactElement {
  return (
    <Flip
      className={`check switch ${className}`.trim()}
      isSelected={on}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
    >
      <span className="track" aria-hidden="true" />
      {children}
    </Flip>
  );
}
