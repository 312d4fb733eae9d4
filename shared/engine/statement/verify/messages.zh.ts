import type { Words } from "./messages.en.ts";

export const ZH: Words = {
  right: "通过",
  wrong: "未通过",
  skipped: "未核验",
  allRight: "核验通过。",
  notRight: "这份结算单未通过核验。",
  checks: {
    readable: { right: "文件可以读取。", wrong: "文件无法读取。", skipped: "" },
    hash: { right: "内容与其哈希一致。", wrong: "内容在计算哈希之后被改动过。", skipped: "" },
    inclusion: {
      right: "它包含在该次结账的结算单之中，根哈希为：",
      wrong: "按此根哈希，它不在该次结账的结算单之中：",
      skipped: "尚无根哈希：请在结账完成后重新下载。",
    },
    root: { right: "根哈希与公布的一致。", wrong: "根哈希与公布的不一致：", skipped: "请将上面的根哈希与公司公布的当月根哈希比对。" },
    chain: {
      right: "与上一份结算单相衔接。",
      wrong: "与上一份结算单不衔接。",
      skipped: "要核验衔接关系，请提供上一份结算单，其哈希应为：",
    },
    facts: { right: "所载数据前后一致。", wrong: "所载数据互相矛盾。", skipped: "" },
    figures: { right: "按所载数据重新计算，各项数字均一致。", wrong: "按所载数据重新计算，有数字不一致。", skipped: "" },
    sellers: {
      right: "来自下级顾问的数据与其他文件一致。",
      wrong: "来自下级顾问的数据与其他文件不一致。",
      skipped: "要核验来自下级顾问的数据，请提供同月下级顾问或上级的结算单，或下级顾问的提成明细文件。",
    },
  },
  difference: (where, stated, recomputed) => `${where}：所列 ${stated}，重算 ${recomputed}`,
  missing: "无",
};
