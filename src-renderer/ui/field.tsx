import type { ReactElement } from 'react';
import { FieldError, Text } from 'react-aria-components';
import { Icon } from './icon.tsx';

/** What every field has. The label is always there for a screen reader, even where the picture shows none. */
export interface FieldProps {
  label: string;
  labelHidden?: boolean;
  /** `beside` puts the label at the left, as in side panels. */
  layout?: 'above' | 'beside';
  /** What is wrong and what to write instead, in words; an icon is put before it. */
  problem?: string | undefined;
  hint?: string;
  disabled?: boolean;
  required?: boolean;
  readOnly?: boolean;
  className?: string;
}

export const fieldClass = ({ layout = 'above', className = '' }: FieldProps): string =>
  ['field', layout === 'beside' ? 'beside' : '', className].filter(Boolean).join(' ');

/** The line under a field: the problem, or else the hint. */
export function FieldNote({ problem, hint }: FieldProps): ReactElement | null {
  if (problem !== undefined)
    return (
      <FieldError className="problem" elementType="div">
        <Icon name="clash" size="xs" />
        {problem}
      </FieldError>
    );
  if (hint === undefined) return null;
  return (
    <Text slot="description" className="hint" elementType="div">
      {hint}
    </Text>
  );
}
