import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MergeDialog } from './merge-dialog.tsx';

const NOTHING = {};

/** Says on a customer's page that there seems to be another record of the same one. */
export function DuplicateNotice({ id, name }: { id: string; name: string }): ReactElement | null {
  const { t } = useTranslation('customers');
  const names = useNames();
  const act = useAct();
  const [merging, setMerging] = useState<string | null>(null);
  const found = (useLiveQuery('duplicate.list', NOTHING) ?? []).filter(
    (item) => item.customer_id === id || item.other_id === id,
  );
  if (found.length === 0) return null;
  return (
    <>
      {found.map((item) => {
        const other = item.customer_id === id ? item.other : item.mine;
        const otherId = item.customer_id === id ? item.other_id : item.customer_id;
        const dismiss = (): void =>
          void act(
            'duplicate.dismiss',
            { customer_id: id, other_id: otherId },
            t('merge.dismissed', { name }),
          );
        return (
          <Notice
            key={item.id}
            tone="info"
            icon="merge"
            actions={
              <span className="x g6">
                {item.mergeable ? (
                  <Button size="s" onPress={() => setMerging(otherId)}>
                    {t('merge.compare')}
                  </Button>
                ) : null}
                <Button size="s" kind="quiet" onPress={dismiss}>
                  {t('merge.dismiss')}
                </Button>
              </span>
            }
          >
            {other.seen
              ? t('merge.notice', { other: names.name(other), key: t(`merge.keys.${item.key.kind}`) })
              : t('merge.noticeUnseen', {
                  key: t(`merge.keys.${item.key.kind}`),
                  book: names.name(other.book),
                  names: names.list(other.managers),
                })}
          </Notice>
        );
      })}
      {merging === null ? null : (
        <MergeDialog
          id={id}
          name={name}
          other={merging}
          onClose={() => setMerging(null)}
          onMerged={(kept) => {
            setMerging(null);
            go(href('customers', kept));
          }}
        />
      )}
    </>
  );
}
