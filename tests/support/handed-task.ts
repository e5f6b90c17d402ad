import type { Cells } from '../../src-shared/sync/change.ts';
import { NOW } from './server-kit.ts';

/** A task of A's that was handed over to B. */
export const aHandedTask = (more: Cells = {}): Cells => ({
  title: '给王总发合同',
  owner_id: 'A',
  status: 'open',
  priority: 'normal',
  zone: 'Asia/Shanghai',
  due: '2026-11-05',
  delegate_id: 'B',
  delegated_at: NOW,
  ...more,
});
