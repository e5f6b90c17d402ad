import { otherTeams } from './crowd/other-teams.ts';
import { crowdBranches } from './crowd/organisation.ts';
import { newDemo, type Demo, type DemoOptions } from './demo.ts';
import { districts } from './districts.ts';
import { products } from './products.ts';
import { batched, type DemoBatch, type DemoRow } from './row.ts';
import { storyColleagues } from './story/colleagues.ts';
import { storyContacts } from './story/contacts.ts';
import { storyCustomers } from './story/customers.ts';
import { storyFacts } from './story/facts.ts';
import { storyHoldings } from './story/holdings.ts';
import { storyInbox } from './story/inbox.ts';
import { storyNotes } from './story/notes.ts';
import { storyOrganisation } from './story/organisation.ts';
import { storyTasks } from './story/tasks.ts';
import { storyTeamRest } from './story/team-rest.ts';
import { storyWeek } from './story/week.ts';

/** Rows of one table in a batch; a batch in flight is what the generator holds of it. */
const BATCH_ROWS = 5_000;

/** The seed of the demo bank that everybody shows. */
export const DEMO_SEED = 'semicolon';

/**
 * The demo bank: the team of the pictures first, then as many invented colleagues, customers and appointments as the
 * size asks for. Same options, same rows, same ids. Nothing but one manager's customers is held in memory.
 *
 * Busy blocks and invitations are not among the rows: the server projects them from the events.
 */
export function demoBatches(options: DemoOptions): Iterable<DemoBatch> {
  return batched(demoRows(newDemo(options)), BATCH_ROWS);
}

function* demoRows(demo: Demo): Generator<DemoRow> {
  const catalogue = yield* products(demo.make);
  yield* districts(demo.make);
  const organisation = yield* storyOrganisation(demo);
  const branches = yield* crowdBranches(demo, organisation);
  const customers = yield* storyCustomers(demo, organisation);
  yield* storyFacts(demo, customers);
  const holdings = yield* storyHoldings(demo, catalogue, customers);
  yield* storyContacts(demo, organisation, customers);
  const events = yield* storyWeek(demo, organisation, customers, holdings);
  yield* storyColleagues(demo, organisation, customers);
  const delegated = yield* storyTasks(demo, organisation, customers, events);
  yield* storyNotes(demo, organisation, customers, events);
  yield* storyInbox(demo, organisation, customers, events, delegated);
  yield* storyTeamRest(demo, catalogue, organisation, customers);
  yield* otherTeams(demo, catalogue, branches);
}
