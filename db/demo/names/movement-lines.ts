/** Purposes of incoming and outgoing payments, of companies and of people, as core banking prints them. */
export const PURPOSES = {
  company: {
    in: ['货款', '订单回款', '服务费', '贴现入账', '退税'],
    out: ['采购原料', '代发工资', '税款', '水电费', '设备款', '还本付息'],
  },
  person: {
    in: ['工资', '理财到期', '转账收入', '报销', '利息'],
    out: ['消费', '房贷', '转账支出', '缴费', '购买理财'],
  },
} as const;

export const MOVEMENT_CHANNELS = ['网银', '柜面', '手机银行', '银企直连'] as const;
