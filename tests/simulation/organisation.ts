/**
 * The bank that every history begins with, and who may see what in it, said once more by the simulation itself: the
 * oracle must not ask the code that it judges.
 */
export type Role = 'manager' | 'lead' | 'teller' | 'admin';

interface Person {
  readonly id: string;
  readonly role: Role;
  readonly unit: string;
  readonly zone: string;
}

export const UNITS = [
  { id: 'head', kind: 'head_office', parent: null },
  { id: 'branch', kind: 'branch', parent: 'head' },
  { id: 'near', kind: 'team', parent: 'branch' },
  { id: 'far', kind: 'team', parent: 'branch' },
] as const;

/** Two of the zones change to summer time and back. */
export const PEOPLE: readonly Person[] = [
  { id: 'ana', role: 'manager', unit: 'near', zone: 'Asia/Shanghai' },
  { id: 'bo', role: 'manager', unit: 'near', zone: 'Europe/Berlin' },
  { id: 'lin', role: 'lead', unit: 'near', zone: 'Asia/Shanghai' },
  { id: 'chen', role: 'manager', unit: 'far', zone: 'America/New_York' },
  { id: 'tian', role: 'teller', unit: 'branch', zone: 'Asia/Shanghai' },
];

/** Who changes the organisation. Has no laptop of the simulation. */
export const ADMIN: Person = { id: 'adm', role: 'admin', unit: 'head', zone: 'Asia/Shanghai' };

export const BOOKS = [
  { id: 'of-ana', kind: 'personal', unit: 'near', members: ['ana'] },
  { id: 'of-bo', kind: 'personal', unit: 'near', members: ['bo'] },
  { id: 'joint', kind: 'joint', unit: 'near', members: ['ana', 'bo'] },
  { id: 'of-chen', kind: 'personal', unit: 'far', members: ['chen'] },
] as const;

/** Whose laptop each one is: the first person has two, and rights overlap as much as they differ. */
const OWNERS = ['ana', 'bo', 'lin', 'chen', 'ana', 'tian', 'bo', 'lin'];
export const ownerOf = (laptop: number): string => OWNERS[laptop % OWNERS.length]!;

export const personOf = (id: string): Person => {
  const person = PEOPLE.find((one) => one.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
};

/** The team whose busy blocks show a person's time; null for somebody outside a team. */
export const teamOf = (id: string): string | null => {
  const unit = PEOPLE.find((one) => one.id === id)?.unit;
  return unit === undefined || unit === 'branch' ? null : unit;
};

/** What decides rights, as the server's rows say it: all of it is written by people, and goes with a restore. */
export interface Facts {
  /** `book person`. */
  readonly members: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
  /** Whom people let into their calendars, and who took over from whom. */
  readonly delegations: readonly { owner: string; person: string; may: string }[];
}

export type Rights = ReadonlyMap<string, 'read' | 'write'>;

/** Who may see what, said again from the facts alone. */
export class Organisation {
  readonly #facts: () => Facts;
  #known: { facts: Facts; rights: Map<string, Rights> } | null = null;

  constructor(facts: () => Facts) {
    this.#facts = facts;
  }

  get left(): ReadonlySet<string> {
    return this.#facts().left;
  }

  isMember(book: string, person: string): boolean {
    return this.#facts().members.has(`${book} ${person}`);
  }

  /** The scopes that a person may read, and whether the person may write there. */
  rightsOf(id: string): Rights {
    const facts = this.#facts();
    if (this.#known?.facts !== facts) this.#known = { facts, rights: new Map() };
    const known = this.#known.rights.get(id) ?? this.#reckon(id, facts);
    this.#known.rights.set(id, known);
    return known;
  }

  #reckon(id: string, { left, members, delegations }: Facts): Rights {
    const rights = new Map<string, 'read' | 'write'>();
    if (left.has(id)) return rights;
    const { role, unit } = personOf(id);
    for (const scope of ['bank', 'branch:branch', 'busy:near', 'busy:far']) rights.set(scope, 'read');
    rights.set(`calendar:${id}`, 'write');
    rights.set(`person:${id}`, 'write');
    if (unit !== 'branch') rights.set(`team:${unit}`, 'write');
    if (role === 'teller') rights.set('front:branch', 'read');
    for (const book of BOOKS) {
      const leads = role === 'lead' && book.unit === unit;
      if (leads || members.has(`${book.id} ${id}`)) rights.set(`book:${book.id}`, 'write');
    }
    if (role === 'lead') {
      for (const one of PEOPLE)
        if (one.id !== id && one.unit === unit)
          rights.set(`calendar:${one.id}`, left.has(one.id) ? 'write' : 'read');
    }
    for (const { owner, person, may } of delegations) {
      const scope = `calendar:${owner}`;
      // Who took over from somebody keeps that calendar as long as its owner is away; whom the owner let in, before.
      const holds = (may === 'succeed') === left.has(owner);
      if (person !== id || !holds || rights.get(scope) === 'write') continue;
      rights.set(scope, may === 'read' ? 'read' : 'write');
    }
    return rights;
  }
}
