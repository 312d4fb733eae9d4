/** Words of every page, in Chinese. */
export const uiZh = {
  /** Rows of a file that are left out. */
  rowErrors: {
    title: "错误行",
    intro: "这些行不会导入，其余各行不受影响。更正后可再次导入，已保存的不会重复。",
    reason: "原因",
    header: "表头",
  },
  joins: { sentence: "", list: "；", colon: "：" },
  advisor: "顾问",
  total: "合计",
  amount: "金额",
  month: "月份",
  order: "订单",
  product: "产品",
  role: "角色",
  line: "行",
  booked: "预订日期",
  plan: (planId: string, version: number) => `方案 ${planId} 第 ${version} 版`,
  component: "项目",
  base: "提成基数",
  price: "售价",
  units: "订单数",
  unitCount: (count: string) => `${count} 单`,
  part: "收入",
  credits: "提成明细",
  creditCount: (count: string) => `${count} 条提成明细`,
  carriedOver: "接上页",
  carriedOn: "转下页",
  paging: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
  asOfNow: "按当前数据计算",
};

export type UiWords = typeof uiZh;
