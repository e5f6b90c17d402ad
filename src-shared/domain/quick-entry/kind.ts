import type { EventKind } from '../calendar/tables.ts';

/** The first that fits: what is said more exactly stands before what is said often. */
const KINDS: readonly (readonly [EventKind, RegExp])[] = [
  ['hold', /暂占|占位|预留|留出|\bhold\b|\bblock\b/i],
  [
    'leave',
    /请假|请.{1,4}假|休假|年假|病假|事假|调休|婚假|产假|陪产假|育儿假|放假|度假|\bleave\b|\bvacation\b|\bholiday\b|\bPTO\b|\bday off\b|\bsick\b|\bout of office\b|\bOOO\b|\b(?:time|morning|afternoon|[ap]m|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?) off\b(?!-)/i,
  ],
  [
    'seminar',
    /讲座|沙龙|宣讲|培训|内训|集训|路演|推介会|研讨|论坛|\bseminar\b|\bworkshop\b|\btraining\b|\bwebinar\b|\broadshow\b/i,
  ],
  [
    'internal',
    /晨会|夕会|例会|内部|部门会|班后会|周会|复盘|述职|\bstand-?up\b|\binternal\b|\ball-?hands\b|\bteam meeting\b/i,
  ],
  ['call', /(?:电话|微信|语音)(?:回访|拜访|走访)/],
  [
    'visit',
    /拜访|走访|回访|上门|面访|看望|面签|尽调|贷后检查|实地|考察|出差|\bvisit(?:ing)?\b|\bsite visit\b|\bdue diligence\b/i,
  ],
  ['call', /电话|致电|通话|打给|回电|外呼|\bcall\b|\bphone\b|\bring\b/i],
  [
    'meeting',
    /开会|会议|会谈|面谈|洽谈|商谈|讨论|对接|碰头|见面|约见|约|签约|吃饭|午餐|晚餐|喝茶|评审|汇报|谈|会|\bmeet(?:ing)?\b|\blunch\b|\bdinner\b|\bcoffee\b|\breview\b|\bsync\b|\bdiscuss\b/i,
  ],
];

export interface KindWord {
  readonly kind: EventKind;
  readonly from: number;
  readonly to: number;
}

/** The word that names what kind of event it is, and where it stands; null where none does. */
export function readKind(text: string): KindWord | null {
  for (const [kind, words] of KINDS) {
    const match = words.exec(text);
    if (match) return { kind, from: match.index, to: match.index + match[0].length };
  }
  return null;
}

/** How long each kind takes where nobody says so, in minutes. */
export const USUAL_MINUTES: Readonly<Record<EventKind, number>> = {
  visit: 60,
  call: 30,
  meeting: 60,
  seminar: 120,
  internal: 30,
  leave: 480,
  hold: 60,
};
