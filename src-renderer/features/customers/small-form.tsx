import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { FormName } from './form-draft.ts';
import { TakenUp } from './taken-up.tsx';
import { useSmallDraft } from './use-form-draft.ts';
import type { KeptValues, SmallForm } from './use-small-form.ts';

/** Shows a small form of a customer once it is known what was left in it. */
export function WhenKept<T>({
  customer,
  form,
  children,
}: {
  customer: string;
  form: FormName;
  children: (draft: KeptValues<T>) => ReactElement;
}): ReactElement | null {
  const { kept, keep } = useSmallDraft<T>(customer, form);
  return kept === undefined ? null : children({ kept, keep });
}

/** The frame of a small form at the right: what it is, what was taken up, saving and leaving. */
export function SmallFormPanel<T>({
  title,
  form,
  disabled = false,
  onSave,
  children,
}: {
  title: string;
  form: SmallForm<T>;
  disabled?: boolean;
  onSave: () => Promise<void>;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const save = useOneAtATime()(onSave);
  useKeys('pane', [{ keys: 'mod+enter', label: t('form.save'), disabled, run: save }]);
  return (
    <Panel
      title={title}
      onClose={form.giveUp}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" keys="mod+enter" disabled={disabled} onPress={save}>
            {t('form.save')}
          </Button>
          <Button kind="quiet" onPress={form.giveUp}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="customer-form">
        <TakenUp onAnew={form.beginAnew} />
        {children}
      </div>
    </Panel>
  );
}
