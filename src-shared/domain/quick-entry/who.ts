import type { Scan } from './scan.ts';

/** People, companies and places as they were written; who they are is looked up in the customers and colleagues. */
export interface Named {
  readonly who: readonly string[];
  readonly place: string | null;
  /** The number or name of a meeting room: 302. */
  readonly room: string | null;
}

const ROOM =
  /(?:在|到|去)?(?:(\d{2,4})\s*(?:号)?(?:会议)?室|([\u4e00-\u9fffA-Za-z0-9]{0,6}(?:大|小|贵宾|多功能)?会议[室厅]|贵宾室|多功能厅))|(?:\b(?:in|at)\s+)?\broom\s+([A-Za-z]?\d{1,4}[A-Za-z]?)\b|(?:\b(?:in|at)\s+)?\b(?:the\s+)?(boardroom|conference room|meeting room)\b/i;
const PLACE_ZH =
  /(?:地点[:是]?\s*)([^\s,，、。;]{1,30})|(?:在|到|去)([\u4e00-\u9fffA-Za-z0-9]{1,20}?(?:支行|分行|总行|网点|大厅|大厦|广场|园区|厂区|工厂|酒店|饭店|茶楼|咖啡厅|咖啡馆|公司|中心|机场|车站|号楼|楼下|银行|路\d+号|线上))/;
const PLACE_EN =
  /(?:\bat\s+(?:the\s+)?|@\s*)((?:[A-Z][\w'&.-]*)(?:\s+(?:[A-Z][\w'&.-]*|of|and|\d+))*|(?:branch|head office|office|bank|airport|hotel|lobby|plant|factory)\b(?:\s+\d+)?)|\b(online|via zoom|by phone)\b/;

/** Reads rooms and places; they leave the title. */
export function readPlace(scan: Scan): Pick<Named, 'place' | 'room'> {
  const room = scan.take(ROOM, 'room');
  const place = scan.take(PLACE_ZH, 'place') ?? scan.take(PLACE_EN, 'place');
  return {
    room: room ? (room[1] ?? room[2] ?? room[3] ?? room[4] ?? '').trim() || null : null,
    place: place ? (place[1] ?? place[2] ?? '').trim() || null : null,
  };
}

const NAME_ZH = '[\\u4e00-\\u9fff]{2,8}?|[A-Za-z][\\w&.-]*(?: [A-Z][\\w&.-]*)*';
/** Words that end a name: what is done with them. */
const DOES =
  '拜访|走访|回访|上门|面访|看望|考察|出差|到|开会|会议|见面|面谈|商谈|谈|讨论|沟通|对接|吃饭|午餐|晚餐|喝茶|碰头|碰面|会谈|交流|核对|签约|签字|签合同|一起|通话|去|聊|确认|汇报|复盘|过一遍|的';
const WITH_ZH = new RegExp(
  `(?:和|跟|与|同|约|约见|请)((?:${NAME_ZH})(?:(?:、|,|和|及|与)(?:${NAME_ZH}))*)(?=${DOES}|[\\s,\\uE000]|$)`,
);
const VISIT_ZH = new RegExp(
  `(?:拜访|走访|回访|上门拜访|上门|面访|看望|会见|约见|接待|陪同|致电|打电话给|打给|联系|电话|通知|提醒)(?:客户)?((?:${NAME_ZH})(?:(?:、|,|和|及|与)(?:${NAME_ZH}))*)(?=${DOES}|[\\s,\\uE000]|谈|的|$)`,
);
const AT = /@([\u4e00-\u9fff]{2,4}|[A-Za-z][\w.-]*(?: [A-Z][\w.-]*)?)/g;
const NAME_EN =
  "(?:(?:Mr|Mrs|Ms|Dr)\\.?\\s+)?[A-Z][\\w'&.-]*(?:\\s+(?!And\\b|With\\b|At\\b|Room\\b)[A-Z][\\w'&.-]*)*";
const WITH_EN = new RegExp(
  `\\b(?:with|visit|visiting|see|meet|meeting|call|ring|phone|lunch with|dinner with|invite)\\s+((?:${NAME_EN})(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*&\\s*)(?:${NAME_EN}))*)`,
);

/** Reads who takes part. Names stay in the title: 拜访王总 is what the event is called. */
export function readWho(scan: Scan): string[] {
  const names: string[] = [];
  const note = (list: string, at: number): void => {
    for (const match of list.matchAll(
      /[^、,，和及与&\s](?:[^、,，&]*?)(?=\s*(?:、|,|，|和|及|与|&|\band\b|$))/g,
    )) {
      const name = match[0].replace(/^and\s+/i, '').trim();
      if (name === '' || names.includes(name) || NO_NAME.test(name)) continue;
      names.push(name);
      const from = at + list.indexOf(name);
      scan.mark(from, from + name.length, 'who');
    }
  };
  for (const match of scan.rest.matchAll(AT)) note(match[1] ?? '', match.index + 1);
  for (const pattern of [VISIT_ZH, WITH_ZH, WITH_EN]) {
    const match = pattern.exec(scan.rest);
    if (match) note(match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''));
  }
  return names;
}

const NO_NAME = /^(?:计划|名单|记录|报告|安排|方案|客户|大家|同事|团队|他们|我们|会议|the|a|an|team)$/i;
