import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { Customer } from '../../../src-shared/domain/customer/tables.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSay } from '../../ui/toast.tsx';
import {
  changedFields,
  FEN_PER_WAN,
  fieldKeys,
  fieldsOf,
  MOST_WAN,
  overLimit,
  type Fields,
} from './customer-fields.ts';
import { formDraft, type FormDraft } from './form-draft.ts';
import { TakenUp } from './taken-up.tsx';
import { useFormDraft } from './use-form-draft.ts';

const NOTHING = {};

/**
 * Edits a customer, or makes one. Only what was changed is written, so that colleagues' edits stay; what is not saved is
 * kept, and stands there when the form is opened again.
 */
export function CustomerForm(props: { customer: Customer | null; onClose: () => void }): ReactElement | null {
  const { kept, keep } = useFormDraft(props.customer?.id ?? null);
  return kept === undefined ? null : <Form {...props} kept={kept} keep={keep} />;
}

function Form({
  customer,
  kept,
  keep,
  onClose,
}: {
  customer: Customer | null;
  kept: FormDraft | null;
  keep: (draft: FormDraft | null) => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const names = useNames();
  const words = useDateWords();
  const tell = useOutcome();
  const say = useSay();
  const once = useOneAtATime();
  const books = useLiveQuery('customer.books', NOTHING)?.filter((book) => book.writable) ?? [];
  const [before] = useState<Fields>(() => fieldsOf(customer));
  const [fields, setFields] = useState<Fields>({ ...before, ...kept?.fields });
  const [book, setBook] = useState<string | null>(kept?.book ?? null);
  const [takenUp, setTakenUp] = useState(kept !== null);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Fields>): void => setFields((now) => ({ ...now, ...change }));
  useEffect(() => keep(formDraft(before, { open: true, fields, book })), [before, fields, book, keep]);
  const giveUp = (): void => {
    const left = formDraft(before, { open: false, fields, book });
    keep(left);
    if (left !== null) say({ text: t('form.kept') });
    onClose();
  };
  const saved = (): void => {
    keep(null);
    onClose();
  };
  const bookId = book ?? books[0]?.id ?? null;

  const save = async (): Promise<void> => {
    setTried(true);
    if (fields.name.trim() === '' || (customer === null && bookId === null)) return;
    if (fieldKeys.some((key) => overLimit(fields, key) !== null)) return;
    const changed = changedFields(before, fields);
    if (customer === null) {
      const made = await run('customer.create', {
        book_id: bookId!,
        fields: { ...changed, kind: fields.kind, name: fields.name.trim() },
      });
      if (tell(made, t('created', { name: fields.name.trim() })) && made.ok) {
        saved();
        go(href('customers', made.value.id));
      }
      return;
    }
    if (Object.keys(changed).length === 0) return saved();
    if (
      tell(
        await run('customer.update', {
          id: customer.id,
          fields: changed as CommandInput<'customer.update'>['fields'],
        }),
        t('saved'),
      )
    )
      saved();
  };
  useKeys('pane', [{ keys: 'mod+enter', label: t('form.save'), run: once(save) }]);

  const tooLong = (key: keyof Fields): { problem?: string } => {
    const limit = overLimit(fields, key);
    return limit === null ? {} : { problem: t('form.tooLong', { count: limit }) };
  };
  const line = (
    key:
      | 'name_en'
      | 'short_name'
      | 'short_name_en'
      | 'industry'
      | 'region'
      | 'address'
      | 'occupation'
      | 'rating'
      | 'source',
  ): ReactElement => (
    <TextField
      label={t(`columns.${key}`)}
      value={fields[key] ?? ''}
      onChange={(text) => set({ [key]: text === '' ? null : text })}
      {...tooLong(key)}
    />
  );
  const nextStep = (
    <>
      <TextField
        label={t('columns.next_step')}
        value={fields.next_step ?? ''}
        onChange={(text) => set({ next_step: text === '' ? null : text })}
        autoFocus={customer !== null}
        {...tooLong('next_step')}
      />
      <DateField
        label={t('columns.next_step_due')}
        value={fields.next_step_due}
        onChange={(next_step_due) => set({ next_step_due })}
        words={words}
      />
    </>
  );
  return (
    <Panel
      title={t(customer === null ? 'form.newTitle' : 'form.title')}
      onClose={giveUp}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" keys="mod+enter" onPress={once(save)}>
            {t('form.save')}
          </Button>
          <Button kind="quiet" onPress={giveUp}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="customer-form">
        <TakenUp
          onAnew={
            takenUp
              ? () => {
                  setFields(before);
                  setBook(null);
                  setTakenUp(false);
                }
              : null
          }
        />
        {customer === null ? null : nextStep}
        <TextField
          label={t('columns.name')}
          required
          value={fields.name}
          onChange={(name) => set({ name })}
          autoFocus={customer === null}
          {...(tried && fields.name.trim() === '' ? { problem: t('form.nameMissing') } : tooLong('name'))}
        />
        {customer === null ? (
          <Select
            label={t('book')}
            value={bookId}
            options={books.map((one) => ({ value: one.id, text: names.name(one) }))}
            onChange={setBook}
            {...(tried && bookId === null ? { problem: t('form.bookMissing') } : {})}
          />
        ) : null}
        <div className="field">
          <span className="small t2">{t('kind')}</span>
          <Segmented
            label={t('kind')}
            value={fields.kind}
            options={(['company', 'person', 'group'] as const).map((value) => ({
              value,
              text: t(`kinds.${value}`),
            }))}
            onChange={(kind) => set({ kind })}
          />
        </div>
        {line('name_en')}
        <div className="form-pair even">
          {line('short_name')}
          {line('short_name_en')}
        </div>
        <Select
          label={t('tier')}
          value={fields.tier}
          options={(['key', 'core', 'standard', 'basic'] as const).map((value) => ({
            value,
            text: t(`tiers.${value}`),
          }))}
          onChange={(tier) => set({ tier })}
        />
        {customer === null ? nextStep : null}
        <Select
          label={t('lifecycle')}
          value={fields.lifecycle}
          options={(['prospect', 'active', 'at_risk', 'lost', 'won_back'] as const).map((value) => ({
            value,
            text: t(`lifecycles.${value}`),
          }))}
          onChange={(lifecycle) => set({ lifecycle })}
        />
        <Select
          label={t('stage')}
          value={fields.stage}
          options={(['gather', 'design', 'deal', 'follow'] as const).map((value) => ({
            value,
            text: t(`stages.${value}`),
          }))}
          onChange={(stage) => set({ stage })}
        />
        <NumberField
          label={t('columns.need_amount')}
          value={fields.need_amount === null ? Number.NaN : fields.need_amount / FEN_PER_WAN}
          onChange={(wan) =>
            set({
              need_amount: Number.isNaN(wan) ? null : Math.round(wan * FEN_PER_WAN),
              need_currency: Number.isNaN(wan) ? null : (fields.need_currency ?? 'CNY'),
            })
          }
          min={0}
          max={MOST_WAN}
          unit={t('wan')}
        />
        <NumberField
          label={t('columns.cadence_days')}
          value={fields.cadence_days ?? Number.NaN}
          onChange={(days) => set({ cadence_days: Number.isNaN(days) ? null : days })}
          min={1}
          max={3650}
        />
        {fields.kind === 'person' ? (
          <>
            {line('occupation')}
            <Select
              label={t('columns.gender')}
              value={fields.gender ?? 'none'}
              options={(['none', 'female', 'male'] as const).map((value) => ({
                value,
                text: t(`genders.${value}`),
              }))}
              onChange={(gender) => set({ gender: gender === 'none' ? null : gender })}
            />
            <DateField
              label={t('columns.birth_date')}
              value={fields.birth_date}
              onChange={(birth_date) => set({ birth_date })}
              words={words}
            />
          </>
        ) : (
          <>
            {line('industry')}
            <NumberField
              label={t('columns.employees')}
              value={fields.employees ?? Number.NaN}
              onChange={(count) => set({ employees: Number.isNaN(count) ? null : count })}
              min={0}
              max={10_000_000}
            />
          </>
        )}
        {line('region')}
        {line('address')}
        {line('rating')}
        {line('source')}
        <TextField
          label={t('columns.hobbies')}
          lines={2}
          value={fields.hobbies ?? ''}
          onChange={(text) => set({ hobbies: text === '' ? null : text })}
          {...tooLong('hobbies')}
        />
        <TextField
          label={t('columns.remark')}
          lines={4}
          value={fields.remark ?? ''}
          onChange={(text) => set({ remark: text === '' ? null : text })}
          {...tooLong('remark')}
        />
        <TextField
          label={t('columns.teller_note')}
          lines={2}
          value={fields.teller_note ?? ''}
          onChange={(text) => set({ teller_note: text === '' ? null : text })}
          {...tooLong('teller_note')}
        />
        <TextField
          label={t('columns.id_no')}
          value={fields.id_no ?? ''}
          onChange={(text) => set({ id_no: text === '' ? null : text })}
          {...tooLong('id_no')}
        />
      </div>
    </Panel>
  );
}
