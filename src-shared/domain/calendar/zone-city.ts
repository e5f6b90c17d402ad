/** Cities that people name when they mean a zone, by zone: in Chinese, and in English where the zone is called after another one. */
const CITIES: Readonly<Record<string, readonly [zh: string, en?: string]>> = {
  'Asia/Shanghai': ['北京、上海', 'Beijing, Shanghai'],
  'Asia/Hong_Kong': ['香港'],
  'Asia/Macau': ['澳门'],
  'Asia/Taipei': ['台北'],
  'Asia/Urumqi': ['乌鲁木齐'],
  'Asia/Singapore': ['新加坡'],
  'Asia/Tokyo': ['东京'],
  'Asia/Seoul': ['首尔'],
  'Europe/London': ['伦敦'],
  'Europe/Paris': ['巴黎'],
  'Europe/Berlin': ['柏林、法兰克福', 'Berlin, Frankfurt'],
  'Europe/Zurich': ['苏黎世'],
  'Europe/Luxembourg': ['卢森堡'],
  'America/New_York': ['纽约'],
  'America/Chicago': ['芝加哥'],
  'America/Los_Angeles': ['洛杉矶、旧金山', 'Los Angeles, San Francisco'],
  'Australia/Sydney': ['悉尼'],
  'Asia/Dubai': ['迪拜'],
  'Asia/Bangkok': ['曼谷'],
  'Asia/Kuala_Lumpur': ['吉隆坡'],
  'Asia/Jakarta': ['雅加达'],
  'Asia/Manila': ['马尼拉'],
  'Asia/Ho_Chi_Minh': ['胡志明市'],
  'Asia/Saigon': ['胡志明市、河内', 'Ho Chi Minh City, Hanoi'],
  'Asia/Calcutta': ['孟买、新德里', 'Mumbai, New Delhi'],
  'Asia/Kolkata': ['孟买、新德里', 'Mumbai, New Delhi'],
  'Asia/Dhaka': ['达卡'],
  'Asia/Karachi': ['卡拉奇'],
  'Asia/Colombo': ['科伦坡'],
  'Asia/Almaty': ['阿拉木图'],
  'Asia/Tashkent': ['塔什干'],
  'Asia/Ulaanbaatar': ['乌兰巴托'],
  'Asia/Pyongyang': ['平壤'],
  'Asia/Phnom_Penh': ['金边'],
  'Asia/Vientiane': ['万象'],
  'Asia/Riyadh': ['利雅得'],
  'Asia/Qatar': ['多哈', 'Doha'],
  'Asia/Tehran': ['德黑兰'],
  'Asia/Jerusalem': ['耶路撒冷'],
  'Europe/Istanbul': ['伊斯坦布尔'],
  'Europe/Moscow': ['莫斯科'],
  'Europe/Madrid': ['马德里'],
  'Europe/Lisbon': ['里斯本'],
  'Europe/Rome': ['罗马、米兰', 'Rome, Milan'],
  'Europe/Amsterdam': ['阿姆斯特丹'],
  'Europe/Brussels': ['布鲁塞尔'],
  'Europe/Dublin': ['都柏林'],
  'Europe/Vienna': ['维也纳'],
  'Europe/Stockholm': ['斯德哥尔摩'],
  'Europe/Copenhagen': ['哥本哈根'],
  'Europe/Oslo': ['奥斯陆'],
  'Europe/Helsinki': ['赫尔辛基'],
  'Europe/Warsaw': ['华沙'],
  'Europe/Prague': ['布拉格'],
  'Europe/Budapest': ['布达佩斯'],
  'Europe/Athens': ['雅典'],
  'Africa/Cairo': ['开罗'],
  'Africa/Johannesburg': ['约翰内斯堡'],
  'Africa/Nairobi': ['内罗毕'],
  'Africa/Lagos': ['拉各斯'],
  'America/Toronto': ['多伦多'],
  'America/Vancouver': ['温哥华'],
  'America/Denver': ['丹佛'],
  'America/Mexico_City': ['墨西哥城'],
  'America/Sao_Paulo': ['圣保罗'],
  'America/Argentina/Buenos_Aires': ['布宜诺斯艾利斯', 'Buenos Aires'],
  'America/Buenos_Aires': ['布宜诺斯艾利斯'],
  'America/Santiago': ['圣地亚哥'],
  'America/Lima': ['利马'],
  'America/Bogota': ['波哥大'],
  'Pacific/Auckland': ['奥克兰'],
  'Pacific/Honolulu': ['檀香山', 'Honolulu'],
  'Australia/Melbourne': ['墨尔本'],
  'Australia/Perth': ['珀斯'],
  UTC: ['协调世界时', 'Coordinated Universal Time'],
};

const COMMON = Object.keys(CITIES);

/** Every city that a zone is named by, in either language, with the zone: `['北京', 'Asia/Shanghai']`. */
export const citiesOfZones = (): (readonly [city: string, zone: string])[] =>
  COMMON.flatMap((zone) =>
    (['zh-CN', 'en'] as const).flatMap((language) =>
      zoneCity(zone, language)
        .split(/[、,]\s*/)
        .map((city) => [city, zone] as const),
    ),
  );

/** The city of a zone: `北京、上海` · `Beijing, Shanghai`; the last part of its identifier where nobody named one. */
export function zoneCity(zone: string, language: 'zh-CN' | 'en'): string {
  const named = CITIES[zone];
  const own = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return language === 'zh-CN' ? (named?.[0] ?? own) : (named?.[1] ?? own);
}

/** What a field says of a zone: `北京、上海（Asia/Shanghai）` · `Beijing, Shanghai (Asia/Shanghai)`. */
export const zoneLabel = (zone: string, language: 'zh-CN' | 'en'): string => {
  const city = zoneCity(zone, language);
  if (city === zone) return zone;
  return language === 'zh-CN' ? `${city}（${zone}）` : `${city} (${zone})`;
};

/**
 * The zones that a text may mean, those first that people here name most; all of them for an empty text. What is a zone's
 * whole identifier means that zone and no other, listed or not. Else a word of the identifier, or of the city's name in
 * either language, has to begin with the text: `MST` is not in the midst of Amsterdam.
 */
export function zonesMeant(text: string, zones: readonly string[]): string[] {
  const sought = plain(text);
  const first = COMMON.filter((zone) => zones.includes(zone));
  const all = [...first, ...zones.filter((zone) => CITIES[zone] === undefined)];
  if (sought === '') return all;
  const whole = all.find((zone) => plain(zone) === sought);
  if (whole !== undefined) return [whole];
  const labelled = all.find((zone) => LANGUAGES.some((one) => plain(zoneLabel(zone, one)) === sought));
  if (labelled !== undefined) return [labelled];
  const isZone = isKnown(text.trim());
  if (isZone && sought.includes('/')) return [text.trim()];
  const found = all.filter((zone) => wordsOf(zone).some((word) => word.startsWith(sought)));
  return found.length === 0 && isZone ? [text.trim()] : found;
}

const LANGUAGES = ['zh-CN', 'en'] as const;
const plain = (text: string): string => text.trim().toLowerCase().replaceAll('_', ' ');

/** Every place in a zone's names where a text may begin. */
function wordsOf(zone: string): string[] {
  return [zone, zoneCity(zone, 'en'), zoneCity(zone, 'zh-CN')].flatMap((name) => {
    const said = plain(name);
    return [
      said,
      ...[...said.matchAll(/[/ 、,]+/g)].map(({ index, 0: gap }) => said.slice(index + gap.length)),
    ];
  });
}

function isKnown(zone: string): boolean {
  if (zone.length > 60) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '' && /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
