import { allAside } from '../../../db/client/local/aside.ts';
import { leftDrafts, readDraft } from '../../../db/client/local/drafts.ts';
import { readDeletionAsk, type DeletionAsk } from '../../../db/client/local/deletions.ts';
import { readMeta, readNumber } from '../../../db/client/local/meta.ts';
import { countWaiting } from '../../../db/client/local/outbox.ts';
import { allRefused, countRefused } from '../../../db/client/local/refused.ts';
import { allScopes } from '../../../db/client/local/scopes.ts';
import { nextRedo, nextUndo, standingOf } from '../../../db/client/local/undo.ts';
import { readMe } from '../../../db/client/queries/me.ts';
import { colleagues, orgResources, orgUnits } from '../../../db/client/queries/organisation.ts';
import { countTasksDue } from '../../../db/client/queries/task.ts';
import { titleOf, waitingFiles, waitingRecords } from '../../../db/client/queries/sync-queue.ts';
import { dateAt } from '../../../src-shared/domain/calendar/zone.ts';
import { byMatter } from '../../../src-shared/domain/calendar/matter.ts';
import type { deskQueries } from '../../../src-shared/contract/desk.ts';
import type { Deletion } from '../../../src-shared/sync/mass-deletion.ts';
import type { View, Views } from '../engine/context.ts';
import { countToDecide } from './quarantine.ts';
import { inboxViews } from './inbox.ts';

const QUEUE_LIMIT = 500;
/** For how long a person is told that their laptop got another number, or that its database was begun anew. */
const TOLD_MS = 7 * 86_400_000;

const askedOf = (ask: DeletionAsk | null): Deletion | null =>
  ask && { scope: ask.scope, deleted: ask.deleted, of: ask.of };

const sessionState: View<'session.state'> = {
  reads: ['sync', 'person'],
  run({ db, about }) {
    const device = readMeta(db.sqlite, 'device');
    const signedIn = readMeta(db.sqlite, 'token') !== null;
    return {
      status: signedIn ? 'signed_in' : 'signed_out',
      server: readMeta(db.sqlite, 'server') ?? about.server,
      me: readMe(db),
      device: device === null ? null : Number(device),
      version: about.version,
    };
  },
};

const syncState: View<'sync.state'> = {
  reads: ['sync', 'outbox'],
  run({ db, sync, now }) {
    const last = readNumber(db.sqlite, 'lastSyncAt', 0);
    const separated = readNumber(db.sqlite, 'separatedAt', 0);
    const damaged = readNumber(db.sqlite, 'damagedAt', 0);
    const saved = readMeta(db.sqlite, 'damagedSaved');
    return {
      ...sync,
      deletion: askedOf(readDeletionAsk(db.sqlite)),
      separatedAt: separated > now - TOLD_MS ? separated : null,
      damage: damaged > now - TOLD_MS ? { at: damaged, saved: saved === null ? null : Number(saved) } : null,
      lastSyncAt: last === 0 ? null : last,
      waiting: countWaiting(db.sqlite),
      refused: countRefused(db.sqlite),
    };
  },
};

const syncQueue: View<'sync.queue'> = {
  reads: ['sync', 'outbox', 'blobs', 'attachment'],
  run({ db }) {
    return {
      waiting: waitingRecords(db, QUEUE_LIMIT),
      refused: allRefused(db.sqlite).map((row) => ({
        id: String(row.id),
        table: row.tbl,
        row_id: row.row_id,
        ...titleOf(db, row.tbl, row.row_id),
        reason: row.reason,
        column: row.column,
        at: row.at,
        cells: JSON.parse(row.cells) as Record<string, string | number | null>,
      })),
      aside: allAside(db.sqlite).map(({ tbl, id, at }) => ({
        table: tbl,
        row_id: id,
        at,
        ...titleOf(db, tbl, id),
      })),
      uploads: waitingFiles(db),
      scopes: allScopes(db.sqlite).map((row) => ({
        scope: row.scope,
        right: row.right,
        rows: row.rows,
        cursor: row.cursor,
        at: row.as_of,
        state: row.state,
      })),
    };
  },
};

/** The numbers of the rail are those of the screens behind it, because they are asked of the same views. */
const navCounts: View<'nav.counts'> = {
  reads: [
    ...new Set([
      ...inboxViews['inbox.list'].reads,
      'task',
      'assignment',
      'quarantine',
      'outbox',
      'clock',
      'settings',
    ] as const),
  ],
  run(context) {
    const { zone } = context.settings;
    const inbox = inboxViews['inbox.list'].run(context, { zone });
    const matters = byMatter(inbox.schedule);
    return {
      inbox: inbox.open,
      conflicts: matters.length + inbox.edits.length,
      waiting: countWaiting(context.db.sqlite),
      toDecide: countToDecide(context.db, context.grants),
      tasksDue: countTasksDue(context.db, context.me.id, dateAt(context.now, zone)),
      hard: matters.filter((its) => its.some(({ severity }) => severity === 'hard')).length,
    };
  },
};

export const deskViews: Views<
  | Exclude<keyof typeof deskQueries, 'search.all'>
  | 'draft.kept'
  | 'draft.left'
  | 'undo.state'
  | 'undo.standing'
> = {
  'session.state': sessionState,
  // Asked once, by whoever opens the place again: what is typed is not watched.
  'draft.kept': { reads: [], run: ({ db, me }, place) => ({ text: readDraft(db.sqlite, me.id, place) }) },
  'draft.left': {
    reads: [],
    run: ({ db, me }, { table }) => ({ drafts: leftDrafts(db.sqlite, me.id, table) }),
  },
  'settings.all': { reads: ['settings', 'person'], run: ({ settings }) => settings },
  'sync.state': syncState,
  'sync.queue': syncQueue,
  'nav.counts': navCounts,
  'org.people': {
    reads: ['person', 'sync'],
    run: ({ db }) => {
      const me = readMeta(db.sqlite, 'person');
      return colleagues(db).map((one) => ({ ...one, me: one.id === me }));
    },
  },
  'org.units': { reads: ['org_unit'], run: ({ db }) => orgUnits(db) },
  'org.resources': { reads: ['resource'], run: ({ db }) => orgResources(db) },
  'undo.state': {
    reads: ['undo'],
    run: ({ db }) => ({
      undo: nextUndo(db.sqlite)?.label ?? null,
      redo: nextRedo(db.sqlite)?.label ?? null,
    }),
  },
  'undo.standing': { reads: ['undo'], run: ({ db }, act) => standingOf(db.sqlite, act) },
};
