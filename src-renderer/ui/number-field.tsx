import type { ReactElement, ReactNode } from 'react';
import { Button, Group, Input, Label, NumberField as Field } from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon } from './icon.tsx';

/** A number with its unit; arrow keys step, and what is typed is read in the user's language. */
export function NumberField(
  props: FieldProps & {
    /** NaN is an empty field. */
    value: number;
    onChange: (value: number) => void;
    min?: number;
    max?: number;
    step?: number;
    /** After the number: ten thousand yuan, `min`. */
    unit?: ReactNode;
    format?: Intl.NumberFormatOptions;
    /** Names of the two buttons; without them there are none. */
    stepLabels?: { more: string; less: string };
  },
): ReactElement {
  const { label, labelHidden = false, value, onChange, min, max, step, unit, format, stepLabels } = props;
  const { problem, disabled, required, readOnly } = props;
  return (
    <Field
      className={fieldClass(props)}
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      {...(format === undefined ? {} : { formatOptions: format })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(readOnly === undefined ? {} : { isReadOnly: readOnly })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <Group className="input">
        <Input />
        {unit === undefined ? null : <span className="small t3 nw">{unit}</span>}
        {stepLabels ? (
          <>
            <Button slot="decrement" aria-label={stepLabels.less}>
              <Icon name="dash" size="xs" />
            </Button>
            <Button slot="increment" aria-label={stepLabels.more}>
              <Icon name="plus" size="xs" />
            </Button>
          </>
        ) : null}
      </Group>
      <FieldNote {...props} />
    </Field>
  );
}
