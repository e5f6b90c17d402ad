import type { Role } from '../domain/organisation/tables.ts';
import { SCOPE_FAMILIES, type ScopeFamily, type TableSpec } from '../schema/table.ts';

/** `bank`, or a family and an id: `book:0190…`. */
export type Scope = string;

export const BANK: Scope = 'bank';
export const scopeOf = (family: Exclude<ScopeFamily, 'bank'>, id: string): Scope => `${family}:${id}`;

/** The family and the id of a scope, or null where the text is none. */
export function parseScope(scope: string): { family: ScopeFamily; id: string } | null {
  const at = scope.indexOf(':');
  const family = at < 0 ? scope : scope.slice(0, at);
  if (!(SCOPE_FAMILIES as readonly string[]).includes(family)) return null;
  const id = at < 0 ? '' : scope.slice(at + 1);
  if ((family === 'bank') !== (id === '')) return null;
  return { family: family as ScopeFamily, id };
}

export const mayLiveIn = (spec: TableSpec, scope: Scope): boolean => {
  const parsed = parseScope(scope);
  return parsed !== null && spec.scopes.includes(parsed.family);
};

/** Who may do what in a scope. `write` includes `read`. */
export type Right = 'read' | 'write';
export type Grants = ReadonlyMap<Scope, Right>;

export interface Organisation {
  readonly units: readonly {
    id: string;
    kind: 'head_office' | 'branch' | 'sub_branch' | 'team';
    parent_id: string | null;
  }[];
  readonly people: readonly { id: string; role: Role; unit_id: string; left_on: string | null }[];
  readonly books: readonly { id: string; unit_id: string }[];
  readonly members: readonly { book_id: string; person_id: string }[];
  /** Whom people let into their calendars, and who has taken over from whom. */
  readonly delegates: readonly { owner_id: string; person_id: string; may: Right | 'succeed' }[];
}

/**
 * What one person may see and change, from the organisation alone. There is no column-level right: who may see less
 * sees another row, in another scope.
 *
 * - everybody reads `bank` and the busy blocks and rooms of the own branch, writes the own calendar and own rows;
 * - members write their books; a lead writes the books and reads the calendars of every team below the lead's unit;
 * - a delegate reads, or writes, the calendar of whoever asked for it; what is private lies elsewhere;
 * - what somebody who has left still has in the calendar is written by the leads above and by whoever took over the books:
 *   guests wait for somebody to say what becomes of it;
 * - everybody reads the branch; marketing and an administrator write it; an administrator writes `bank`, and reads no
 *   customer.
 */
export const grantsOf = (personId: string, organisation: Organisation): Grants =>
  rightsIn(organisation)(personId);

/**
 * The same for many people: the organisation is looked through once, not once for each of them. A change in a bank of ten
 * thousand has everybody's rights reckoned anew.
 */
export function rightsIn(organisation: Organisation): (personId: string) => Grants {
  const units = new Map(organisation.units.map((unit) => [unit.id, unit]));
  const people = new Map(organisation.people.map((one) => [one.id, one]));
  const below = belowIn(organisation.units);
  const peopleAt = Map.groupBy(organisation.people, (one) => one.unit_id);
  const booksAt = Map.groupBy(organisation.books, (one) => one.unit_id);
  const booksOf = Map.groupBy(organisation.members, (one) => one.person_id);
  const calendarsOf = Map.groupBy(organisation.delegates, (one) => one.person_id);
  return (personId) => {
    const grants = new Map<Scope, Right>();
    const person = people.get(personId);
    if (!person || person.left_on !== null) return grants;
    const give = (scope: Scope, right: Right): void => {
      if (grants.get(scope) !== 'write') grants.set(scope, right);
    };
    const branch = branchOf(person.unit_id, units);
    give(BANK, person.role === 'admin' ? 'write' : 'read');
    give(scopeOf('calendar', person.id), 'write');
    give(scopeOf('person', person.id), 'write');
    if (branch)
      give(
        scopeOf('branch', branch),
        person.role === 'admin' || person.role === 'marketing' ? 'write' : 'read',
      );
    for (const unit of below(branch ?? person.unit_id))
      if (units.get(unit)?.kind === 'team') give(scopeOf('busy', unit), 'read');
    if (units.get(person.unit_id)?.kind === 'team') give(scopeOf('team', person.unit_id), 'write');
    for (const { book_id } of booksOf.get(person.id) ?? []) give(scopeOf('book', book_id), 'write');
    if (person.role === 'lead') {
      const led = below(person.unit_id);
      for (const unit of led) give(scopeOf('team', unit), 'write');
      for (const unit of led)
        for (const one of peopleAt.get(unit) ?? [])
          if (one.id !== person.id)
            give(scopeOf('calendar', one.id), one.left_on === null ? 'read' : 'write');
      for (const unit of led)
        for (const book of booksAt.get(unit) ?? []) give(scopeOf('book', book.id), 'write');
    }
    for (const { owner_id, may } of calendarsOf.get(person.id) ?? []) {
      const owner = people.get(owner_id);
      if (!owner) continue;
      if (may !== 'succeed' && owner.left_on === null) give(scopeOf('calendar', owner_id), may);
      if (may === 'succeed' && owner.left_on !== null) give(scopeOf('calendar', owner_id), 'write');
    }
    if (person.role === 'teller' && branch) give(scopeOf('front', branch), 'read');
    return grants;
  };
}

/** The branch above a unit (or the unit itself); null for the head office. */
export function branchOf(
  unitId: string,
  units: ReadonlyMap<string, { kind: string; parent_id: string | null }>,
): string | null {
  let at: string | null = unitId;
  for (let depth = 0; at !== null && depth < 20; depth += 1) {
    const unit: { kind: string; parent_id: string | null } | undefined = units.get(at);
    if (!unit) return null;
    if (unit.kind === 'branch') return at;
    at = unit.parent_id;
  }
  return null;
}

/** A unit and all below it; each is looked for once. */
function belowIn(units: Organisation['units']): (root: string) => ReadonlySet<string> {
  const children = Map.groupBy(units, (unit) => unit.parent_id);
  const known = new Map<string, ReadonlySet<string>>();
  return (root) => {
    const before = known.get(root);
    if (before) return before;
    const found = new Set([root]);
    // What is added meanwhile is gone through as well; what was there already, in a circle, is not added again.
    for (const unit of found) for (const { id } of children.get(unit) ?? []) found.add(id);
    known.set(root, found);
    return found;
  };
}

const PRIORITY: Readonly<Record<ScopeFamily, number>> = {
  bank: 0,
  person: 1,
  calendar: 2,
  busy: 3,
  team: 4,
  branch: 5,
  book: 6,
  front: 7,
};

/** First sync in the order in which a person needs it: `mine` (own calendar, own books) before the colleagues'. */
export function byPriority(scopes: Iterable<Scope>, mine: ReadonlySet<Scope>): Scope[] {
  const rank = (scope: Scope): number => {
    const family = parseScope(scope)?.family ?? 'front';
    return PRIORITY[family] + (family === 'bank' || mine.has(scope) ? 0 : 10);
  };
  return [...scopes].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
