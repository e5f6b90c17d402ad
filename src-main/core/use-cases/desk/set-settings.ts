import { writeSettings } from '../../../../db/client/local/settings.ts';
import type { Settings } from '../../../../src-shared/contract/desk.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Settings belong to this laptop; they are not undone and do not travel. */
export const setSettings: UseCase<'settings.set'> = ({ tx }, change) => {
  if (change.zone !== undefined && !isZone(change.zone))
    return err({ type: 'SlotBadZone', value: change.zone });
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  writeSettings(tx.sqlite, given as Partial<Settings>);
  return ok(undefined);
};

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
