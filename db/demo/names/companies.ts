import type { Seeded } from '../../../src-shared/kernel/seeded.ts';
import type { Both } from './both.ts';

const parts = (list: string): Both[] => list.split(' ').map((pair) => pair.split(':') as unknown as Both);

const FIRST = parts(
  '云:Yun 北:Bei 明:Ming 松:Song 青:Qing 临:Lin 南:Nan 启:Qi 晴:Qing 石:Shi 望:Wang 沐:Mu 柏:Bai 远:Yuan 泽:Ze ' +
    '澄:Cheng 恒:Heng 朗:Lang 嘉:Jia 瑞:Rui 鹿:Lu 芷:Zhi 汀:Ting 竹:Zhu 霁:Ji 砚:Yan 槐:Huai 栖:Qi 衡:Heng 禾:He',
);
const SECOND = parts(
  '川:chuan 渡:du 屿:yu 岭:ling 舟:zhou 渚:zhu 亭:ting 野:ye 原:yuan 泉:quan 桥:qiao 峦:luan 浦:pu 湾:wan 陵:ling ' +
    '林:lin 汐:xi 岸:an 谷:gu 峰:feng 溪:xi 洲:zhou 台:tai 阳:yang 庭:ting 枫:feng 璟:jing 和:he 远:yuan 景:jing',
);

interface Trade {
  /** As in a company's name. */
  readonly word: Both;
  readonly industry: Both;
}

const TRADES: readonly Trade[] = [
  { word: ['建材', 'Supplies'], industry: ['建筑材料', 'Building materials'] },
  { word: ['餐饮', 'Catering'], industry: ['餐饮', 'Catering'] },
  { word: ['陶瓷', 'Ceramics'], industry: ['陶瓷制品', 'Ceramics'] },
  { word: ['包装', 'Pack'], industry: ['包装印刷', 'Packaging'] },
  { word: ['茶业', 'Tea'], industry: ['茶叶加工', 'Tea'] },
  { word: ['电子', 'Electronics'], industry: ['电子元件', 'Electronic parts'] },
  { word: ['机械', 'Machinery'], industry: ['通用设备', 'Machinery'] },
  { word: ['纺织', 'Textile'], industry: ['纺织', 'Textiles'] },
  { word: ['物流', 'Logistics'], industry: ['道路运输', 'Logistics'] },
  { word: ['环保', 'Environment'], industry: ['环保工程', 'Environment'] },
  { word: ['食品', 'Foods'], industry: ['食品制造', 'Food'] },
  { word: ['医药', 'Pharma'], industry: ['医药流通', 'Pharmaceuticals'] },
  { word: ['软件', 'Software'], industry: ['软件服务', 'Software'] },
  { word: ['家具', 'Furniture'], industry: ['家具制造', 'Furniture'] },
  { word: ['化工', 'Chemicals'], industry: ['精细化工', 'Chemicals'] },
  { word: ['汽配', 'Auto Parts'], industry: ['汽车零部件', 'Auto parts'] },
  { word: ['商贸', 'Trading'], industry: ['批发', 'Wholesale'] },
  { word: ['种业', 'Seeds'], industry: ['农业', 'Agriculture'] },
  { word: ['照明', 'Lighting'], industry: ['照明器具', 'Lighting'] },
  { word: ['装饰', 'Interiors'], industry: ['建筑装饰', 'Interior works'] },
];

export interface CompanyName {
  readonly name: string;
  readonly name_en: string;
  readonly short_name: string;
  readonly short_name_en: string;
  readonly industry: string;
  readonly industry_en: string;
}

/** An invented company: a made-up place-like stem, a trade, a legal form. */
export function companyName(random: Seeded): CompanyName {
  const first = random.pick(FIRST);
  const second = random.pick(SECOND);
  const trade = random.pick(TRADES);
  const stem = first[0] + second[0];
  const stemEn = first[1] + second[1];
  return {
    name: `${stem}${trade.word[0]}有限公司`,
    name_en: `${stemEn} ${trade.word[1]} Co.`,
    short_name: stem,
    short_name_en: stemEn,
    industry: trade.industry[0],
    industry_en: trade.industry[1],
  };
}
