import type { Scan } from './scan.ts';

/** People, companies and places as they were written; who they are is looked up in the customers and colleagues. */
export interface Named {
  readonly who: readonly string[];
  readonly place: string | null;
  /** The number or name of a meeting room: 302. */
  readonly room: string | null;
  /** A car of the bank's: 公务车 1, 2号车. */
  readonly car: string | null;
}

const ROOM =
  /(?:在|到|去|借用?|预[约订定]|@\s*)?(?:(\d{2,4})\s*号?(?:会议)?室|((?:(?![在到去点分半]|预[约订定]|[上中下]午|[早晚]上?|[今明后]天)[\u4e00-\u9fffA-Za-z0-9]){0,6}(?:大|小|贵宾|多功能)?会议[室厅]|贵宾室|多功能厅))|(?:\b(?:in|at)\s+|@\s*)?\b(?:(?:meeting|conference)\s+)?room\s+([A-Za-z]?\d{1,4}[A-Za-z]?)\b|(?:\b(?:in|at)\s+)?\b(?:the\s+)?(boardroom|conference room|meeting room)\b/i;
const CAR =
  /(?:用|派|借|坐|开|申请|预[约订定])?((?:公务|商务)车(?:\s?\d{1,2}(?![\d:点时]))?|(?<![\d:月])\d{1,2}号车(?![贷险检位展库间站辆牌管]))|\b(?:(?:by|with|in|take)\s+)?((?:pool )?car \d{1,2}|pool car)\b/i;
const PLACE_ZH =
  /(?:地点[:是]?\s*)([^\s,，、。;\uE000\uE001]{1,30})|(?:在|到|去|@)([\u4e00-\u9fffA-Za-z0-9]{1,20}?(?:支行|分行|总行|网点|大厅|大厦|广场|园区|厂区|工厂|酒店|饭店|茶楼|咖啡厅|咖啡馆|公司|中心|机场|车站|号楼|楼下|银行|路\d+号|线上))/;
const PLACE_EN =
  /(?:\bat\s+(?:the\s+)?|@\s*)((?:[A-Z][\w'&.-]*)(?:\s+(?:[A-Z][\w'&.-]*|of|and|\d+))*|(?:branch|head office|office|bank|airport|hotel|lobby|plant|factory)\b(?:\s+\d+)?)|\b(online|via zoom|by phone)\b/;

/** Reads rooms, cars and places; they leave the title. */
export function readPlace(scan: Scan): Pick<Named, 'place' | 'room' | 'car'> {
  const room = scan.take(ROOM, 'room');
  const car = scan.take(CAR, 'room');
  const place = scan.take(PLACE_ZH, 'place') ?? scan.take(PLACE_EN, 'place');
  return {
    room: room ? (room[1] ?? room[2] ?? room[3] ?? room[4] ?? '').trim() || null : null,
    car: car ? (car[1] ?? car[2] ?? null) : null,
    place: place ? (place[1] ?? place[2] ?? '').trim() || null : null,
  };
}

/** 王总, 李经理: a surname and how one calls them. Not 工 or 哥, which end other words; 于总行 and 方总结 are none. */
const SURNAME =
  '(?:欧阳|上官|司徒|诸葛|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝許蕭蘇盧蔣賈葉閻鐘陸龍萬錢湯賀賴龔])';
export const ADDRESS =
  '(?:总经理|董事长|总监|总裁|[总總](?![行部结额量体数计公是共])|董(?!事会)|经理|經理|行长|主任|主管|科长|处长|局长|院长|校长|厂长|老师|医生|律师|老板|先生|女士|小姐|书记)';
const ADDRESSED = `(?<![对由等属位处基至提])${SURNAME} ?${ADDRESS}`;
const FAMILIAR = `[老小]${SURNAME}`;
const NAME_ZH = `(?:${ADDRESSED}|${FAMILIAR}|[\\u4e00-\\u9fff](?![和及与])[\\u4e00-\\u9fff](?:(?![和及与])[\\u4e00-\\u9fff]){0,14}?|[A-Za-z][\\w&.-]*(?: [A-Z][\\w&.-]*)*)`;
/** Names one after another. A comma goes on only to a form of address: 拜访王总,带上合同 names one. */
const NAMES_ZH = `${NAME_ZH}(?:(?:[、和及与]|,(?=${ADDRESSED}))${NAME_ZH})*`;
/** Words that end a name: what is done with them. */
const DOES =
  '拜访|走访|回访|上门|面访|看望|考察|出差|到|开会|会议|聚餐|聚会|见面|面谈|商谈|谈|讨论|沟通|对接|吃饭|午餐|晚餐|喝茶|碰|对账|会谈|交流|核对|签约|签字|签合同|一起|通话|通电话|打电话|去|聊|确认|汇报|复盘|过[一下]|见[个一]|吃[个顿]|对[一下]|说[一下]|的';
