import type { ReactElement, ReactNode, Ref } from 'react';
import { Input, Label, TextArea, TextField as Field } from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';

interface TextFieldProps extends FieldProps {
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  icon?: IconName;
  /** Inside the box at its end: a key cap, a unit, a button. */
  after?: ReactNode;
  type?: 'text' | 'search' | 'password' | 'email' | 'tel' | 'url';
  lines?: number;
  autoFocus?: boolean;
  autoComplete?: string;
  /** Enter in the field, with its text; composing Chinese does not count. */
  onEnter?: (value: string) => void;
  onEscape?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text, or several with `lines`. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, labelHidden = false, value, defaultValue, onChange, placeholder, icon, after } = props;
  const {
    type = 'text',
    lines,
    problem,
    disabled,
    required,
    readOnly,
    autoFocus,
    onEnter,
    onEscape,
    inputRef,
  } = props;
  return (
    <Field
      className={fieldClass(props)}
      type={type}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(onChange === undefined ? {} : { onChange })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(readOnly === undefined ? {} : { isReadOnly: readOnly })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
      {...(onEnter === undefined && onEscape === undefined
        ? {}
        : {
            onKeyDown: (event) => {
              const { target, isComposing } = event.nativeEvent;
              if (isComposing) return;
              const alone = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
              if (alone && onEnter !== undefined && target instanceof HTMLInputElement) onEnter(target.value);
              else if (event.key === 'Escape' && onEscape !== undefined) onEscape();
              // Whatever the field has no use for is a key of the form around it; react-aria would end it here.
              else event.continuePropagation();
            },
          })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <div className={lines === undefined ? 'input' : 'input tall'}>
        {icon ? (
          <span className="t3 x">
            <Icon name={icon} size="s" />
          </span>
        ) : null}
        {lines === undefined ? (
          <Input {...(placeholder ? { placeholder } : {})} {...(inputRef ? { ref: inputRef } : {})} />
        ) : (
          <TextArea rows={lines} {...(placeholder ? { placeholder } : {})} />
        )}
        {after}
      </div>
      <FieldNote {...props} />
    </Field>
  );
}
