import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNow } from '../../app/use-now.ts';
import { useScopeNames } from '../../app/use-scope-names.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';

const STALE_MS = 24 * 3_600_000;

/** What this laptop holds: whose, how many rows, since when, and whether it agrees with the server. */
export function HeldScopes({ scopes }: { scopes: QueryResult<'sync.queue'>['scopes'] }): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const now = useNow();
  const names = useScopeNames();
  return (
    <>
      <GroupHeader text={t('held')} count={scopes.length} />
      {scopes.map((held) => (
        <div key={held.scope} className="held">
          <span className="cut">{names(held.scope)}</span>
          <span className="small t3 nw r">
            {t('scopeRows', { count: held.rows, rows: format.number(held.rows) })}
          </span>
          <span className={`small ${held.state === 'ready' ? 't3' : 'soft'} cut`}>
            {`${t(`scopeState.${held.state}`)} · ${t(`rights.${held.right}`)}`}
          </span>
          {held.at === null ? (
            <span />
          ) : (
            <AsOf text={format.asOf(held.at, now)} stale={now - held.at > STALE_MS} />
          )}
        </div>
      ))}
    </>
  );
}
