import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ZonePicker } from '../../app/pickers/zone-picker.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { EventDraft } from './event-draft.ts';

/** What most events do without: what it is about in the bank's systems, the way, how it takes one's time, who may read it. */
export function MoreFields({
  led,
  draft,
  set,
  tooLong,
}: {
  /** The button that led here is gone: the focus goes to the first of them. */
  led: boolean;
  draft: EventDraft;
  set: (change: Partial<EventDraft>) => void;
  tooLong: (field: 'contract' | 'description') => { problem?: string };
}): ReactElement {
  const { t } = useTranslation('calendar');
  return (
    <>
      <TextField
        label={t('form.contract')}
        autoFocus={led}
        value={draft.contract}
        onChange={(contract) => set({ contract })}
        {...tooLong('contract')}
        placeholder={t('form.contractHint')}
      />
      {/* Where the times are told. The clock stays as it was written when the zone changes: nine o'clock, there. */}
      {draft.allDay ? null : (
        <ZonePicker label={t('form.zone')} zone={draft.zone} onChange={(zone) => set({ zone })} />
      )}
      <div className="form-pair even">
        <NumberField
          label={t('form.travel')}
          value={draft.travelMin ?? Number.NaN}
          onChange={(minutes) => set({ travelMin: Number.isNaN(minutes) ? null : minutes })}
          min={0}
          max={1440}
          step={5}
        />
        <NumberField
          label={t('form.buffer')}
          value={draft.bufferMin ?? Number.NaN}
          onChange={(minutes) => set({ bufferMin: Number.isNaN(minutes) ? null : minutes })}
          min={0}
          max={1440}
          step={5}
        />
      </div>
      <Select
        label={t('form.transparency')}
        value={draft.transparency}
        options={(['busy', 'free', 'out_of_office'] as const).map((value) => ({
          value,
          text: t(`form.transparencies.${value}`),
        }))}
        onChange={(transparency) => set({ transparency })}
      />
      <Checkbox on={draft.tentative} onChange={(tentative) => set({ tentative })}>
        {t('form.tentative')}
      </Checkbox>
      <Checkbox on={draft.isPrivate} onChange={(isPrivate) => set({ isPrivate })}>
        {t('form.privacy')}
        <span className="small t3"> {t('form.privacyHint')}</span>
      </Checkbox>
      <TextField
        label={t('form.description')}
        lines={4}
        value={draft.description}
        onChange={(description) => set({ description })}
        {...tooLong('description')}
      />
    </>
  );
}
