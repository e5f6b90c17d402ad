/** The shapes and the tables that `docs/sync-protocol.md` lists for whoever writes a client: those of the code, no more and no less. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { blocks, section } from '../../tests/support/protocol-page.ts';
import {
  contentLine,
  currency,
  date,
  decimal,
  geo,
  month,
  rank,
  wallTime,
  wallTimes,
  type Column,
} from '../schema/column.ts';
import { SCOPE_FAMILIES, type TableSpec } from '../schema/table.ts';
import { TABLES } from '../schema/tables.ts';
import * as protocol from './protocol.ts';
import * as session from './session-requests.ts';

describe('the shapes of the page', () => {
  const [text] = blocks(section('Shapes'));

  /** The groups in braces of a text, outermost ones, and the names that stand between them. */
  function groups(of: string): string[] {
    const found: string[] = [];
    let depth = 0;
    for (const part of of.split(/([{}])/)) {
      if (part === '}') depth -= 1;
      if (depth > 0) found[found.length - 1] += part;
      else if (part === '{') found.push('');
      else if (part.includes('Session')) found.push('Session');
      if (depth > 0 && part === '}') continue;
      if (part === '{') depth += 1;
    }
    return found;
  }

  /** The names of a group's own members, with `?` where one may be absent. */
  function members(group: string): string[] {
    let flat = group;
    while (/[{[][^{}[\]]*[}\]]/.test(flat)) flat = flat.replaceAll(/[{[][^{}[\]]*[}\]]/g, '');
    return flat
      .split(',')
      .map((one) => one.trim().split(':')[0]!)
      .filter((one) => one !== '')
      .toSorted();
  }

  const ofCode = (schema: z.ZodType): string[] =>
    Object.entries((schema as z.ZodObject).shape)
      .map(([name, one]) => ((one as z.ZodType).safeParse(undefined).success ? `${name}?` : name))
      .toSorted();

  const entry = (name: string): string[] => {
    const lines = text!.split('\n');
    const from = lines.findIndex((line) => line.startsWith(`${name} `));
    if (from < 0) throw new Error(`the page has no shape of ${name}`);
    const length = lines.slice(from + 1).findIndex((line) => !line.startsWith(' '));
    const own = lines.slice(from, length < 0 ? undefined : from + 1 + length).join(' ');
    return groups(own.slice(name.length)).map((one) => (one === 'Session' ? entry('Session')[0]! : one));
  };

  it.each([
    ['Session', [session.signInResponse]],
    ['Change', [protocol.wireChange]],
    ['Entry', [protocol.logEntry]],
    ['Result', protocol.pushResult.options],
    ['POST /session', [session.signInRequest, session.signInResponse]],
    ['POST /session/refresh', [session.refreshRequest, session.refreshResponse]],
    ['POST /session/fork', [session.forkRequest, session.signInResponse]],
    ['GET  /session/ways', [session.waysResponse]],
    ['POST /session/devices', [z.object({}), session.ownDevicesResponse]],
    ['POST /session/devices/end', [session.endDeviceRequest]],
    ['POST /session/handover', [session.handoverRequest, session.handoverResponse]],
    ['POST /session/standing', [session.standingRequest, session.standingResponse]],
    ['POST /session/standing/handover', [session.sealedHandoverRequest, session.handoverResponse]],
    ['POST /session/provider/begin', [session.beginProviderRequest, session.beginProviderResponse]],
    ['POST /session/provider/finish', [session.finishProviderRequest, session.signInResponse]],
    ['POST /subscription', [z.object({}), session.subscriptionResponse]],
    ['POST /subscription/renew', [session.renewSubscriptionRequest, session.renewSubscriptionResponse]],
    ['POST /sync/push', [protocol.pushRequest, protocol.pushResponse]],
    ['POST /sync/pull', [protocol.pullRequest, protocol.pullResponse]],
    ['POST /sync/snapshot', [protocol.snapshotRequest, protocol.snapshotResponse]],
    ['POST /sync/ranges', [protocol.rangesRequest, protocol.rangesResponse]],
  ] satisfies [string, readonly z.ZodType[]][])('%s has the members of the code', (name, schemas) => {
    expect(entry(name).slice(0, schemas.length).map(members)).toEqual(schemas.map(ofCode));
  });
});

describe('the tables of the page', () => {
  const NAMED: readonly (readonly [Column, string])[] = [
    [geo(), 'geo'],
    [decimal(), 'decimal'],
    [currency(), 'currency'],
    [rank(), 'rank'],
    [date(), 'date'],
    [month(), 'month'],
    [wallTime(), 'wall time'],
    [wallTimes(0), 'wall times'],
    [contentLine(0), 'line'],
  ];

  function kindOf(column: Column): string {
    if (column.ref !== undefined) return `→ ${column.ref}`;
    if (column.values) return column.values.join('|');
    if (column.type === 'int') return numberOf(column.minimum!, column.maximum!);
    if (!column.pattern) return `text ${column.max}`;
    const form = String(column.pattern);
    const name = NAMED.find(([one]) => String(one.pattern) === form)?.[1];
    if (name === undefined) return form === '/^[0-9a-f]{64}$/' ? '64 hex digits' : form;
    return name === 'line' || name === 'wall times' ? `${name} ${column.max}` : name;
  }

  function numberOf(minimum: number, maximum: number): string {
    if (minimum === 0 && maximum === 1) return 'flag';
    if (maximum === 8.64e15) return 'ms';
    const from = minimum === Number.MIN_SAFE_INTEGER ? '' : String(minimum);
    const to = maximum === Number.MAX_SAFE_INTEGER ? '' : String(maximum);
    return from + to === '' ? 'int' : `int ${from}…${to}`;
  }

  function listed(table: TableSpec): string {
    const { name, writers, answers, serverNotes, moments, unitOf } = table;
    const scopes = table.scopes.length === SCOPE_FAMILIES.length ? 'every scope' : table.scopes.join(', ');
    const columns = Object.entries(table.columns).map(([column, spec]) => {
      const unit = unitOf[column] ?? column;
      const alone = unit === column && Object.values(unitOf).filter((one) => one === unit).length === 1;
      return `${column}: ${kindOf(spec)}${spec.nullable ? '?' : ''}${alone ? '' : ` [${unit}]`}`;
    });
    return [
      `${name} (${scopes}; ${[writers, answers.join(', ')].join(' ').trim()})`,
      ...(serverNotes.length > 0 ? [`notes ${serverNotes.join(', ')}`] : []),
      ...(moments.length > 0 ? [`moments ${moments.join(', ')}`] : []),
      columns.join(', '),
    ].join(' ');
  }

  it('are those of the code, with their columns, units, writers and scopes', () => {
    const [block] = blocks(section('Tables'));
    const onOneLine = block!.replaceAll(/\|\s+/g, '|').replaceAll(/\s+/g, ' ');
    const page = onOneLine.split(/ (?=\w+ \([a-z, ]+; )/);
    expect(page).toEqual(Object.values(TABLES).map(listed));
  });
});
