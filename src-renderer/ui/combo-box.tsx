import {
  useContext,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type Ref,
} from 'react';
import {
  Button,
  ComboBox as Combo,
  ComboBoxStateContext,
  Input,
  Label,
  ListBox,
  Popover,
} from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';
import { type Option, OptionItem } from './option.tsx';
import { onlyFit } from './only-fit.ts';
import { pressInView } from './press-in-view.ts';

/**
 * Finds one thing by typing: a customer, a colleague, a room. The caller answers `onText` with the options that
 * fit (the core knows pinyin and aliases), so nothing is filtered here.
 */
export function ComboBox<T extends string>(
  props: FieldProps & {
    options: readonly Option<T>[];
    /** The text that the options were found for, where they come later than the text. */
    optionsFor?: string;
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
  const { placeholder, icon, noneText, openLabel, autoFocus, optionsFor = text } = props;
  // The list closes when it sees a new key: a caller that collects choices keeps `value` null, so it is lent one.
  const [picked, setPicked] = useState<T | null>(null);
  useEffect(() => setPicked(null), [picked]);
  // Without an `id` the collection takes one item for another when typing changes what stands first.
  const items = useMemo(() => options.map((option) => ({ id: option.value, option })), [options]);
  // Escape is about the open list alone: what is typed stays, and so does the form around it with all that is written in it.
  const list = useRef<{ close: () => void }>(null);
  const choose = (key: T | null): void => {
    setPicked(key);
    onChange(key);
  };
  // Enter that came before the options of its text: it is about what these will be.
  const [early, setEarly] = useState<string | null>(null);
  useEffect(() => {
    if (early === null || (early === text && early !== optionsFor)) return;
    setEarly(null);
    const meant = onlyFit(options, early, early === text ? optionsFor : text);
    if (meant === null) return;
    setPicked(meant.value);
    onChange(meant.value);
  }, [early, text, optionsFor, options, onChange]);
  const beforeKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.currentTarget.getAttribute('aria-expanded') !== 'true' || event.nativeEvent.isComposing) return;
    // Enter takes what the arrows point at; without them, what can only be meant by what stands there now.
    const typed = event.currentTarget.value;
    const enters =
      event.key === 'Enter' && event.currentTarget.getAttribute('aria-activedescendant') === null;
    const meant = enters ? onlyFit(options, typed, optionsFor) : null;
    if (enters && typed !== optionsFor) {
      event.preventDefault();
      event.stopPropagation();
      return setEarly(typed);
    }
    if (event.key !== 'Escape' && meant === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (meant === null) list.current?.close();
    else choose(meant.value);
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
      onSelectionChange={(key) => choose(options.find((option) => option.value === key)?.value ?? null)}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <div className="input" onPointerDownCapture={pressInView} onPointerUpCapture={pressInView}>
        {icon ? (
          <span className="t3 x">
            <Icon name={icon} size="s" />
          </span>
        ) : null}
        <Input onKeyDownCapture={beforeKey} {...(placeholder === undefined ? {} : { placeholder })} />
        <Button aria-label={openLabel}>
          <Icon name="expand" size="s" />
        </Button>
      </div>
      <FieldNote {...props} />
      <ListCloser at={list} />
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

/** Closes the list and leaves the text: the library's own way out takes both. */
function ListCloser({ at }: { at: Ref<{ close: () => void }> }): null {
  const state = useContext(ComboBoxStateContext);
  useImperativeHandle(at, () => ({ close: () => state?.setOpen(false) }), [state]);
  return null;
}
