import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { imageSize } from '../../../../src-shared/domain/attachment/image-size.ts';

/** What is decoded at all: beyond it a picture takes more memory than a desk has to spare. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 2_048;

/**
 * A picture, decoded once and drawn again at a size that fits: what is shown is pixels of ours, without what else the
 * file holds. Its claimed size is asked first.
 */
export function PictureView({
  bytes,
  mediaType,
  name,
}: {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  name: string;
}): ReactElement {
  const { t } = useTranslation('notes');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [problem, setProblem] = useState<'broken' | 'tooLarge' | null>(null);
  useEffect(() => {
    let left = false;
    const draw = async (): Promise<void> => {
      const size = imageSize(bytes);
      if (!size) return setProblem('broken');
      if (size.width * size.height > MOST_PIXELS) return setProblem('tooLarge');
      try {
        const picture = await createImageBitmap(new Blob([bytes], { type: mediaType }));
        const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
        const target = canvas.current;
        if (!left && target) {
          target.width = Math.max(1, Math.round(picture.width * scale));
          target.height = Math.max(1, Math.round(picture.height * scale));
          target.getContext('2d')?.drawImage(picture, 0, 0, target.width, target.height);
        }
        picture.close();
      } catch {
        if (!left) setProblem('broken');
      }
    };
    void draw();
    return () => {
      left = true;
    };
  }, [bytes, mediaType]);
  if (problem !== null) return <p className="t2">{t(`files.${problem}`)}</p>;
  return <canvas ref={canvas} role="img" aria-label={name} />;
}
