import { readIcs } from '../../../../src-shared/domain/calendar/ics.ts';
import { planImport, type ImportPlan } from '../../../../src-shared/domain/calendar/ics-import.ts';

/** Reads a calendar file beside the window, so that a long one does not hold the screen. */
self.onmessage = ({ data }: MessageEvent<{ text: string; zone: string }>): void => {
  const plan: ImportPlan = planImport(readIcs(data.text, data.zone));
  self.postMessage(plan);
};
