import { createHash } from 'node:crypto';
import type { MemoryDatabase } from '../../db/server/memory/database.ts';
import type { Ask, Reply } from './line.ts';
import { parsed } from './parsed.ts';

/** What is known of files, beside their bytes; put back to a backup with the rest. */
export interface FileRecords {
  /** `sha256 person`: who has brought which bytes. */
  readonly brought: ReadonlySet<string>;
}

interface Upload {
  readonly person: string;
  readonly sha256: string;
  readonly size: number;
  bytes: Buffer;
}

type Rights = (person: string) => ReadonlyMap<string, 'read' | 'write'> | null;

const RESUMABLE = { 'tus-resumable': '1.0.0' };
const refused = (status: number, error: string): Reply => ({ status, json: { error }, headers: RESUMABLE });

/**
 * The server's door for bytes, said again in the plainest way: tus uploads that may stop in the middle, and downloads to
 * whoever may see an attachment whose author's bytes came. The product's own speaks HTTP and SQL and is tested there; here
 * is proven what laptops make of it.
 */
export class SimFiles {
  readonly #database: MemoryDatabase;
  readonly #bytes = new Map<string, Buffer>();
  readonly #uploads = new Map<string, Upload>();
  #brought = new Set<string>();
  #serial = 0;
  /** Something happened that is worth counting. */
  onFault: (fault: string) => void = () => undefined;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  records(): FileRecords {
    return { brought: new Set(this.#brought) };
  }

  /** The folder of bytes keeps what it has; what was under way is gone. Returns who is not known any more to have brought what. */
  restore({ brought }: FileRecords): string[] {
    const lost = [...this.#brought].filter((one) => !brought.has(one));
    this.#brought = new Set(brought);
    this.#uploads.clear();
    return lost;
  }

  /** Whether the bytes would be given through this attachment. */
  gives(attachment: string): boolean {
    const row = this.#database.row('attachment', attachment);
    return this.has(String(row?.cells['sha256']), String(row?.cells['person_id']));
  }

  /** Whether this person has brought these bytes. */
  has(sha256: string, person: string): boolean {
    return this.#bytes.has(sha256) && this.#brought.has(`${sha256} ${person}`);
  }

  handle(ask: Ask, person: string, rightsOf: Rights): Reply {
    const [path, query] = ask.path.split('?');
    if (ask.method === 'POST' && path === '/blobs/uploads') return this.#begin(ask, person, rightsOf);
    if (path!.startsWith('/blobs/uploads/')) return this.#goOn(ask, path!, person);
    const attachment = new URLSearchParams(query).get('attachment') ?? '';
    const row = this.#database.row('attachment', attachment);
    const sha256 = path!.slice('/blobs/'.length);
    const seen = row?.deleted === 0 && rightsOf(person)?.has(row.scope) === true;
    if (!seen || row.cells['sha256'] !== sha256 || !this.gives(attachment)) return refused(404, 'NotFound');
    this.onFault('fileFetched');
    return part(this.#bytes.get(sha256)!, ask.headers['range']);
  }

  #begin({ headers }: Ask, person: string, rightsOf: Rights): Reply {
    const said = Object.fromEntries(
      (headers['upload-metadata'] ?? '').split(',').map((pair) => pair.trim().split(' ')),
    ) as Record<string, string>;
    const text = (name: string): string => Buffer.from(said[name] ?? '', 'base64').toString();
    const row = this.#database.row('attachment', text('attachment'));
    const right = row?.deleted === 0 ? rightsOf(person)?.get(row.scope) : undefined;
    const made = row?.deleted === 0 && row.cells['person_id'] === person;
    const kept = made || right === 'write' ? undefined : this.#kept(text('attachment'), person);
    if (!made && !kept && right === undefined) return refused(404, 'NotFound');
    if (!made && !kept && right !== 'write') return refused(403, 'NotGranted');
    if ((kept ?? row?.cells)?.['sha256'] !== text('sha256')) return refused(400, 'BadRequest');
    if (kept) this.onFault('fileKept');
    const path = `/blobs/uploads/${(this.#serial += 1)}`;
    this.onFault('fileBegun');
    const upload = { person, sha256: text('sha256'), size: Number(headers['upload-length']) };
    this.#uploads.set(path, { ...upload, bytes: Buffer.alloc(0) });
    return { status: 201, headers: { ...RESUMABLE, location: path } };
  }

  /** What the record of a file says whose author had lost the right to it, and which waits for others to decide. */
  #kept(attachment: string, author: string): Record<string, unknown> | undefined {
    for (const { deleted, cells } of this.#database.rows('quarantine')) {
      if (deleted === 1 || cells['row_id'] !== attachment || cells['table_name'] !== 'attachment') continue;
      if (cells['kind'] !== 'insert' || cells['written_by'] !== author || cells['status'] === 'discarded')
        continue;
      return parsed(cells['cells']);
    }
    return undefined;
  }

  #goOn({ method, headers, body }: Ask, path: string, person: string): Reply {
    const upload = this.#uploads.get(path);
    if (upload?.person !== person) return refused(404, 'NotFound');
    if (method === 'PATCH') {
      if (Number(headers['upload-offset']) !== upload.bytes.length) return refused(409, 'Conflict');
      const came = Buffer.from(body);
      // The line breaks in the middle of a piece now and then: what came is kept.
      const taken = came.length > 6 && upload.bytes.length === 0 ? came.subarray(0, 3) : came;
      upload.bytes = Buffer.concat([upload.bytes, taken]);
      if (upload.bytes.length >= upload.size) this.#finish(upload);
    }
    const [length, offset] = [String(upload.size), String(upload.bytes.length)];
    return {
      status: method === 'PATCH' ? 204 : 200,
      headers: { ...RESUMABLE, 'upload-offset': offset, 'upload-length': length },
    };
  }

  #finish({ bytes, sha256, person }: Upload): void {
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return;
    this.onFault('fileCame');
    this.#bytes.set(sha256, bytes);
    this.#brought.add(`${sha256} ${person}`);
  }
}

function part(bytes: Buffer, range: string | undefined): Reply {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  if (!asked) return { status: 200, bytes };
  const start = Number(asked[1]);
  const end = Math.min(bytes.length - 1, asked[2] === '' ? Infinity : Number(asked[2]));
  const headers = { 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  if (start > end) return { status: 416, headers, json: { error: 'BadRequest' } };
  return { status: 206, headers, bytes: bytes.subarray(start, end + 1) };
}
