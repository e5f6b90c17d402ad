import { CLOCK_SAYING } from './clock-zh.ts';
import { DAY_SAYING } from './day-zh.ts';
import { EN_DAY } from './weekdays.ts';

/** What a sentence asks to be done with something that stands in the calendar already. */
export type Change = 'cancel' | 'move';

const MEETING =
  '(?:(?<![机社协商工])会议?|会谈|日程|安排|预约|约|[面洽]谈|拜访|[走回家]访|面签|尽调|电话|通话|培训|讲座|沙龙|路演|论坛|活动|聚餐|[午晚]餐|饭局?|出差|[请休年病事]假|复盘|评审|汇报|讨论)';
const DOING = '(?:拜访|[走回面]访|看望|约见|[见约和跟与同]|致电|打给|给)';
const PLEASE = '^(?:请|帮我|帮忙|麻烦|把|将|你)*';
const DONE = '(?:掉|了|吧)*';
const MOST = '\\s*(?:都|先|要|得|再)?';
/** 取消明天的会, without what says when: 取消 的会. 取消授信额度 is something to be done. */
const CANCEL_ZH = new RegExp(
  `${PLEASE}取消${DONE}\\s*(?:的|所有|全部|一切)*\\s*(?:$|.*${MEETING}${DONE}$|${DOING})`,
);
/** Whoever is to be told of it, or asked, is something to be done too. */
const TELLS = /通知|告知|转告|确认|是否|\b(?:tell|ask|confirm|check|whether|if)\b/i;
/** 明天的会取消了, 把明天的会改到周五: the meeting stands before the verb. */
const ZH = `(?<=${MEETING}|${DOING}.{1,20})${MOST}`;
const CANCELLED_ZH = new RegExp(`${ZH}(?:取消|不开|不去)${DONE}$`);
const MOVED_ZH = new RegExp(
  `${ZH}(?:(?:改期|改约|推迟|延期|延后|推后|顺延)(?:${DONE}$|\\s*[半一两\\d]|(?=[到至]))|(?:改|挪|移|调|调整|提前|换|改期|改约|推迟|延期|延后|推后|顺延)[到至]\\s*(?:${DAY_SAYING}|${CLOCK_SAYING}))`,
);
const MOVE_FIRST_ZH = new RegExp(`${PLEASE}(?:推迟|延后|改期|推后)(?=.*${MEETING})`);
const MEETING_EN =
  "(?:(?:['’]s|my|our|the|that|all|a|an|with)\\s+)*(?:[\\w-]+\\s+){0,2}?(?:meetings?|calls?|visits?|appointments?|events?|lunch|dinner|coffee|reviews?|seminar|training|workshop|webinar|stand-?up|sync|leave|vacation)\\b";
const CANCEL_EN = new RegExp(
  `^(?:please\\s+)?(?:cancel|call off)\\s*(?:${MEETING_EN}|(?:['’]s|my|our|the)?\\s*$)`,
  'i',
);
const CANCELLED_EN = new RegExp(`(?<=${MEETING_EN}.*)\\s+(?:is|are|has been|was)?\\s*cancell?ed$`, 'i');
const MOVE_EN = new RegExp(
  `^(?:please\\s+)?(?:reschedule|postpone|move|push|put off|bring forward)\\s+(?=.*?${MEETING_EN})`,
  'i',
);
const MOVE_TO_EN = new RegExp(
  `\\s+(?:back\\s+)?(?:to|until|till|by)\\s+(?:next\\s+|this\\s+|the\\s+)?(?:${EN_DAY}|tom|today|tonight|noon|week|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\\d|half|an?\\s+(?:day|week|hour)).*$`,
  'i',
);

/**
 * What a sentence asks, and up to where it says which one is meant: after that it says to when it goes, or that it is cancelled. Null
 * where it asks for neither, or does so first (`asksToCancel`).
 */
export function readChange(text: string): { readonly change: Change; readonly upTo: number } | null {
  if (TELLS.test(text)) return null;
  const cancelled = CANCELLED_ZH.exec(text) ?? CANCELLED_EN.exec(text);
  if (cancelled) return { change: 'cancel', upTo: cancelled.index };
  const moved = MOVED_ZH.exec(text);
  if (moved) return { change: 'move', upTo: moved.index };
  if (MOVE_FIRST_ZH.test(text)) return { change: 'move', upTo: text.length };
  return MOVE_EN.test(text) ? { change: 'move', upTo: MOVE_TO_EN.exec(text)?.index ?? text.length } : null;
}

/** Whether a sentence, without what says when, begins with asking to cancel something. */
export const asksToCancel = (title: string): boolean => CANCEL_ZH.test(title) || CANCEL_EN.test(title);
