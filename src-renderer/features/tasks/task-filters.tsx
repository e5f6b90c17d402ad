import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NO_CONDITIONS, PRIORITIES, TRAITS } from './task-filter.ts';
import type { TaskFilter } from './use-task-filter.ts';

/** Which tasks are shown: by words, by priority, by what they are. */
export function TaskFilters({ filter }: { filter: TaskFilter }): ReactElement {
  const { t } = useTranslation('tasks');
  const { text, setText, asked, setAsked, conditions, setConditions, count } = filter;
  const flip = <T extends string>(list: readonly T[], value: T): T[] =>
    list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  return (
    <>
      {asked || text !== '' ? (
        <span className="tasks-filter">
          <TextField
            label={t('filter')}
            labelHidden
            icon="search"
            type="search"
            placeholder={t('filterFor')}
            value={text}
            onChange={setText}
            onEscape={() => {
              setText('');
              setAsked(false);
            }}
            autoFocus
          />
        </span>
      ) : (
        <Button icon="search" label={t('filter')} kind="quiet" keys="/" onPress={() => setAsked(true)} />
      )}
      <Popover
        label={t('conditions')}
        trigger={
          <Button kind={count > 0 ? 'normal' : 'quiet'} icon="filter" label={t('conditions')}>
            {count > 0 ? String(count) : undefined}
          </Button>
        }
      >
        <div className="task-conditions">
          <fieldset>
            <legend className="small t2">{t('fields.priority')}</legend>
            {PRIORITIES.map((value) => (
              <Checkbox
                key={value}
                on={conditions.priorities.includes(value)}
                onChange={() =>
                  setConditions({ ...conditions, priorities: flip(conditions.priorities, value) })
                }
              >
                {t(`priorities.${value}`)}
              </Checkbox>
            ))}
          </fieldset>
          <fieldset>
            <legend className="small t2">{t('conditionsAll')}</legend>
            {TRAITS.map((value) => (
              <Checkbox
                key={value}
                on={conditions.traits.includes(value)}
                onChange={() => setConditions({ ...conditions, traits: flip(conditions.traits, value) })}
              >
                {t(`traits.${value}`)}
              </Checkbox>
            ))}
          </fieldset>
          <Button size="s" disabled={count === 0} onPress={() => setConditions(NO_CONDITIONS)}>
            {t('clear')}
          </Button>
        </div>
      </Popover>
    </>
  );
}
