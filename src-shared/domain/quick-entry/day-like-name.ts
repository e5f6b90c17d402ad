import type { Scan } from './scan.ts';
import { ADDRESS } from './who.ts';

/** What ends given names and begins hardly a word that follows a weekday. */
const GIVEN =
  '鸣鳴凡帆诺铭鹏涵菲丹妹然舟欣彤桐瑶琳萌曼辰宸轩泽楠倩娜婷婕妍媛璐璇琪琦莹颖蕾薇芳英华華敏杰伟偉磊勇涛超刚斌彬亮峰锋坤宇浩凯俊毅旭昊晖辉晴雯霞燕娟娥姝姗淼焱鑫钰';
/** Somebody stands after these, never a day: 和周一开会 and 给周三 do not count, for a verb or nothing follows the day. */
const MET =
  '拜访|走访|回访|上门|面访|看望|会见|约见|接待|陪同|致电|打给|联系|电话给?|通知|提醒|和|跟|与|找|给|@';
const NO_GIVEN =
  '早晚上下中午见面去到谈聊会开来的前后和及与、回交发送签吃喝打办做起至日末都各再又也还均要想能可是';
const AFTER =
  '(?=$|[\\s,;.:、的\\d]|[今明后][天日早晚]|下周|[上下]午|早上|晚上|拜访|来访|到访|来电|来行|面谈|见面|会谈|商谈|吃饭|午餐|晚餐|喝茶|签约|签字|通话|电话|打电话|一起|沟通|对接|和|跟|与)';
const NAMES = [
  `(?<=${MET})周[一二三四五六日](?![${NO_GIVEN}])[\\u4e00-\\u9fff]${AFTER}`,
  `(?<![\\u4e00-\\u9fff]|\\d)周[一二三四五六日][${GIVEN}]${AFTER}`,
  `(?<=[约请等让由])周[一二三四五六日][${GIVEN}]${AFTER}`,
  `周[一二三四五六日][${GIVEN}](?=${ADDRESS})`,
].map((pattern) => new RegExp(pattern, 'g'));

/**
 * People whose name begins like a weekday: 周一鸣 is called so on any day, 周一 鸣谢 is on Monday. They are set aside until
 * the days have been read. 週 is a week and no surname.
 */
export function setNamesAside(scan: Scan, sentence: string): readonly { from: number; to: number }[] {
  const found = new Map<number, number>();
  for (const pattern of NAMES)
    for (const { index } of scan.rest.matchAll(pattern))
      if (sentence[index] === '周') found.set(index, index + 3);
  const names = [...found].map(([from, to]) => ({ from, to }));
  for (const { from, to } of names) scan.setAside(from, to);
  return names;
}
