/** Which bytes of attachments the server has, whose they are, and those that are on their way. */
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int8 } from './int8.ts';

export const blob = pgTable('blob', {
  sha256: text('sha256').primaryKey(),
  bytes: int8('bytes').notNull(),
  stored_at: int8('stored_at').notNull(),
});

/** Whose laptop sent the bytes of a hash: only the author of a row who had them may bring others to them. */
export const blobHolder = pgTable(
  'blob_holder',
  {
    sha256: text('sha256').notNull(),
    person_id: text('person_id').notNull(),
    device: integer('device').notNull(),
    bytes: int8('bytes').notNull(),
    at: int8('at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'blob_holder_pk', columns: [table.sha256, table.person_id] }),
    index('blob_holder_by_person').on(table.person_id, table.at),
  ],
);

/** Attachments whose author had the bytes. Follows the row wherever it moves, whoever holds its book later. */
export const blobProof = pgTable(
  'blob_proof',
  {
    attachment_id: text('attachment_id').notNull(),
    sha256: text('sha256').notNull(),
    at: int8('at').notNull(),
  },
  (table) => [primaryKey({ name: 'blob_proof_pk', columns: [table.attachment_id, table.sha256] })],
);

/** An upload under way, or just done: kept a while so that a laptop that missed the last answer hears it again. */
export const upload = pgTable(
  'upload',
  {
    id: text('id').primaryKey(),
    device: integer('device').notNull(),
    person_id: text('person_id').notNull(),
    attachment_id: text('attachment_id').notNull(),
    sha256: text('sha256').notNull(),
    bytes: int8('bytes').notNull(),
    received: int8('received').notNull(),
    begun_at: int8('begun_at').notNull(),
    expires_at: int8('expires_at').notNull(),
    finished_at: int8('finished_at'),
  },
  (table) => [
    index('upload_by_person').on(table.person_id),
    index('upload_by_expires_at').on(table.expires_at),
  ],
);

/** The pieces of an upload that arrived, in order; each is an object of its own. */
export const uploadPart = pgTable(
  'upload_part',
  {
    upload_id: text('upload_id').notNull(),
    start: int8('start').notNull(),
    bytes: int8('bytes').notNull(),
    key: text('key').notNull(),
  },
  (table) => [
    primaryKey({ name: 'upload_part_pk', columns: [table.upload_id, table.start] }),
    index('upload_part_by_key').on(table.key),
  ],
);
