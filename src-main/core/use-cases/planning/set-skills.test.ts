import { expect, test } from 'vitest';
import { aDesk, ME } from '../../../../tests/support/desk.ts';

test('one writes one’s own skills, empties them, and takes that back', () => {
  const desk = aDesk({ grants: { bank: 'read' } });
  const skills = () => desk.row('person', ME)?.skills;
  desk.did('person.setSkills', { skills: ' 供应链融资 ' });
  expect(skills()).toBe('供应链融资');
  desk.did('person.setSkills', { skills: '' });
  expect(skills()).toBeNull();
  desk.did('undo.undo', {});
  expect(skills()).toBe('供应链融资');
  const hours = { id: ME, start: '08:00', end: '17:00', week: null };
  expect(desk.run('person.setHours', hours)).toMatchObject({ error: { type: 'NotGranted' } });
  desk.close();
});
