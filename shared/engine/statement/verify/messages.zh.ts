import type { Words } from "./messages.en.ts";

export const ZH: Words = {
  right: "正确",
  wrong: "错误",
  skipped: "未核验",
  allRight: "凡可核验之处均正确。",
  notRight: "这份结算单有误。",
  checks: {
    readable: { right: "文件可以读取。", wrong: "文件无法读取。", skipped: "" },
    hash: { right: "内容与其哈希一致。", wrong: "内容在计算哈希之后被改动过。", skipped: "" },
    inclusion: {
      right: "它在当月结算的全部结算单之中，总哈希为：",
      wrong: "按此总哈希，它不在当月结算的结算单之中：",
      skipped: "尚无总哈希：请在当月结算完成后重新下载。",
    },
    root: { right: "总哈希与公布的一致。", wrong: "总哈希与公布的不一致：", skipped: "请将上面的总哈希与公司当月公布的比对。" },
    chain: {
      right: "它承接上一份结算单。",
      wrong: "它没有承接上一份结算单。",
      skipped: "要核验承接关系，请提供上一份结算单，其哈希应为：",
    },
    facts: { right: "其所载事实彼此相符。", wrong: "其所载事实彼此矛盾。", skipped: "" },
    figures: { right: "依其所载事实重新计算，每个数字都与所列一致。", wrong: "依其所载事实重新计算，有数字不一致。", skipped: "" },
  },
  difference: (where, stated, recomputed) => `${where}：所列 ${stated}，重算 ${recomputed}`,
  missing: "无",
};
