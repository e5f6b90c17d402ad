import type { CommandInput, QueryInput, QueryResult } from '../../src-shared/contract/contract.ts';
import { aDesk, aPerson, ME, type Desk } from './desk.ts';

/** The day on which the tasks of these tests stand. */
export const TODAY = '2026-11-23';
export const ZONE = 'Asia/Shanghai';

type Fields = Partial<CommandInput<'task.create'>['fields']> & { title: string };

/** A desk on the morning of `TODAY`, with a colleague `b`, and what tests of tasks do with the one that was opened last. */
export function taskBed() {
  let opened: Desk | null = null;
  const desk = (): Desk => {
    if (opened === null) throw new Error('nothing was opened');
    return opened;
  };
  const list = (view: QueryInput<'task.list'>['view']): QueryResult<'task.list'>['rows'] =>
    desk().seen('task.list', { view, today: TODAY, customer_id: null, text: '' }).rows;
  return {
    open(): Desk {
      opened = aDesk({ now: '2026-11-23T01:00:00Z' });
      opened.given('person', 'bank', aPerson({ name: '乙', name_en: 'B' }), 'b');
      return opened;
    },
    list,
    add: (fields: Fields): string => desk().did('task.create', { fields: { zone: ZONE, ...fields } }).id,
    titles: (view: QueryInput<'task.list'>['view']): string[] => list(view).map((row) => row.title),
    one: (id: string) => desk().seen('task.one', { id, today: TODAY }),
    change: (ids: string[], what: CommandInput<'task.change'>['change']) =>
      desk().did('task.change', { ids, change: what }),
    /** A task of the colleague's that was handed over to oneself. */
    aCopy: (more = {}): string =>
      desk().given('assignment', `person:${ME}`, {
        task_id: 'theirs',
        person_id: ME,
        from_id: 'b',
        title: '补担保材料',
        priority: 'normal',
        due: TODAY,
        zone: ZONE,
        status: 'open',
        offered_at: desk().now(),
        answer: 'offered',
        ...more,
      }),
  };
}
