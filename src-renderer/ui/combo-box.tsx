import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { Button, ComboBox as Combo, Input, Label, ListBox, Popover } from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';
import { type Option, OptionItem } from './option.tsx';

/**
 * Finds one thing by typing: a customer, a colleague, a room. The caller answers `onText` with the options that
 * fit (the core knows pinyin and aliases), so nothing is filtered here.
 */
export function ComboBox<T extends string>(
  props: FieldProps & {
    options: readonly Option<T>[];
    text: string;
    onText: (text: string) => void;
    value: T | null;
    /** Null when the text was cleared. */
    onChange: (value: T | null) => void;
    placeholder?: string;
    icon?: IconName;
    /** Says that no option fits. */
    noneText: string;
    openLabel: string;
    autoFocus?: boolean;
  },
): ReactElement {
  const {
    label,
    labelHidden = false,
    options,
    text,
    onText,
    value,
    onChange,
    problem,
    disabled,
    required,
  } = props;
  const { placeholder, icon, noneText, openLabel, autoFocus } = props;
  // The list closes when it sees a new key: a caller that collects choices keeps `value` null, so it is lent one.
  const [picked, setPicked] = useState<T | null>(null);
  useEffect(() => setPicked(null), [picked]);
  // Without an `id` the collection takes one item for another when typing changes what stands first.
  const items = useMemo(() => options.map((option) => ({ id: option.value, option })), [options]);
  // Escape is about the open list alone: the form around it stays, with all that is written in it.
  const closesList = useRef(false);
  const beforeKey = ({ key, currentTarget }: KeyboardEvent): void => {
    closesList.current = key === 'Escape' && currentTarget.getAttribute('aria-expanded') === 'true';
  };
  const afterKey = (event: KeyboardEvent): void => {
    if (closesList.current) event.stopPropagation();
  };
  return (
    <Combo
      className={fieldClass(props)}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      items={items}
      inputValue={text}
      onInputChange={onText}
      selectedKey={picked ?? value}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.value === key)?.value ?? null;
        setPicked(chosen);
        onChange(chosen);
      }}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <div className="input">
        {icon ? (
          <span className="t3 x">
            <Icon name={icon} size="s" />
          </span>
        ) : null}
        <Input
          onKeyDownCapture={beforeKey}
          onKeyDown={afterKey}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <Button aria-label={openLabel}>
          <Icon name="expand" size="s" />
        </Button>
      </div>
      <FieldNote {...props} />
      <Popover className="pop" offset={4}>
        <ListBox
          className="options pop-list"
          renderEmptyState={() => <div className="menu-head">{noneText}</div>}
        >
          {({ option }: { option: Option<T> }) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </Combo>
  );
}
