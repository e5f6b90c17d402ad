import type { DragEvent } from 'react';
import { readJson } from '../../../src-shared/kernel/read-json.ts';

/** What a dragged task is, so that a lane or a day takes nothing else. */
const KIND = 'application/x-semicolon-tasks';
/** Minutes that are set apart where nobody says how many. */
export const PLANNED_MINUTES = 60;

export function startTaskDrag(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer.setData(KIND, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'move';
}

export const bringsTasks = (event: DragEvent): boolean => event.dataTransfer.types.includes(KIND);

/** After which of several rows something is let go: the last whose middle lies above the pointer; null before the first. */
export function rowAbove(rows: Iterable<HTMLElement>, y: number): HTMLElement | null {
  let above: HTMLElement | null = null;
  for (const row of rows) {
    const { top, height } = row.getBoundingClientRect();
    if (top + height / 2 > y) break;
    above = row;
  }
  return above;
}

/** The ids; empty where something else was dropped. */
export function droppedTasks(event: DragEvent): string[] {
  const ids = readJson(event.dataTransfer.getData(KIND));
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
}
