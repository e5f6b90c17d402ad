import type { ReactElement } from 'react';
import { Button, Label, ListBox, Popover, Select as Choose, SelectValue } from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon } from './icon.tsx';
import { type Option, OptionItem } from './option.tsx';

/** One choice out of a list that opens. Typing the first letters goes to an option. */
export function Select<T extends string>(
  props: FieldProps & {
    options: readonly Option<T>[];
    value: T | null;
    onChange: (value: T) => void;
    /** Stands in the box while nothing is chosen. */
    placeholder?: string;
  },
): ReactElement {
  const {
    label,
    labelHidden = false,
    options,
    value,
    onChange,
    placeholder,
    problem,
    disabled,
    required,
  } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Choose
      className={fieldClass(props)}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      selectedKey={value}
      onSelectionChange={(key) => {
        const next = options.find((option) => option.value === key);
        if (next) onChange(next.value);
      }}
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <Button className="input">
        {chosen?.icon ? <Icon name={chosen.icon} size="s" /> : null}
        <SelectValue className="cut">
          {({ defaultChildren }) => (chosen === undefined ? defaultChildren : chosen.text)}
        </SelectValue>
        <Icon name="expand" size="s" />
      </Button>
      <FieldNote {...props} />
      <Popover className="pop" offset={4}>
        <ListBox className="options pop-list">
          {options.map((option) => (
            <OptionItem key={option.value} option={option} />
          ))}
        </ListBox>
      </Popover>
    </Choose>
  );
}
