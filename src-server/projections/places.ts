import type { ProjectedPerson, ProjectedResource } from '../../db/server/queries/calendar.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { branchOf, scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Family } from './family.ts';

/** The people and rooms of some families, and in which scope their time may be seen. */
export interface Places {
  readonly people: ReadonlyMap<Id, ProjectedPerson>;
  readonly resources: ReadonlyMap<Id, ProjectedResource>;
  readonly zones: ReadonlyMap<Id, string>;
  /** Null where nobody but the participants sees it: somebody outside a team, a room outside a branch. */
  scopeFor(kind: 'person' | 'resource', id: Id): Scope | null;
}

/** `also`: people of whose events nothing is left, and who are named all the same. */
export async function placesOf(
  set: WriteSet,
  families: readonly Family[],
  also: readonly Id[] = [],
): Promise<Places> {
  const peopleIds = new Set([...families.map((family) => family.organiserId), ...also]);
  const resourceIds = new Set<Id>();
  for (const family of families) {
    for (const list of family.attendees.values())
      for (const one of list) if (one.person_id !== null) peopleIds.add(one.person_id);
    for (const list of family.resources.values()) for (const one of list) resourceIds.add(one.resource_id);
  }
  const people = new Map((await set.tx.calendar.lockPeople([...peopleIds])).map((row) => [row.id, row]));
  // Whoever changed team in this very commit is in the new one.
  for (const { now } of set.touched('person'))
    if (now && people.has(now.id)) people.set(now.id, rowOf('person', now));
  const resources =
    resourceIds.size === 0
      ? new Map<Id, ProjectedResource>()
      : new Map((await set.tx.calendar.lockResources([...resourceIds])).map((row) => [row.id, row]));
  const units = new Map((await set.tx.calendar.units()).map((unit) => [unit.id, unit]));
  return {
    people,
    resources,
    zones: new Map([...people.values()].map((person) => [person.id, person.zone])),
    scopeFor(kind, id) {
      if (kind === 'person') {
        const unit = people.get(id)?.unit_id ?? '';
        return units.get(unit)?.kind === 'team' ? scopeOf('busy', unit) : null;
      }
      const branch = branchOf(resources.get(id)?.unit_id ?? '', units);
      return branch === null ? null : scopeOf('branch', branch);
    },
  };
}
