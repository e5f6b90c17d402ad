import type { Seeded } from '../../../src-shared/kernel/seeded.ts';
import type { Both } from './both.ts';

const parts = (list: string): Both[] => list.split(' ').map((pair) => pair.split(':') as unknown as Both);

const SURNAMES = parts(
  '李:Li 张:Zhang 陈:Chen 杨:Yang 黄:Huang 周:Zhou 吴:Wu 徐:Xu 朱:Zhu 马:Ma 胡:Hu 郭:Guo 林:Lin 高:Gao 罗:Luo ' +
    '郑:Zheng 梁:Liang 谢:Xie 宋:Song 唐:Tang 许:Xu 韩:Han 冯:Feng 曹:Cao 彭:Peng 曾:Zeng 肖:Xiao 田:Tian 董:Dong ' +
    '袁:Yuan 潘:Pan 蒋:Jiang 蔡:Cai 余:Yu 杜:Du 叶:Ye 程:Cheng 魏:Wei 苏:Su 吕:Lü 丁:Ding 任:Ren 卢:Lu 姚:Yao 沈:Shen ' +
    '钟:Zhong 姜:Jiang 崔:Cui 谭:Tan 陆:Lu',
);
const FEMALE = parts(
  '静:jing 敏:min 丽:li 娟:juan 霞:xia 燕:yan 玲:ling 婷:ting 雪:xue 慧:hui 琳:lin 岚:lan 倩:qian 莹:ying 佳:jia ' +
    '悦:yue 晴:qing 蕾:lei 薇:wei 颖:ying 洁:jie 梅:mei 芸:yun 珊:shan 曼:man',
);
const MALE = parts(
  '伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 刚:gang 平:ping 辉:hui 鹏:peng 斌:bin ' +
    '浩:hao 凯:kai 峰:feng 亮:liang 毅:yi 建:jian 志:zhi 国:guo 松:song 宁:ning',
);

export interface PersonName {
  readonly zh: string;
  readonly en: string;
  /** `wang.jianguo`; not unique by itself. */
  readonly login: string;
  readonly gender: 'female' | 'male';
}

/** A name that many people have; no particular person is meant. */
export function personName(random: Seeded): PersonName {
  const gender = random.chance(0.5) ? 'female' : 'male';
  const [surname, surnameEn] = random.pick(SURNAMES);
  const given = gender === 'female' ? FEMALE : MALE;
  const [one, oneEn] = random.pick(given);
  const [two, twoEn] = random.chance(0.62) ? random.pick(given) : ['', ''];
  const latin = oneEn + twoEn;
  return {
    zh: surname + one + two,
    en: `${surnameEn} ${latin.charAt(0).toUpperCase()}${latin.slice(1)}`,
    login: `${surnameEn}.${latin}`.toLowerCase().replaceAll('ü', 'v'),
    gender,
  };
}

export const OCCUPATIONS = [
  '教师',
  '医生',
  '工程师',
  '个体工商户',
  '公务员',
  '会计',
  '企业主',
  '护士',
  '律师',
  '退休',
  '设计师',
  '司机',
] as const;
export const HOBBIES = [
  '路跑',
  '摄影',
  '羽毛球',
  '茶道',
  '钓鱼',
  '自驾',
  '书法',
  '登山',
  '围棋',
  '烘焙',
] as const;
