import type { Engine } from '../../../src-main/core/engine/engine.ts';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { Done } from './said.ts';

export interface Worker {
  next(): number;
  readonly name: string;
  me(): string;
}

const ROOM_MINUTES = 15;

/**
 * What somebody does at a desk all day: new customers, edits of those that a colleague edits too, meetings with the
 * colleague. Every value is written once only, so that it can be looked for afterwards.
 */
export class Work {
  readonly #engine: Engine;
  readonly #worker: Worker;
  #count = 0;
  readonly #run: string;

  constructor(engine: Engine, worker: Worker) {
    this.#engine = engine;
    this.#worker = worker;
    this.#run = Math.floor(worker.next() * 2 ** 40).toString(36);
  }

  /** One change; what was acknowledged, or null where there was nothing to do it on. */
  step(): Done | null {
    const dice = this.#worker.next();
    const value = `${this.#worker.name}-${this.#run}-${(this.#count += 1)}`;
    if (dice < 0.2) return this.#create(value);
    if (dice < 0.35) return this.#meet(value);
    return this.#edit(value);
  }

  #create(value: string): Done | null {
    const book = this.#one(`SELECT id FROM book WHERE kind = 'joint' AND deleted = 0`);
    if (book === null) return null;
    const id = this.#do('customer.create', { book_id: book, fields: { kind: 'person', name: value } });
    return { table: 'customer', id, column: 'name', value };
  }

  #edit(value: string): Done | null {
    const joint = `SELECT 'book:' || id FROM book WHERE kind = 'joint'`;
    const id = this.#one(`SELECT id FROM customer WHERE deleted = 0 AND scope IN (${joint})`);
    if (id === null) return null;
    this.#do('customer.update', { id, fields: { remark: value } });
    return { table: 'customer', id, column: 'remark', value };
  }

  #meet(value: string): Done | null {
    const other = this.#one(
      `SELECT person_id AS id FROM book_member WHERE deleted = 0 AND person_id <> '${this.#worker.me()}'
       AND book_id IN (SELECT id FROM book WHERE kind = 'joint')`,
    );
    if (other === null) return null;
    const start = Date.now() + Math.floor(this.#worker.next() * 30 * 96) * ROOM_MINUTES * 60_000;
    const wall = (at: number): string => new Date(at).toISOString().slice(0, 16);
    const id = this.#do('event.create', {
      fields: {
        ...FIELDS,
        title: value,
        attendees: [{ person_id: other, customer_id: null, role: 'required' }],
      },
      slot: { ...SLOT, start: wall(start), end: wall(start + ROOM_MINUTES * 60_000) },
    });
    return { table: 'event', id, column: 'title', value };
  }

  /** A random id of those that a statement finds. */
  #one(select: string): string | null {
    const ids = this.#engine.sqlite.prepare(select).pluck().all() as string[];
    return ids[Math.floor(this.#worker.next() * ids.length)] ?? null;
  }

  #do(name: string, input: unknown): string {
    const result = this.#engine.run(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return (result.value as { id: string } | undefined)?.id ?? '';
  }
}

const FIELDS: Omit<CommandInput<'event.create'>['fields'], 'title' | 'attendees'> = {
  kind: 'meeting',
  description: null,
  place: null,
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  travel_min: null,
  buffer_min: null,
  reminders: null,
  resources: [],
  customers: [],
};

const SLOT = { all_day: 0, zone: 'Asia/Shanghai', rrule: null, rdate: null, exdate: null } as const;
