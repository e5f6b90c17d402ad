import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '../../../../src-shared/contract/work.ts';
import { ask } from '../../../bridge/ask.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNames } from '../../name-of.ts';
import { useNow } from '../../use-now.ts';
import { useProblem } from '../../i18n/use-problem.ts';
import { fromBase64 } from '../bytes.ts';
import { decodeText } from './decode-text.ts';
import { kindOf } from './kind-of.ts';
import { PictureView } from './picture-view.tsx';

/** A megabyte that most people never need. */
const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

interface Content {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/**
 * A look at a file within the desk. Pictures, documents and texts are drawn by us; nothing of a file is run, and the
 * system is never asked to open it. Everything else is named, and can be saved.
 */
export function Preview({
  row,
  onClose,
  onSave,
}: {
  row: AttachmentRow;
  onClose: () => void;
  onSave: () => void;
}): ReactElement {
  const { t } = useTranslation('notes');
  const common = useTranslation();
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const problemText = useProblem();
  const [content, setContent] = useState<Content | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = useEffectEvent((read: Awaited<ReturnType<typeof ask<'attachment.bytes'>>>) => {
    if (!read.ok) setProblem(problemText(read.error));
    else if (read.value === null) onClose();
    else setContent({ bytes: fromBase64(read.value.bytes), mediaType: read.value.media_type });
  });
  useEffect(() => {
    let left = false;
    void ask('attachment.bytes', { id: row.id }).then((read) => {
      if (!left) show(read);
    });
    return () => {
      left = true;
    };
  }, [row.id]);
  const facts = [
    t(`files.kinds.${kindOf(content?.mediaType ?? row.media_type)}`),
    format.bytes(row.bytes),
    ...(row.person === null ? [] : [names.name(row.person)]),
    format.when(row.added_at, now),
  ];
  return (
    <Dialog
      title={row.name}
      open
      wide
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <Button icon="download" onPress={onSave} disabled={content === null}>
          {t('files.saveCopy')}
        </Button>
      }
    >
      <p className="small t3">{facts.join(' · ')}</p>
      {row.mismatch ? <Notice tone="soft">{t('files.mismatchWhy')}</Notice> : null}
      {row.risky ? <Notice tone="soft">{t('files.riskyWhy')}</Notice> : null}
      <div className="files-preview">
        {problem === null ? null : <p className="t2">{problem}</p>}
        {content === null && problem === null ? (
          <span className="t3">{t(row.state === 'remote' ? 'files.fetching' : 'files.reading')}</span>
        ) : null}
        {content === null ? null : <Shown content={content} name={row.name} />}
      </div>
    </Dialog>
  );
}

function Shown({ content, name }: { content: Content; name: string }): ReactElement {
  const { t } = useTranslation('notes');
  const { bytes, mediaType } = content;
  const kind = kindOf(mediaType);
  if (kind === 'picture') return <PictureView bytes={bytes} mediaType={mediaType} name={name} />;
  if (kind === 'pdf') {
    return (
      <Suspense fallback={<span className="t3">{t('files.reading')}</span>}>
        <PdfView bytes={bytes} name={name} />
      </Suspense>
    );
  }
  if (kind === 'text' || mediaType === 'message/rfc822') return <TextView bytes={bytes} />;
  return <EmptyState what={t('files.noPreview')} why={t('files.noPreviewWhy')} />;
}

function TextView({ bytes }: { bytes: Uint8Array }): ReactElement {
  const { t } = useTranslation('notes');
  const { text, cut } = useMemo(() => decodeText(bytes), [bytes]);
  if (text === '') return <p className="t2">{t('files.empty')}</p>;
  return (
    <>
      <pre>{text}</pre>
      {cut ? <p className="small t3">{t('files.cut')}</p> : null}
    </>
  );
}
