import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Demo } from '../demo.ts';
import type { Catalogue } from '../products.ts';
import type { DemoRow } from '../row.ts';
import { crowdCalendar } from './calendar.ts';
import { crowdCustomers, type CrowdCustomer } from './customers.ts';
import { crowdTeam, otherTeamCount, type CrowdTeam } from './organisation.ts';

const COMPANY_SHARE = 0.3;

/** Every team beyond the story's, one after the other, until the bank has the amounts of its size. */
export function* otherTeams(demo: Demo, catalogue: Catalogue, branches: readonly Id[]): Generator<DemoRow> {
  const { amounts } = demo;
  const teams = otherTeamCount(amounts.people);
  const logins = new Set<string>();
  for (let index = 0; index < teams; index += 1) {
    const left = teams - index;
    const team = yield* crowdTeam(demo, branches[(index + 1) % branches.length]!, index, logins);
    const share = (table: 'customer' | 'movement' | 'event', whole: number) =>
      Math.round((whole - demo.made(table)) / left);
    yield* oneTeam(demo, catalogue, team, {
      customers: share('customer', amounts.customers),
      movements: share('movement', amounts.movements),
      events: share('event', amounts.events),
    });
  }
}

/** Splits a whole number into parts that differ by one at most and add up to it. */
const part = (whole: number, parts: number, index: number): number =>
  Math.floor((whole * (index + 1)) / parts) - Math.floor((whole * index) / parts);

function* oneTeam(
  demo: Demo,
  catalogue: Catalogue,
  { people, books, rooms }: CrowdTeam,
  share: { customers: number; movements: number; events: number },
): Generator<DemoRow> {
  const planners = people.filter((one) => one.role !== 'teller');
  for (const [index, { id: person }] of planners.entries()) {
    const at = books.findIndex((book) => book.owner === person);
    let customers: readonly CrowdCustomer[] = [];
    if (at >= 0) {
      const all = part(share.customers, books.length, at);
      const companies = Math.round(all * COMPANY_SHARE);
      customers = yield* crowdCustomers(demo, catalogue, {
        book: books[at]!.id,
        owner: person,
        companies,
        people: all - companies,
        movements: part(share.movements, books.length, at),
      });
    }
    yield* crowdCalendar(demo, {
      person,
      customers,
      events: part(share.events, planners.length, index),
      team: {
        turn: index,
        turns: planners.length,
        colleagues: planners.filter((one) => one.id !== person).map((one) => one.id),
        rooms,
      },
      keepFree: () => false,
    });
  }
}
