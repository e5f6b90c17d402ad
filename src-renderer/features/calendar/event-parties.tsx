import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { ColleaguePicker } from '../../app/pickers/colleague-picker.tsx';
import { CustomerPicker } from '../../app/pickers/customer-picker.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { AboutField } from './about-field.tsx';
import { seatsMissing, withoutCustomer, type EventDraft } from './event-draft.ts';

const NOTHING = {};

/** Who takes part, in which room, with which customer. */
export function EventParties({
  draft,
  set,
}: {
  draft: EventDraft;
  set: (change: Partial<EventDraft>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const names = useNames();
  const people = useLiveQuery('org.people', NOTHING) ?? [];
  const resources = useLiveQuery('org.resources', NOTHING) ?? [];
  const [resource, setResource] = useState('');
  const wanted = resource.trim().toLowerCase();
  const freePeople = people
    .filter((one) => !one.me && !draft.people.some((picked) => picked.id === one.id))
    .map((one) => ({ value: one.id, text: names.name(one), detail: names.either(one.title, one.title_en) }));
  const freeResources = resources
    .filter((one) => !draft.resources.some((picked) => picked.id === one.id))
    .map((one) => ({
      value: one.id,
      text: names.name(one),
      detail: t('seats', { count: one.seats }),
      icon: one.kind === 'car' ? ('car' as const) : ('door' as const),
    }));
  return (
    <>
      <CustomerPicker
        label={t('form.customers')}
        placeholder={t('form.addCustomer')}
        value={null}
        keep={false}
        onChange={(customer) => {
          if (customer !== null && !draft.customers.some((one) => one.id === customer.id))
            set({ customers: [...draft.customers, customer] });
        }}
      />
      {draft.customers.map((one) => (
        <Picked key={one.id} name={one.name} onRemove={() => set(withoutCustomer(draft, one.id))} />
      ))}
      <AboutField draft={draft} set={set} />
      <ColleaguePicker
        label={t('form.attendees')}
        placeholder={t('form.addPerson')}
        colleagues={freePeople}
        onChoose={({ value, text }) =>
          set({ people: [...draft.people, { id: value, name: text, role: 'required' }] })
        }
      />
      {draft.people.map((one) => (
        <Picked
          key={one.id}
          name={one.name}
          person
          onRemove={() => set({ people: draft.people.filter((other) => other.id !== one.id) })}
        >
          <Button
            size="s"
            kind="quiet"
            onPress={() =>
              set({
                people: draft.people.map((other) =>
                  other.id === one.id
                    ? { ...other, role: other.role === 'required' ? 'optional' : 'required' }
                    : other,
                ),
              })
            }
          >
            {t(`roles.${one.role}`)}
          </Button>
        </Picked>
      ))}
      <ComboBox
        label={t('form.resources')}
        placeholder={t('form.addResource')}
        icon="door"
        options={freeResources.filter((one) => one.text.toLowerCase().includes(wanted))}
        text={resource}
        onText={setResource}
        value={null}
        onChange={(id) => {
          const chosen = resources.find((one) => one.id === id);
          if (chosen === undefined) return;
          const { kind, seats } = chosen;
          set({ resources: [...draft.resources, { id: chosen.id, name: names.name(chosen), kind, seats }] });
          setResource('');
        }}
        noneText={common.t('kit.noChoice')}
        openLabel={common.t('kit.openList')}
      />
      {draft.resources.map((one) => (
        <Picked
          key={one.id}
          name={one.name}
          icon={one.kind === 'car' ? 'car' : 'door'}
          onRemove={() => set({ resources: draft.resources.filter((other) => other.id !== one.id) })}
        >
          <span className={`small nw ${seatsMissing(draft, one) > 0 ? 'soft' : 't3'}`}>
            {seatsMissing(draft, one) > 0
              ? t('form.tooSmall', { count: seatsMissing(draft, one) })
              : t('seats', { count: one.seats })}
          </span>
        </Picked>
      ))}
    </>
  );
}

function Picked({
  name,
  person = false,
  icon,
  onRemove,
  children,
}: {
  name: string;
  person?: boolean;
  icon?: IconName;
  onRemove: () => void;
  children?: ReactElement;
}): ReactElement {
  const { t } = useTranslation('calendar');
  return (
    <div className="x g6 picked">
      {person ? <Avatar name={name} /> : null}
      {icon === undefined ? null : <Icon name={icon} size="s" />}
      <span className="cut">{name}</span>
      <span className="sp" />
      {children}
      <Button
        kind="quiet"
        size="s"
        icon="close"
        label={t('form.removePerson', { name })}
        onPress={onRemove}
      />
    </div>
  );
}
