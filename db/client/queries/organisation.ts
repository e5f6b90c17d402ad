import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Reader } from '../access.ts';
import { all } from './statement.ts';

type Colleague = Omit<QueryResult<'org.people'>[number], 'me'>;

/** Everybody who works here, by name. */
export const colleagues = (db: Reader): Colleague[] =>
  all(
    db,
    `SELECT id, name, name_en, title, title_en, role, unit_id, phone FROM person
      WHERE deleted = 0 AND left_on IS NULL ORDER BY name, id`,
  );

export const orgUnits = (db: Reader): QueryResult<'org.units'> =>
  all(
    db,
    'SELECT id, kind, parent_id, name, name_en FROM org_unit WHERE deleted = 0 ORDER BY code, name, id',
  );

export const orgResources = (db: Reader): QueryResult<'org.resources'> =>
  all(
    db,
    'SELECT id, kind, name, name_en, seats, unit_id FROM resource WHERE deleted = 0 ORDER BY kind, name, id',
  );
