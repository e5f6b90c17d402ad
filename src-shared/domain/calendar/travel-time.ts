/**
 * How long it takes to get from one place to another, from their coordinates alone: an estimate that is the same on every
 * laptop, offline, and no route planner.
 *
 * The way by road is the great circle (haversine) times 1.33, the factor that R. Ballou, H. Rahardja and N. Sakai measured
 * for China ("Selected country circuity factors for road travel distance estimation", Transportation Research A 36,
 * 2002). Speeds are a policy: 25 km/h in town traffic, 70 km/h on what a way is longer than 20 km, and ten minutes to
 * leave one house and enter the other. Rounded up to five minutes, because nobody plans by less.
 */
const ROAD_FACTOR = 1.33;
const TOWN_KM = 20;
const TOWN_KMH = 25;
const FAR_KMH = 70;
const DOORS_MIN = 10;
const ROUND_MIN = 5;
/** Closer than this is one place: the next building is reached in what is left between two meetings. */
const SAME_KM = 0.15;
/** Nobody is sent further within a day than a night lets them come back from. */
const MOST_MIN = 24 * 60;

const EARTH_KM = 6371;

/** WGS 84 degrees. `rough`: no more than the district is known. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
  readonly rough: boolean;
}

/** Reads `lat;lon`, or `~lat;lon` for the centre of a district; null for anything else. */
export function parsePosition(text: string | null | undefined): Position | null {
  if (text === null || text === undefined) return null;
  const rough = text.startsWith('~');
  const [lat, lon, more] = text.slice(rough ? 1 : 0).split(';');
  if (lat === undefined || lon === undefined || lat === '' || lon === '' || more !== undefined) return null;
  const position = { lat: Number(lat), lon: Number(lon), rough };
  return Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180 ? position : null;
}

export function kilometresBetween(a: Position, b: Position): number {
  const [phi, psi] = [radians(a.lat), radians(b.lat)];
  const around = Math.abs(radians(a.lon - b.lon));
  return arc(Math.abs(phi - psi), Math.cos(phi) * Math.cos(psi), around);
}

/** Minutes from door to door; the same in both directions, and never less for what is further away. */
export function travelMinutes(a: Position, b: Position): number {
  return minutesFor(kilometresBetween(a, b));
}

/** At least as long as the way between any two of these, without looking at pairs. */
export function longestTravel(positions: readonly Position[]): number {
  if (positions.length < 2) return 0;
  const lats = positions.map((one) => one.lat);
  const lons = positions.map((one) => one.lon);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  // Meridians are furthest apart where the box comes nearest to the equator.
  const nearest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const wide = Math.cos(radians(nearest)) ** 2;
  const around = Math.min(Math.PI, radians(Math.max(...lons) - Math.min(...lons)));
  return minutesFor(arc(radians(north - south), wide, around));
}

function minutesFor(straightKm: number): number {
  if (straightKm <= SAME_KM) return 0;
  const km = straightKm * ROAD_FACTOR;
  const driving = (Math.min(km, TOWN_KM) / TOWN_KMH + Math.max(0, km - TOWN_KM) / FAR_KMH) * 60;
  return Math.min(MOST_MIN, Math.ceil((DOORS_MIN + driving) / ROUND_MIN) * ROUND_MIN);
}

/** The haversine formula (R. W. Sinnott, "Virtues of the haversine", 1984). */
function arc(up: number, cosines: number, around: number): number {
  const half = Math.sin(up / 2) ** 2 + cosines * Math.sin(around / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
