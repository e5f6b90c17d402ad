import type { QueryResult } from '../../../src-shared/contract/contract.ts';

type Unit = QueryResult<'org.units'>[number];

/** The branch that a unit belongs to; the unit itself where there is none above it. */
export function branchUnit(units: readonly Unit[], from: string | null): string | null {
  const byId = new Map(units.map((one) => [one.id, one]));
  for (let at = from, n = 0; at !== null && n < units.length; n += 1) {
    const unit = byId.get(at);
    if (unit?.kind === 'branch') return unit.id;
    at = unit?.parent_id ?? null;
  }
  return from;
}

/** The teams below a unit, by name. */
export function teamsOf(units: readonly Unit[], root: string | null): Unit[] {
  const below = new Set(root === null ? [] : [root]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const one of units) if (one.parent_id !== null && below.has(one.parent_id)) below.add(one.id);
  }
  return units
    .filter((one) => one.kind === 'team' && below.has(one.id))
    .sort((a, b) => a.name.localeCompare(b.name));
}
