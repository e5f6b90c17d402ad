import { mendedFolds } from '../../../../src-shared/domain/calendar/ics-bytes.ts';
import type { ImportPlan } from '../../../../src-shared/domain/calendar/ics-import.ts';
import { textOf } from '../../../app/parts/preview/decode-text.ts';

/** The text of a calendar file in the encoding it most likely has. */
export const calendarText = async (file: File): Promise<string> =>
  textOf(mendedFolds(new Uint8Array(await file.arrayBuffer())));

/** What a file would become, worked out in a thread of its own; null where it was given up. */
export function readPlan(text: string, zone: string, given: AbortSignal): Promise<ImportPlan | null> {
  const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ImportPlan | null>((resolve, reject) => {
    given.addEventListener('abort', () => resolve(null), { once: true });
    worker.onmessage = ({ data }: MessageEvent<ImportPlan>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ text, zone });
  }).finally(() => worker.terminate());
}