const END_ZH = `(?:(?<=${SURNAME} ?${ADDRESS}|${FAMILIAR})|(?=${DOES}|[\\s,\\uE000]|$))`;
/** Each of these is followed by names. After a blank only what is visited, or what is surely a name. */
const LEADS_ZH = [
  `(?:拜访|走访|回访|上门拜访|上门|面访|看望|会见|约见|接待|陪同|尽调|致电|打给|联系|电话给?|通知|提醒)(?:了|到|过|一次|一下|一趟)?(?:客户)?(${NAMES_ZH})${END_ZH}`,
  `(?:拜访|走访|回访|面访|看望|会见|约见|接待|陪同|尽调|致电)(?:客户)? (${NAMES_ZH})${END_ZH}`,
  `(?:打给|联系|电话给?|通知|提醒) (${SURNAME}[\\u4e00-\\u9fff]{1,2})(?=[\\s,\\uE000]|$)`,
  `给(${NAMES_ZH})(?=打|回|发|寄|送|致)`,
  `(?:和|跟(?![进踪单])|与(?!会)|同(?![步意业时比])|约(?![定束])到?|约见|请(?![示求柬假教]))(${NAMES_ZH})${END_ZH}`,
  `(?:参会|参加|与会|出席|邀请)(?:人员?|者)?:(${NAMES_ZH})${END_ZH}`,
  `(?:带上|叫上|喊上|约上)(${SURNAME}[\\u4e00-\\u9fff]{1,2})${END_ZH}`,
  `(?:和|跟|与|约|见) ([A-Z][\\w.-]*(?: [A-Z][\\w.-]*)*)(?=\\s|$)`,
].map((pattern) => new RegExp(pattern, 'g'));
/** Somebody called by name, wherever it stands; 等王总确认 is no part of the meeting. */
const MENTIONED = new RegExp(`(?<!等)(${ADDRESSED})`, 'g');
const FIRM_AND_PERSON = new RegExp(`^([\\u4e00-\\u9fff]{2,}?)的?(${ADDRESSED})$`);
const AT = /@([\u4e00-\u9fff]{2,4}|[A-Za-z][\w.-]*(?: [A-Z][\w.-]*)?)/g;
const NAME_EN =
  "(?:(?:Mr|Mrs|Ms|Dr)\\.?\\s+)?[A-Z][\\w'&.-]*(?:\\s+(?!And\\b|With\\b|At\\b|Room\\b)[A-Z][\\w'&.-]*)*";
const WITH_EN = new RegExp(
  `(?:\\b(?:[Ww]ith|[Vv]isit|[Vv]isiting|[Ss]ee|[Mm]eet|[Mm]eeting|[Cc]all|[Rr]ing|[Pp]hone|[Ii]nvite)\\s+|(?<!\\w)w/\\s*)((?:${NAME_EN})(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*&\\s*)(?:${NAME_EN}))*)`,
  'g',
);
const NO_NAME = new RegExp(
  `^(?:${DOES}|电话|计划|记录|安排|大家|同事|团队|他们|我们|全体.*|所有.*|到期.*|总行|分行|支行|the|a|an|team|(?:周|星期|礼拜)[一二三四五六日]|[今明后昨]天|我.*)$|(?:客户|假|报告|(?<!新|合)材料|方案|合同|名单|工作|情况)$|^(?:给|收|取|开户|办|谈|聊|沟通|确认|询问|咨询|了解|商|签|送|看看|落实|推进|跟进|检查|登记|整理|催)`,
  'i',
);

/**
 * Reads who takes part. Names stay in the title: 拜访王总 is what the event is called.
 * @param known Stretches that are names already, whatever stands around them.
 */
export function readWho(scan: Scan, known: readonly { from: number; to: number }[]): string[] {
  const names = new Map<string, number>();
  const note = (text: string, from: number): void => {
    const name = text.replaceAll(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '');
    if (name === '' || names.has(name) || NO_NAME.test(name)) return;
    if (known.some((one) => one.from < from + text.length && from < one.to)) return;
    const both = FIRM_AND_PERSON.exec(name);
    if (both) {
      note(both[1] ?? '', from);
      note(both[2] ?? '', from + text.indexOf(both[2] ?? ''));
      return;
    }
    names.set(name, from);
    scan.mark(from, from + text.length, 'who');
  };
  const noteAll = (list: string, at: number): void => {
    for (const match of list.matchAll(
      /[^、,，和及与&\s](?:[^、,，&]*?)(?=\s*(?:[、,，和及与&]|\band\b|$))/g,
    )) {
      const lead = /^and\s+/i.exec(match[0])?.[0].length ?? 0;
      note(match[0].slice(lead).trim(), at + match.index + lead);
    }
  };
  for (const { from, to } of known) {
    names.set(scan.rest.slice(from, to), from);
    scan.mark(from, to, 'who');
  }
  for (const match of scan.rest.matchAll(AT)) noteAll(match[1] ?? '', match.index + 1);
  for (const pattern of [...LEADS_ZH, WITH_EN])
    for (const match of scan.rest.matchAll(pattern))
      noteAll(match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''));
  for (const match of scan.rest.matchAll(MENTIONED)) note(match[0], match.index);
  return [...names.keys()];
}
