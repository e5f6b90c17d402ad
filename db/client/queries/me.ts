import type { Me } from '../../../src-shared/contract/desk.ts';
import type { Reader } from '../access.ts';
import { readMeta } from '../local/meta.ts';
import { one } from './statement.ts';

/** Who is signed in here; null before the first sync has brought the person. */
export function readMe(db: Reader): Me | null {
  const id = readMeta(db.sqlite, 'person');
  if (id === null) return null;
  const found = one<Me>(
    db,
    `SELECT id, name, name_en, role, title, title_en, unit_id, zone, work_start, work_end, work_week
       FROM person WHERE id = ? AND deleted = 0`,
    id,
  );
  return found ?? null;
}
