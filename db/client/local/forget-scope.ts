import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { dropDraftsIn } from './drafts.ts';
import { emptyChangesOf } from './outbox.ts';
import { dropScope } from './scopes.ts';
import { forgetSeen } from './seen.ts';
import { dropStepsOf } from './undo.ts';

/** Everything that this laptop remembers of a scope beside its rows: undo steps, sent changes, history, the cursor. */
export function forgetScope(db: Database, scope: string): void {
  dropStepsOf(db, scope);
  emptyChangesOf(db, scope);
  prepared(db, 'DELETE FROM _history WHERE scope = ?').run(scope);
  prepared(db, 'DELETE FROM _aside WHERE scope = ?').run(scope);
  dropDraftsIn(db, scope);
  forgetSeen(db, scope);
  dropScope(db, scope);
}
