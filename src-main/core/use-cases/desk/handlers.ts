import type { UseCases } from '../../engine/context.ts';
import { dropRefused } from './drop-refused.ts';
import { retryRefused } from './retry-refused.ts';
import { setSettings } from './set-settings.ts';

export const deskUseCases: UseCases<'settings.set' | 'sync.retryRefused' | 'sync.dropRefused'> = {
  'settings.set': setSettings,
  'sync.retryRefused': retryRefused,
  'sync.dropRefused': dropRefused,
};
