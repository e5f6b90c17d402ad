/**
 * Customers in words that are written in one: 云岫授信 is about 云岫. Who is a customer is known to the laptop alone, so this
 * says which parts of a run may be a name, and whether a customer is called by one. A name begins the run or ends it: in
 * between, chance finds more names than people write.
 */

/** A name is that long, and no longer. */
const SHORTEST = 2;
const LONGEST = 16;

/** Words of two and three signs that firms and people are called by as well, and that begin or end what one has to do. */
const COMMON = new Set(
  (
    '授信 贷款 存款 理财 保险 基金 信托 票据 担保 结算 开户 续授信 尽调 面谈 面签 面访 会议 例会 晨会 培训 讲座 沙龙 材料 资料 合同 方案 报告 ' +
    '计划 项目 客户 公司 集团 银行 支行 分行 总行 同事 团队 部门 领导 平台 系统 中心 大厦 工厂 厂区 园区 机场 车站 上午 下午 晚上 早上 今天 明天 后天 ' +
    '平安 和平 安全 安康 健康 阳光 东方 南方 北方 西部 东部 中部 华东 华南 华北 华中 西南 长城 长江 黄河 中国 中华 人民 国家 国际 全球 世界 环球 ' +
    '建设 发展 交通 工商 农业 工业 商业 光大 招商 兴业 民生 大众 联合 统一 共同 合作 创新 未来 时代 新时代 城市 乡村 社区 高新 开发 高明 方正 向阳 ' +
    '文明 文化 教育 科技 科学 技术 信息 数据 网络 电子 能源 环境 环保 生物 医疗 医药 食品 餐饮 物流 运输 贸易 商贸 实业 投资 控股 金融 金额 金库 ' +
    '黄金 石油 石材 白云 江山 温州 宁波 江苏 江南 江北 张江 连云 北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 武汉 成都 西安 长沙 郑州 青岛 大连 厦门 ' +
    '合肥 福州 济南 昆明 贵阳 南宁 海口 太原 沈阳 长春 哈尔滨 石家庄 乌鲁木齐 兰州 银川 西宁 拉萨 香港 澳门 台湾 无锡 佛山 东莞 珠海 河北 河南 山西 ' +
    '山东 湖北 湖南 广东 广西 海南 四川 贵州 云南 陕西 甘肃 青海 辽宁 吉林 黑龙江 浙江 安徽 福建 江西 内蒙古 宁夏 新疆 西藏 成功 成果 成本 安排 安装 ' +
    '关于 关联 方便 方向 方式 常规 经理 经营 全面 全部 应收 年底 时间 商量 商务 周边 周末 高管 高端 龙头 康复 水电 党建 查询 后续 曲线 路演 路线 程序'
  ).split(' '),
);

/** What a firm does and what it is in law: 松涛医疗器械有限公司 is called 松涛. */
const LAW =
  /(?:(?:股份)?有限(?:责任)?公司|[（(][^）)]*[）)]|合伙企业|有限合伙|集团|公司|事务所|合作社|经营部|工作室|商行|厂|店|行)$/;
const TRADE =
  /(?:精密|制造|科技|技术|食品|医疗|器械|物流|港务|新材料|材料|电子|电气|电器|机械|模具|贸易|商贸|实业|投资|建设|建筑|建材|工程|化工|化学|医药|药业|生物|新能源|能源|环保|环境|信息|软件|网络|文化|传媒|教育|餐饮|酒店|农业|粮油|服装|纺织|汽车|汽配|家居|家具|包装|印刷|运输|供应链|国际|控股|发展|产业|工业|重工|设备|仪器|仪表|光电|半导体|智能|数据|咨询|服务|管理|五金|塑料|橡胶|钢铁|金属|矿业|水务|电力|置业|地产|物业)$/;

/** Parts of a run of Chinese signs that may be somebody's name: the longest first, and of two as long the one that begins it. */
export function partsOf(run: string, where: 'both' | 'start' = 'both'): string[] {
  const parts: string[] = [];
  for (let length = Math.min(LONGEST, run.length - 1); length >= SHORTEST; length -= 1) {
    const ends = where === 'both' ? [run.slice(0, length), run.slice(-length)] : [run.slice(0, length)];
    for (const part of ends) if (!COMMON.has(part) && !parts.includes(part)) parts.push(part);
  }
  return parts;
}

/** Whether a customer is called so: by the name, the short name, or what is left of a firm's without law and trade. */
export const isCalled = (
  part: string,
  customer: { readonly kind: string; readonly name: string; readonly short_name: string | null },
): boolean => {
  const names = [customer.name, ...(customer.short_name === null ? [] : [customer.short_name])];
  return names.some(
    (name) => name === part || (customer.kind !== 'person' && shorterOf(name).includes(part)),
  );
};

/** What a firm is called for short: 松涛医疗器械 is 松涛医疗, and 松涛. */
function shorterOf(name: string): string[] {
  const shorter: string[] = [];
  let left = name;
  for (const ending of [LAW, TRADE])
    for (let next = left.replace(ending, ''); next !== left && next.length >= SHORTEST;) {
      left = next;
      shorter.push(left);
      next = left.replace(ending, '');
    }
  return shorter;
}
