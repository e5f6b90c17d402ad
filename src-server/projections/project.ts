/**
 * What others may see of a calendar, written by the server in the commit that changed it: busy blocks for the branch,
 * invitations for those who are asked, answers for the organiser, notices for everybody concerned.
 */
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import type { WriteSet } from '../push/write-set.ts';
import { arrivalsOf } from './arrivals.ts';
import { projectAssignmentFiles } from './assignment-files.ts';
import { projectAssignmentSteps } from './assignment-steps.ts';
import { projectAssignments } from './assignments.ts';
import { catchUp } from './catch-up.ts';
import { decide } from './decide.ts';
import { projectDuplicates } from './duplicates.ts';
import { projectFrontCards } from './front-cards.ts';
import { followSeries, holdMeetings } from './follow-series.ts';
import { heldFamilies, loadFamilies, ownerOf } from './family.ts';
import { whatArrived, whatEnters } from './news.ts';
import { NoticeBook } from './notice-book.ts';
import { placesOf } from './places.ts';
import { projectProposals } from './proposals.ts';
import { projectSingles, settleSingles } from './single-answers.ts';
import { takeAnswers } from './take-answers.ts';
import { projectTallies } from './tallies.ts';
import { tellBooks, tellHandover } from './tell-handover.ts';
import { tellCounters } from './tell-counters.ts';
import { tellAttendees } from './tell-attendees.ts';
import { tellTakenOut } from './tell-taken-out.ts';
import { writeBlocks, writeInvitations } from './write-projections.ts';

/** From these the restricted cards of the front desk follow. */
const ON_CARDS: readonly TableName[] = ['customer', 'contact_log', 'book', 'book_member'];
/** By these two records are seen to be one customer. */
const IDENTIFYING: readonly TableName[] = ['customer', 'contact_point', 'duplicate'];
/** From these, the delegates' copies of tasks and the answers to them. */
const ON_TASKS: readonly TableName[] = ['task', 'assignment', 'person'];
/** From these, the steps that a delegate has. */
const ON_TASK_STEPS: readonly TableName[] = ['task', 'assignment', 'assignment_step'];
/** From these, the files that a delegate has. */
const ON_TASK_FILES: readonly TableName[] = ['task', 'assignment', 'attachment'];
const TALLIED: readonly TableName[] = ['task', 'person'];
const SOURCES: readonly TableName[] = [
  'event',
  'attendee',
  'event_resource',
  'event_customer',
  'invitation',
  'proposal',
  'instance_answer',
  'person',
  'customer',
];

export async function project(set: WriteSet, commit: { now: EpochMs; personId: Id }): Promise<void> {
  const touched = set.touchedTables;
  const notices = new NoticeBook();
  if (touched.has('customer')) await tellHandover(set, notices, commit.personId);
  if (touched.has('book_member')) await tellBooks(set, notices, commit.personId);
  if (ON_TASKS.some((table) => touched.has(table))) await projectAssignments(set, notices, commit);
  if (ON_TASK_STEPS.some((table) => set.touchedTables.has(table)))
    await projectAssignmentSteps(set, commit.now);
  if (ON_TASK_FILES.some((table) => set.touchedTables.has(table))) await projectAssignmentFiles(set);
  if (TALLIED.some((table) => set.touchedTables.has(table))) await projectTallies(set);
  if (ON_CARDS.some((table) => touched.has(table))) await projectFrontCards(set);
  if (IDENTIFYING.some((table) => touched.has(table))) await projectDuplicates(set, notices, commit);
  if (SOURCES.some((table) => touched.has(table))) await projectCalendars(set, notices, commit);
  await notices.write(set, commit.now, commit.personId);
}

async function projectCalendars(
  set: WriteSet,
  notices: NoticeBook,
  commit: { now: EpochMs; personId: Id },
): Promise<void> {
  const arrivals = await arrivalsOf(set);
  if (arrivals.roots.length === 0) return;
  await takeAnswers(set, arrivals, notices, commit);
  const touched = await loadFamilies(set, arrivals.roots);
  holdMeetings(set);
  followSeries(set, arrivals.events);
  const elsewhere = await catchUp(set);
  const reached = elsewhere.length === 0 ? [] : (await loadFamilies(set, elsewhere)).eventIds;
  const roots = [...new Set([...arrivals.roots, ...elsewhere])].sort();
  const eventIds = [...new Set([...touched.eventIds, ...reached])];
  settleSingles(set, heldFamilies(set, roots), arrivals, commit.personId);
  const families = heldFamilies(set, roots);
  const gone = [...arrivals.events.values()].flatMap(({ before, now }) => (before && !now ? before : []));
  const places = await placesOf(
    set,
    families,
    gone.map(({ scope }) => ownerOf(scope)),
  );
  const decided = await decide(set, families, whatArrived(arrivals), places, notices, commit.now);
  await writeBlocks(set, roots, decided, places, commit.now);
  const invitations = await writeInvitations(set, eventIds, decided, places, commit.now);
  await projectProposals(set, eventIds, invitations.standing, places, notices, commit.personId);
  await projectSingles(set, eventIds, invitations.standing, places, notices, commit.personId);
  tellCounters(decided, arrivals, places, notices, commit.personId);
  await tellTakenOut(set, decided, arrivals, notices, commit.personId);
  tellAttendees(invitations, arrivals, places, notices, { ...commit, stamp: set.stamp });
}

/**
 * Projects series again that nobody touched: after a bulk load, and when the window moves on. Tells nobody but of rooms, where
 * what comes into the window from `since` on was never held against the others.
 */
export async function reproject(
  set: WriteSet,
  roots: readonly Id[],
  { now, since }: { now: EpochMs; since: EpochMs },
): Promise<void> {
  const { families, eventIds } = await loadFamilies(set, roots);
  const places = await placesOf(set, families);
  const notices = new NoticeBook();
  const decided = await decide(set, families, whatEnters(since), places, notices, now);
  await writeBlocks(set, roots, decided, places, now);
  await writeInvitations(set, eventIds, decided, places, now);
  await notices.write(set, now);
}
