import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of other processes, in milliseconds, as Linux counts it in hundredths of a second. */
const TICK_MS = 10;

/** Of one process; null where it cannot be read (not Linux, or it has ended). */
export function processorOf(pid: number): number | null {
  const fields = statOf(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Of a process with all its children, those that have ended too. */
export function processorOfFamily(pid: number): number | null {
  const own = statOf(pid);
  if (!own) return null;
  let ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(own[at]), 0);
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (fields && Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * TICK_MS;
}

export const parentOf = (pid: number): number => Number(statOf(pid)?.[1] ?? 0);

/** Memory that a process holds now, in bytes. */
export function memoryOf(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** The fields after the name, which may hold blanks: state, parent, … */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
