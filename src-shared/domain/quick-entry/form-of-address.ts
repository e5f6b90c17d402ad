/** How somebody is addressed: 王总, 陈老师, Mr. Li. */
export interface FormOfAddress {
  readonly surname: string;
  /** 总, 董 and 老板 run a firm: customers are meant before colleagues. */
  readonly runsFirm: boolean;
}

const ZH =
  /^([\u4e00-\u9fff]{1,2})(总经理|董事长|总监|总|董|经理|行长|主任|主管|科长|处长|局长|院长|校长|厂长|老师|医生|律师|老板|先生|女士|小姐|书记|工|哥|姐)$/;
const EN = /^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+([A-Z][\w'-]*)$/;

/** The surname that a form of address goes with; null where the text is a name like any other. */
export function readFormOfAddress(text: string): FormOfAddress | null {
  const zh = ZH.exec(text);
  if (zh) return { surname: zh[1] ?? '', runsFirm: /总|董|老板|厂长/.test(zh[2] ?? '') };
  const en = EN.exec(text);
  return en ? { surname: en[1] ?? '', runsFirm: false } : null;
}
