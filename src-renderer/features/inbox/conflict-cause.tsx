import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;

/** How a conflict came about: who did what when, and when the server had it. */
export function ConflictCause({ detail }: { detail: Detail }): ReactElement {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const { me } = useDesk();
  const moment = (at: number): string => {
    const [day, time] = [format.when(at, now), format.time(at)];
    return day === time ? time : `${day} ${time}`;
  };
  return (
    <section aria-label={t('cause')}>
      <div className="h">{t('cause')}</div>
      <ol className="cause small t2">
        {detail.cause.map((line, at) => (
          <li key={`${line.at} ${at}`}>
            <span className="num t3 nw">{moment(line.at)}</span>
            <span>
              {t(`did.${line.did}`, {
                who:
                  line.person === null ? '' : line.person.id === me?.id ? t('iDid') : names.name(line.person),
                title: names.either(line.title, line.title_en),
              })}
              {line.offline ? <span className="t3">{` · ${t('offline')}`}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
