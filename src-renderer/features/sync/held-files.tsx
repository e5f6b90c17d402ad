import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';

const NOTHING = {};
const PARTS = ['here', 'remote', 'kept', 'waiting'] as const;

/** Which files lie on this laptop and which do not, under which rule, and how full it is. */
export function HeldFiles(): ReactElement | null {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const files = useLiveQuery('attachment.files', NOTHING);
  if (files === undefined) return null;
  const used = t('files.used', {
    used: format.bytes(files.here.bytes),
    limit: format.bytes(files.limitBytes),
  });
  return (
    <section className="held-files" aria-label={t('files.title')}>
      <GroupHeader text={t('files.title')} count={files.here.count + files.remote.count} />
      <dl className="kv">
        {PARTS.map((part) => (
          <Fragment key={part}>
            <dt>{t(`files.${part}`)}</dt>
            <dd>{t('files.count', { count: files[part].count, size: format.bytes(files[part].bytes) })}</dd>
          </Fragment>
        ))}
      </dl>
      <Progress label={used} value={files.here.bytes} max={files.limitBytes} text={used} />
      <p className="small t3">
        {`${used} · ${files.days === 0 ? t('files.ruleNone') : t('files.rule', { count: files.days })}`}
      </p>
      {files.here.bytes > files.limitBytes ? <Notice tone="soft">{t('files.over')}</Notice> : null}
    </section>
  );
}
