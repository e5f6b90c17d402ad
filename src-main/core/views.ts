import type { QueryName } from '../../src-shared/contract/contract.ts';
import type { lockQueries } from '../../src-shared/contract/lock.ts';
import type { Views } from './engine/context.ts';
import { bookViews } from './views/book.ts';
import { calendarViews } from './views/calendar.ts';
import { calendarFileViews } from './views/calendar-file.ts';
import { customerViews } from './views/customer.ts';
import { deskViews } from './views/desk.ts';
import { mergeViews } from './views/duplicates.ts';
import { inboxViews } from './views/inbox.ts';
import { planViews } from './views/plan.ts';
import { planningViews } from './views/planning.ts';
import { quickEntryViews } from './views/quick-entry.ts';
import { searchViews } from './views/search.ts';
import { workViews } from './views/work.ts';

/** Every view by the name of its query; whether the desk is locked is answered before it, by the gate. */
export const VIEWS: Views<Exclude<QueryName, keyof typeof lockQueries>> = {
  ...calendarViews,
  ...calendarFileViews,
  ...planningViews,
  ...planViews,
  ...customerViews,
  ...mergeViews,
  ...bookViews,
  ...deskViews,
  ...inboxViews,
  ...workViews,
  ...searchViews,
  ...quickEntryViews,
};
