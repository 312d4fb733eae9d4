import type { FILE_MESSAGES } from "../../approval/file-refusals.ts";

type About = Readonly<Record<string, string | number>>;

/** Each reason for which a file is refused, in Chinese. */
export const FILE_REFUSALS_ZH: Readonly<Record<keyof typeof FILE_MESSAGES, (about: About) => string>> = {
  "file-unknown": ({ of = "", format = "" }) => `“${of}”没有“${format}”这种文件：请从其页面上选择。`,
  "file-not-drafted": ({ payoutId = "" }) => `付款批次 ${payoutId} 还没有明细：请等待起草完成。`,
  "file-not-exported": ({ payoutId = "" }) => `付款批次 ${payoutId} 还不能交给银行付款：请先导出，再生成文件。`,
  "file-ahead": ({ month = "" }) => `${month} 尚未开始，没有分录：请选择更早的月份。`,
  "file-of-today": ({ today = "" }) => `对账表只反映当前情况：请选择今天（${today}）。`,
  "file-outdated": ({ name = "" }) =>
    `${name} 生成之后，有暂停付款、收款信息、其他付款批次或失败付款的变动：请重新生成（会逐笔核对），再下载。`,
  "file-not-made": ({ name = "" }) => `${name} 尚未生成：请等待，或先生成，再下载。`,
};
