import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../ui/toast.tsx';
import { smallDraft, type SmallDraft } from './form-draft.ts';

/** What was left in a small form, and how to keep what stands in it now. */
export interface KeptValues<T> {
  readonly kept: SmallDraft<T> | null;
  readonly keep: (draft: SmallDraft<T> | null) => void;
}

export interface SmallForm<T> {
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  /** Null where the form began empty. */
  readonly beginAnew: (() => void) | null;
  readonly giveUp: () => void;
  readonly saved: () => void;
}

/** The values of a small form, which are kept while they are written and stand there when it is opened again. */
export function useSmallForm<T>(fresh: T, { kept, keep }: KeptValues<T>, onClose: () => void): SmallForm<T> {
  const { t } = useTranslation('customers');
  const say = useSay();
  const [before] = useState(fresh);
  const [values, setValues] = useState<T>({ ...before, ...kept?.values });
  const [takenUp, setTakenUp] = useState(kept !== null);
  useEffect(() => keep(smallDraft(before, true, values)), [before, values, keep]);
  return {
    values,
    set: (change) => setValues((now) => ({ ...now, ...change })),
    beginAnew: takenUp
      ? () => {
          setValues(before);
          setTakenUp(false);
        }
      : null,
    giveUp: () => {
      const left = smallDraft(before, false, values);
      keep(left);
      if (left !== null) say({ text: t('form.kept') });
      onClose();
    },
    saved: () => {
      keep(null);
      onClose();
    },
  };
}
