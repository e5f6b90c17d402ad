import type { FastifyBaseLogger } from 'fastify';
import type { Store } from '../db/server/store.ts';
import type { OidcSettings } from './auth/oidc.ts';
import type { GuessCost } from './auth/password.ts';
import type { ObjectStore } from './blobs/object-store.ts';
import { UPLOAD_LIMITS, type UploadLimits } from './blobs/upload-rules.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { World } from '../src-shared/kernel/env.ts';
import type { Metrics } from './metrics.ts';
import type { Poke, PokeHub } from './poke/poke-hub.ts';
import type { Reports } from './pull/reports.ts';
import type { PushContext } from './push/push.ts';

/** Everything the server is made of; built once, in `serve.ts`, and handed on. */
export interface ServerContext {
  readonly store: Store;
  readonly epoch: string;
  readonly world: World;
  /** Random bytes for tokens and salts, from a cryptographic source. */
  readonly secret: (bytes: number) => Buffer;
  /** Where the bytes of attachments are kept, and what arrived of those under way. */
  readonly objects: ObjectStore;
  readonly blobs: BlobStore;
  readonly log: FastifyBaseLogger;
  readonly metrics: Metrics;
  readonly pokes: PokeHub;
  /** Tells the laptops that are connected, here and at every other process of the database. */
  readonly tell: (news: Poke) => Promise<void>;
  readonly push: PushContext;
  readonly reports: Reports;
  /** Aborted once this process was told to end: it still answers, but wants no new laptops. */
  readonly leaving: AbortSignal;
  readonly limits: Limits;
  readonly ways: Ways;
  /** How dear a guess at a password is; that of the passwords that are kept. */
  readonly guessCost: GuessCost;
  /** Seals refresh tokens; the same for every process of the database. */
  readonly refreshKey: string;
  /** For how long a token opens the door, in ms, before it is renewed. */
  readonly accessMs: number;
  /** For how long a laptop may be offline, in ms; null: for ever. */
  readonly leaseMs: number | null;
}

/** How one may sign in. */
export interface Ways {
  readonly passwords: boolean;
  readonly provider: OidcSettings | null;
}

/** Requests a minute. */
export interface Limits {
  /** Sign-ins from one address. */
  readonly signIn: number;
  /** Exchanges of refresh tokens from one address; a branch may be behind one. */
  readonly refresh: number;
  /** Reads of subscribed calendars from one address; a branch may be behind one. */
  readonly calendars: number;
  /** Everything else from one device. */
  readonly device: number;
  readonly uploads: UploadLimits;
}

export const LIMITS: Limits = {
  signIn: 60,
  refresh: 600,
  calendars: 300,
  device: 6_000,
  uploads: UPLOAD_LIMITS,
};
