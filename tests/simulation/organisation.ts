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

/** Who is a member of which book, and who has left. */
export class Organisation {
  readonly members = new Map<string, Set<string>>(BOOKS.map((book) => [book.id, new Set(book.members)]));
  readonly left = new Set<string>();
  /** Whom people let into their calendars: written at desks, so the rows say it. */
  delegations: () => readonly { owner: string; person: string; may: string }[] = () => [];

  /** The scopes that a person may read, and whether the person may write there. */
  rightsOf(id: string): Map<string, 'read' | 'write'> {
    const rights = new Map<string, 'read' | 'write'>();
    if (this.left.has(id)) return rights;
    const { role, unit } = personOf(id);
    for (const scope of ['bank', 'branch:branch', 'busy:near', 'busy:far']) rights.set(scope, 'read');
    rights.set(`calendar:${id}`, 'write');
    rights.set(`person:${id}`, 'write');
    if (unit !== 'branch') rights.set(`team:${unit}`, 'write');
    if (role === 'teller') rights.set('front:branch', 'read');
    for (const book of BOOKS) {
      const leads = role === 'lead' && book.unit === unit;
      if (leads || this.members.get(book.id)?.has(id)) rights.set(`book:${book.id}`, 'write');
    }
    if (role === 'lead') {
      for (const one of PEOPLE)
        if (one.id !== id && one.unit === unit) rights.set(`calendar:${one.id}`, 'read');
    }
    for (const { owner, person, may } of this.delegations()) {
      const scope = `calendar:${owner}`;
      if (person !== id || this.left.has(owner) || rights.get(scope) === 'write') continue;
      rights.set(scope, may === 'write' ? 'write' : 'read');
    }
    return rights;
  }
}
