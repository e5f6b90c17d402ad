import { attendeesOf, colleaguesInUnits } from '../../../db/client/queries/attendance.ts';
import { TAKING } from '../../../db/client/queries/occupancy.ts';
import { takenAt } from '../../../db/client/queries/taken-now.ts';
import { mayPassOnTo } from '../../../src-shared/domain/calendar/pass-on.ts';
import { parseScope } from '../../../src-shared/sync/scope.ts';
import type { View } from '../engine/context.ts';
import { nameOf } from './conflict-views.ts';

/** Who may go on with a meeting that somebody left behind: those who come to it anyway first, each with whether they have the time. */
export const heirs: View<'inbox.heirs'> = {
  reads: [...TAKING, 'busy_block', 'person'],
  run({ db, me, grants }, { id, start, end }) {
    const by = { id: me.id, role: me.role, grants };
    const teams = [...grants.keys()].flatMap((scope) => {
      const parsed = parseScope(scope);
      return parsed?.family === 'team' ? [parsed.id] : [];
    });
    const people = colleaguesInUnits(db, teams).filter((one) => mayPassOnTo(one, by));
    const guests = new Set(
      attendeesOf(db, [id]).flatMap((one) => (one.answer === 'declined' ? [] : (one.person_id ?? []))),
    );
    const ids = people.map((one) => one.id);
    const taken = new Set(takenAt(db, ids, { start, end }, id).map((one) => one.subject_id));
    return people
      .map((one) => ({
        ...nameOf(one),
        title: one.title,
        title_en: one.title_en,
        guest: guests.has(one.id),
        taken: taken.has(one.id),
      }))
      .sort((a, b) => Number(b.guest) - Number(a.guest) || Number(a.taken) - Number(b.taken));
  },
};
