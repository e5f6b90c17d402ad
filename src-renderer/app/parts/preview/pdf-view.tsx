import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { openPdf } from './open-pdf.ts';

type Problem = 'broken' | 'protected';

/** At most so many pixels on a side: a page may claim to be a hundred metres wide. */
const LONGEST_SIDE = 2_400;

/** A document, page by page, drawn as a picture. */
export function PdfView({ bytes, name }: { bytes: Uint8Array; name: string }): ReactElement {
  const { t } = useTranslation('notes');
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [number, setNumber] = useState(1);
  useEffect(() => {
    let left = false;
    const task = openPdf(bytes);
    task.onPassword = () => {
      setProblem('protected');
      void task.destroy();
    };
    task.promise.then(
      (opened) => {
        if (!left) setFile(opened);
      },
      () => {
        if (!left) setProblem((now) => now ?? 'broken');
      },
    );
    return () => {
      left = true;
      void task.destroy();
    };
  }, [bytes]);

  if (problem !== null) return <p className="t2">{t(`files.${problem}`)}</p>;
  if (file === null) return <span className="t3">{t('files.reading')}</span>;
  const turn = (by: number): void => setNumber((now) => Math.min(file.numPages, Math.max(1, now + by)));
  return (
    <div
      className="files-pdf"
      role="group"
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'PageDown') turn(1);
        else if (event.key === 'ArrowLeft' || event.key === 'PageUp') turn(-1);
        else return;
        event.preventDefault();
      }}
    >
      <div className="x">
        <Button
          size="s"
          kind="quiet"
          icon="left"
          label={t('files.pageBefore')}
          onPress={() => turn(-1)}
          disabled={number === 1}
        />
        <span className="small t2 nw" aria-live="polite">
          {t('files.page', { number, count: file.numPages })}
        </span>
        <Button
          size="s"
          kind="quiet"
          icon="right"
          label={t('files.pageAfter')}
          onPress={() => turn(1)}
          disabled={number === file.numPages}
        />
      </div>
      <Page file={file} number={number} onBroken={() => setProblem('broken')} />
    </div>
  );
}

function Page({
  file,
  number,
  onBroken,
}: {
  file: PDFDocumentProxy;
  number: number;
  onBroken: () => void;
}): ReactElement {
  const { t } = useTranslation('notes');
  const canvas = useRef<HTMLCanvasElement>(null);
  const broken = useEffectEvent(onBroken);
  useEffect(() => {
    let left = false;
    let cancel = (): void => undefined;
    const draw = async (): Promise<void> => {
      try {
        const page = await file.getPage(number);
        const target = canvas.current;
        if (left || !target) return;
        const plain = page.getViewport({ scale: 1 });
        const scale = Math.min(2, LONGEST_SIDE / Math.max(plain.width, plain.height));
        const viewport = page.getViewport({ scale });
        target.width = Math.max(1, Math.floor(viewport.width));
        target.height = Math.max(1, Math.floor(viewport.height));
        const drawing = page.render({ canvas: target, viewport, annotationMode: 0 });
        cancel = () => drawing.cancel();
        await drawing.promise;
        page.cleanup();
      } catch {
        if (!left) broken();
      }
    };
    void draw();
    return () => {
      left = true;
      cancel();
    };
  }, [file, number]);
  return <canvas ref={canvas} role="img" aria-label={t('files.page', { number, count: file.numPages })} />;
}
