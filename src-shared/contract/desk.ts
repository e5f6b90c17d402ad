import { z } from 'zod';
import type { Role } from '../domain/organisation/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { Deletion } from '../sync/mass-deletion.ts';
import type { Refusal } from '../sync/protocol.ts';
import { command, query } from './define.ts';
import { idInput } from './shapes.ts';

/** The desk itself: who is signed in, how sync stands, settings, search, colleagues. */
export const deskCommands = {
  'session.signIn': command()(
    z.strictObject({
      server: z.url().max(300),
      login: z.string().trim().min(1).max(60),
      password: z.string().min(1).max(200),
    }),
  ),
  /** Signs out and keeps the data, or wipes it: `wipe` refuses while changes wait, unless `force`. */
  'session.signOut': command()(z.strictObject({ wipe: z.boolean(), force: z.boolean() })),
  'sync.now': command()(z.strictObject({})),
  /** Sends a refused change again, as a new edit of what the person wrote. */
  'sync.retryRefused': command()(z.strictObject({ id: idInput })),
  /** The many deletions that wait are meant: they are sent. */
  'sync.confirmDeletion': command()(z.strictObject({})),
  /** They are not meant: everything that was deleted and not sent comes back. */
  'sync.undoDeletion': command<{ count: number }>()(z.strictObject({})),
  'sync.dropRefused': command()(z.strictObject({ id: idInput })),
  /** A window saved something as a file. */
  'desk.noteExport': command()(
    z.strictObject({ what: z.enum(['calendar', 'file']), count: z.number().int().min(1).max(1_000_000) }),
  ),
  'settings.set': command()(
    z
      .strictObject({
        language: z.enum(['zh-CN', 'en', 'system']),
        theme: z.enum(['light', 'dark', 'system']),
        density: z.enum(['regular', 'compact']),
        zone: z.string().max(60),
        weekStart: z.union([z.literal(1), z.literal(0)]),
        defaultReminder: z.number().int().min(0).max(10_080).nullable(),
        defaultBuffer: z.number().int().min(0).max(240),
        collisionDays: z.number().int().min(0).max(30),
        notifications: z.boolean(),
        /** Files attached within so many days are fetched by themselves. */
        fileDays: z.number().int().min(0).max(3_650),
        /** How much of this laptop's disk files may take, but for those that are kept or not sent yet. */
        fileMegabytes: z.number().int().min(50).max(200_000),
        lockMinutes: z.number().int().min(1).max(240).nullable(),
      })
      .partial(),
  ),
};

export interface Settings {
  language: 'zh-CN' | 'en' | 'system';
  theme: 'light' | 'dark' | 'system';
  density: 'regular' | 'compact';
  zone: string;
  weekStart: 0 | 1;
  defaultReminder: number | null;
  defaultBuffer: number;
  collisionDays: number;
  notifications: boolean;
  fileDays: number;
  fileMegabytes: number;
  /** Minutes without a sign of life after which the desk locks itself, where it has a passphrase; null: never. */
  lockMinutes: number | null;
}

export interface Me {
  id: Id;
  name: string;
  name_en: string | null;
  role: Role;
  title: string | null;
  title_en: string | null;
  unit_id: Id;
  zone: string;
  work_start: string;
  work_end: string;
  /** `parseWeek` reads it; null: the same hours on all weekdays. */
  work_week: string | null;
}

export interface SyncState {
  /** `loading`: the first sync is not complete, the desk is usable. `refused`: the token was revoked. */
  phase: 'online' | 'syncing' | 'offline' | 'loading' | 'refused' | 'update_needed' | 'signed_out';
  /** Since when the phase holds. */
  since: number;
  lastSyncAt: number | null;
  /** Records that wait to be sent. */
  waiting: number;
  refused: number;
  /** Rows loaded and expected, while loading. */
  progress: { done: number; total: number | null } | null;
  nextTryAt: number | null;
  lastError: { type: string; at: number } | null;
  /** When this laptop was told apart from a copy of itself and got a number of its own; null where that is long ago. */
  separatedAt: number | null;
  /** When the database was found damaged and begun anew; null where that is long ago. `saved`: unsent changes that were brought over, null where nothing could be read. */
  damage: { at: number; saved: number | null } | null;
  /** So many records wait to be deleted that the person is asked first. */
  deletion: Deletion | null;
}

export interface SearchHit {
  table: 'customer' | 'event' | 'task' | 'note' | 'person';
  id: Id;
  title: string;
  title_en: string | null;
  detail: string | null;
  /** Parts of `title` that match, [from, to). */
  marks: [number, number][];
}

export const deskQueries = {
  'session.state': query<{
    status: 'signed_out' | 'signed_in';
    server: string | null;
    me: Me | null;
    device: number | null;
    version: string;
  }>()(z.strictObject({})),
  'settings.all': query<Settings>()(z.strictObject({})),
  'sync.state': query<SyncState>()(z.strictObject({})),
  'sync.queue': query<{
    waiting: {
      table: string;
      id: Id;
      title: string | null;
      title_en: string | null;
      changes: number;
      since: number;
      columns: string[];
    }[];
    refused: {
      id: Id;
      table: string;
      row_id: Id;
      title: string | null;
      title_en: string | null;
      /** `Quarantined`: the server keeps it for whoever holds the record now, and this laptop no longer does. */
      reason: Refusal | 'Quarantined';
      column: string | null;
      at: number;
      cells: Record<string, string | number | null>;
    }[];
    /** Records of the server that this version could not take in; tried again at each start. */
    aside: { table: string; row_id: Id; title: string | null; title_en: string | null; at: number }[];
    /** Null is the name of a file whose record the server keeps for others: it is not told here any more. */
    uploads: { id: Id; name: string | null; bytes: number; sent: number }[];
    scopes: {
      scope: string;
      right: 'read' | 'write';
      rows: number;
      cursor: number;
      at: number | null;
      state: 'loading' | 'ready' | 'mismatch';
    }[];
  }>()(z.strictObject({})),
  'nav.counts': query<{
    inbox: number;
    /** Of these, what clashes: of the schedule and of edits. */
    conflicts: number;
    waiting: number;
    /** Records that colleagues wrote when they had lost the right, and that wait for a decision. */
    toDecide: number;
    tasksDue: number;
    hard: number;
  }>()(z.strictObject({})),
  'search.all': query<SearchHit[]>()(
    z.strictObject({ text: z.string().max(100), limit: z.number().int().min(1).max(50) }),
  ),
  'org.people': query<
    {
      id: Id;
      name: string;
      name_en: string | null;
      title: string | null;
      title_en: string | null;
      role: Role;
      unit_id: Id;
      phone: string | null;
      me: boolean;
    }[]
  >()(z.strictObject({})),
  'org.units': query<
    { id: Id; kind: string; parent_id: Id | null; name: string; name_en: string | null }[]
  >()(z.strictObject({})),
  'org.resources': query<
    { id: Id; kind: 'room' | 'car'; name: string; name_en: string | null; seats: number; unit_id: Id }[]
  >()(z.strictObject({})),
};
