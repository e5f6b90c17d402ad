import { instantToWall, wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';

/** What a wall of `from` reads in zone `to`; a date is the same everywhere. */
export const wallIn = (to: string, wall: string, from: string): string =>
  from === to || wall.length === 10 ? wall : instantToWall(wallToInstant(wall, from), to);
