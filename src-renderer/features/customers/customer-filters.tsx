import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { conditionsOf, useCustomerList } from '../../state/customer-list.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Popover } from '../../ui/popover.tsx';

const NOTHING = {};
const GROUPS = {
  tiers: { words: 'tiers', name: 'tier', values: ['key', 'core', 'standard', 'basic'] },
  kinds: { words: 'kinds', name: 'kind', values: ['company', 'person', 'group'] },
  lifecycles: {
    words: 'lifecycles',
    name: 'lifecycle',
    values: ['prospect', 'active', 'at_risk', 'lost', 'won_back'],
  },
  stages: { words: 'stages', name: 'stage', values: ['gather', 'design', 'deal', 'follow'] },
} as const;

/** Every condition at once; what is chosen in one group is joined by "or", the groups by "and". */
export function CustomerFilters(): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const { filter, setFilter, clear } = useCustomerList();
  const books = useLiveQuery('customer.books', NOTHING);
  const tags = useLiveQuery('customer.tags', NOTHING);
  const on = conditionsOf(filter);
  const flip = <T extends string>(list: readonly T[], value: T): T[] =>
    list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  return (
    <Popover
      label={t('filters')}
      trigger={
        <Button kind={on > 0 ? 'normal' : 'quiet'} size="s" icon="filter" label={t('filters')}>
          {on > 0 ? String(on) : undefined}
        </Button>
      }
    >
      <div className="customer-filters">
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => {
          const { words, name, values } = GROUPS[group];
          return (
            <fieldset key={group}>
              <legend className="small t2">{t(name)}</legend>
              {values.map((value) => (
                <Checkbox
                  key={value}
                  on={(filter[group] as readonly string[]).includes(value)}
                  onChange={() => setFilter({ [group]: flip(filter[group] as readonly string[], value) })}
                >
                  {t(`${words}.${value}` as 'tiers.key')}
                </Checkbox>
              ))}
            </fieldset>
          );
        })}
        {books !== undefined && books.length > 1 ? (
          <fieldset>
            <legend className="small t2">{t('book')}</legend>
            {books.slice(0, 12).map((book) => (
              <Checkbox
                key={book.id}
                on={filter.books.includes(book.id)}
                onChange={() => setFilter({ books: flip(filter.books, book.id) })}
              >
                {names.name(book)}
              </Checkbox>
            ))}
          </fieldset>
        ) : null}
        {tags !== undefined && tags.length > 0 ? (
          <fieldset>
            <legend className="small t2">{t('tags')}</legend>
            {tags.slice(0, 12).map(({ tag }) => (
              <Checkbox
                key={tag}
                on={filter.tag === tag}
                onChange={(chosen) => setFilter({ tag: chosen ? tag : null })}
              >
                {tag}
              </Checkbox>
            ))}
          </fieldset>
        ) : null}
        <Checkbox on={filter.overdueOnly} onChange={(overdueOnly) => setFilter({ overdueOnly })}>
          {t('overdueOnly')}
        </Checkbox>
        <Button size="s" disabled={on === 0} onPress={clear}>
          {t('clear')}
        </Button>
      </div>
    </Popover>
  );
}
