import type { Database } from 'better-sqlite3';
import { DECIDED } from './outbox.ts';
import { dropScope } from './scopes.ts';
import { forgetSeen } from './seen.ts';
import { dropStepsOf } from './undo.ts';

/** Everything that this laptop remembers of a scope beside its rows: undo steps, sent changes, history, the cursor. */
export function forgetScope(db: Database, scope: string): void {
  dropStepsOf(db, scope);
  db.prepare(`DELETE FROM _outbox WHERE scope = ? AND state = ${DECIDED}`).run(scope);
  db.prepare('DELETE FROM _history WHERE scope = ?').run(scope);
  forgetSeen(db, scope);
  dropScope(db, scope);
}
