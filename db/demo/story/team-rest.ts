import { crowdCalendar } from '../crowd/calendar.ts';
import { crowdCustomers, type CrowdCustomer } from '../crowd/customers.ts';
import { addDays, mondayOf } from '../dates.ts';
import { otherPlanners } from '../crowd/organisation.ts';
import type { Demo } from '../demo.ts';
import type { Catalogue } from '../products.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomers } from './customers.ts';
import type { StoryManager, StoryOrganisation } from './organisation.ts';

/** What Wang Fang's list counts in the picture; the story names a part of them. */
const WANG_FANG = { companies: 56, all: 128 };
/** Customers of the story's team together, whatever the bank's size. */
export const STORY_CUSTOMERS = 300;
const OTHER_MANAGERS = ['liuYang', 'heQing', 'zhaoLei', 'sunYue'] as const;
const OTHER_COMPANIES = 14;

/** The other customers and the other weeks of the story's team, so that lists scroll and months are not empty. */
export function* storyTeamRest(
  demo: Demo,
  catalogue: Catalogue,
  { people, books }: StoryOrganisation,
  named: StoryCustomers,
): Generator<DemoRow> {
  const { amounts } = demo;
  const fill = function* (
    key: StoryManager,
    companies: number,
    all: number,
  ): Generator<DemoRow, CrowdCustomer[]> {
    const movements = Math.round((all * amounts.movements) / amounts.customers);
    const book = { book: books[key], owner: people[key], companies, people: all - companies, movements };
    return yield* crowdCustomers(demo, catalogue, book);
  };
  const list = Object.values(named);
  const namedCompanies = list.filter((one) => one.kind === 'company').length;
  const calendars: [StoryManager | 'chenJing', readonly CrowdCustomer[]][] = [['chenJing', []]];
  const mine = yield* fill('wangFang', WANG_FANG.companies - namedCompanies, WANG_FANG.all - list.length);
  calendars.push(['wangFang', mine]);
  for (const key of OTHER_MANAGERS) {
    const all = (STORY_CUSTOMERS - WANG_FANG.all) / OTHER_MANAGERS.length;
    calendars.push([key, yield* fill(key, OTHER_COMPANIES, all)]);
  }

  const monday = mondayOf(demo.today);
  const [nextMonday, nextWednesday] = [addDays(monday, 7), addDays(monday, 9)];
  // Tellers and administrators keep no calendar; every planner gets as much as any other.
  const planners = calendars.length + otherPlanners(amounts.people);
  const events = Math.round((amounts.events - demo.made('event')) / planners);
  for (const [key, customers] of calendars) {
    yield* crowdCalendar(demo, {
      person: people[key],
      customers,
      events,
      // This week is the pictures'; next Monday morning stays free for the third suggestion.
      keepFree: (date, from) =>
        (date >= monday && date < nextMonday) ||
        ((date === nextMonday || date === nextWednesday) && from < '12:00'),
    });
  }
}
