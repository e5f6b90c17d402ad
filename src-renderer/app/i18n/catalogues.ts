import { calendar as enCalendar } from './en/calendar.ts';
import { common as enCommon } from './en/common.ts';
import { customers as enCustomers } from './en/customers.ts';
import { errors as enErrors } from './en/errors.ts';
import { inbox as enInbox } from './en/inbox.ts';
import { kit as enKit } from './en/kit.ts';
import { lock as enLock } from './en/lock.ts';
import { notes as enNotes } from './en/notes.ts';
import { plans as enPlans } from './en/plans.ts';
import { settings as enSettings } from './en/settings.ts';
import { sync as enSync } from './en/sync.ts';
import { tasks as enTasks } from './en/tasks.ts';
import { today as enToday } from './en/today.ts';
import { calendar } from './zh-CN/calendar.ts';
import { common } from './zh-CN/common.ts';
import { customers } from './zh-CN/customers.ts';
import { errors } from './zh-CN/errors.ts';
import { inbox } from './zh-CN/inbox.ts';
import { kit } from './zh-CN/kit.ts';
import { lock } from './zh-CN/lock.ts';
import { notes } from './zh-CN/notes.ts';
import { plans } from './zh-CN/plans.ts';
import { settings } from './zh-CN/settings.ts';
import { sync } from './zh-CN/sync.ts';
import { tasks } from './zh-CN/tasks.ts';
import { today } from './zh-CN/today.ts';

/** Every message of the desk: language → namespace → key. Chinese is written first and English is checked against it. */
export const catalogues = {
  'zh-CN': {
    common,
    errors,
    kit,
    lock,
    today,
    calendar,
    customers,
    tasks,
    plans,
    notes,
    inbox,
    sync,
    settings,
  },
  en: {
    common: enCommon,
    errors: enErrors,
    kit: enKit,
    lock: enLock,
    today: enToday,
    calendar: enCalendar,
    customers: enCustomers,
    tasks: enTasks,
    plans: enPlans,
    notes: enNotes,
    inbox: enInbox,
    sync: enSync,
    settings: enSettings,
  },
};

export type Namespace = keyof (typeof catalogues)['zh-CN'];
