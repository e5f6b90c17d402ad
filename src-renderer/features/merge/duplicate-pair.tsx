import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateItem, DuplicateSide } from '../../../src-shared/contract/merge.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useAct } from '../../app/use-act.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pill } from '../../ui/pill.tsx';
import { MergeRecords } from './merge-records.tsx';

/** Two records that seem to be one customer: merge them, or say that they are two. */
export function DuplicatePair({
  item,
  onSettled,
}: {
  item: DuplicateItem;
  onSettled: () => void;
}): ReactElement | null {
  const { t } = useTranslation('customers');
  const names = useNames();
  const act = useAct();
  const seen = item.other.seen;
  const pair = useLiveQuery('duplicate.compare', { a: item.customer_id, b: item.other_id });
  const dismiss = async (): Promise<void> => {
    const { customer_id, other_id } = item;
    await act(
      'duplicate.dismiss',
      { customer_id, other_id },
      t('merge.dismissed', { name: names.name(item.mine) }),
    );
    onSettled();
  };
  useKeys('screen', [{ keys: 'n', label: t('merge.dismiss'), run: () => void dismiss() }]);
  useHints([
    ...(seen
      ? [
          { keys: ['arrowup', 'arrowdown'], label: t('merge.field') },
          { keys: ['arrowleft', 'arrowright'], label: t('merge.choose') },
          { keys: 's', label: t('merge.swap') },
        ]
      : []),
    { keys: 'n', label: t('merge.dismiss') },
  ]);
  const separate = (
    <Button keys="n" onPress={() => void dismiss()}>
      {t('merge.dismiss')}
    </Button>
  );
  const links = (
    <>
      <span className="sp" />
      <a className="btn q" href={href('customers', item.customer_id)}>
        {t('merge.open', { name: names.name(item.mine) })}
      </a>
    </>
  );
  if (!seen)
    return (
      <>
        <Head item={item} />
        <div className="scroll inbox-body">
          <div className="merge-pair">
            <Card side={item.mine} />
            <Card side={item.other} />
          </div>
          <Notice icon="lock">{t('merge.unseen')}</Notice>
        </div>
        <div className="inbox-foot">
          {separate}
          {links}
        </div>
      </>
    );
  if (!pair) return null;
  return (
    <MergeRecords
      pair={pair}
      scope="screen"
      onMerged={onSettled}
      head={<Head item={item} />}
      foot={(merge) => (
        <div className="inbox-foot">
          <Button kind="primary" keys="mod+enter" disabled={!pair.mergeable} onPress={merge}>
            {t('merge.now')}
          </Button>
          {separate}
          {links}
        </div>
      )}
    />
  );
}

function Head({ item }: { item: DuplicateItem }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  return (
    <div className="inbox-head">
      <div className="x">
        <Pill tone="info" icon="merge">
          {t('merge.pill')}
        </Pill>
        <h2 className="cut">{names.name(item.mine)}</h2>
        <span className="sp" />
        <span className="small t2 nw">{t('merge.found', { when: format.when(item.found_at, now) })}</span>
      </div>
      <p className="t2">{t(`merge.why.${item.key.kind}`, { value: item.key.value })}</p>
    </div>
  );
}

function Card({ side }: { side: DuplicateSide }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  return (
    <div className="merge-card">
      <b className="cut">{side.seen ? names.name(side) : t('merge.hidden')}</b>
      <span className="t2 cut">{t('merge.inBook', { book: names.name(side.book) })}</span>
      {side.managers.length > 0 ? (
        <span className="small t3 cut">{t('merge.managedBy', { names: names.list(side.managers) })}</span>
      ) : null}
    </div>
  );
}
