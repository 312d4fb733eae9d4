import type { Messages, Params } from "../../base/issues/issue.ts";
/** What the pages of files say, in Chinese. */
export const filesZh = {
  title: "文件",
  intro: "同一批次的文件无论生成几次，内容都完全相同；末尾列有总笔数与总金额。",
  notYet: "银行文件和薪酬文件需要先导出批次。",
  formats: {
    csv: "CSV 明细",
    xlsx: "Excel 工作簿",
    "pain.001": "ISO 20022 付款文件（pain.001）",
    journal: "记账凭证",
    positions: "顾问应付明细表",
  } as Readonly<Record<string, string>>,
  whats: {
    csv: "每笔付款一行，末行为合计",
    xlsx: "汇总、每个门店一张表、合计",
    "pain.001": "上传给银行，含完整账号",
    journal: "借贷相等的分录",
    positions: "每位顾问的应付、在途、已付等",
  } as Readonly<Record<string, string>>,
  bank: (hasAccounts: boolean) => `银行文本文件，${hasAccounts ? "含完整账号" : "不含账号"}`,
  payroll: (hasAccounts: boolean) => `薪酬文件，${hasAccounts ? "含完整账号" : "不含账号"}`,
  make: "生成",
  again: "重新生成",
  fetch: "下载",
  making: "正在生成，页面会自动更新",
  failed: (reason: string) => `生成失败：${reason}`,
  outdated: "文件生成之后，有暂停付款、收款信息、其他付款批次或失败付款的变动：请重新生成，系统会逐笔核对，再下载。",
  sums: (count: string, amount: string) => `${count} 笔，总金额 ${amount}`,
  size: (size: string, moment: string, by: string) => `${size}，${moment} 生成，申请人 ${by}`,
  hash: (hash: string) => `SHA-256 ${hash}`,
  onlyFinance: "含收款信息的文件只能由财务下载。",
  onlyFinanceAndAuditor: "文件由财务和审计下载。",
  show: "查看",
  details: "下载记录",
  downloads: "下载历史",
  noDownloads: "还没有人下载过。",
  by: "下载人",
  link: (seconds: string) => `下载链接 ${seconds} 秒内有效，每次下载都会记录。`,
  agree: "与批次的总笔数与总金额一致",
  differ: "与批次的总笔数与总金额不一致，请不要使用，并告知我们",
};

/** Each reason for which a file is refused, in Chinese. */
export const fileIssuesZh = {
  "file-unknown": ({ of = "", format = "" }: Params) => `“${of}”没有“${format}”这种文件：请从其页面上选择。`,
  "file-not-drafted": ({ payoutId = "" }: Params) => `付款批次 ${payoutId} 还没有明细：请等待计算完成。`,
  "file-not-exported": ({ payoutId = "" }: Params) => `付款批次 ${payoutId} 还不能交给银行付款：请先导出，再生成文件。`,
  "file-ahead": ({ month = "" }: Params) => `${month} 尚未开始，没有分录：请选择更早的月份。`,
  "file-of-today": ({ today = "" }: Params) => `应付明细表只反映当前情况：请选择今天（${today}）。`,
  "file-outdated": ({ name = "" }: Params) =>
    `${name} 生成之后，有暂停付款、收款信息、其他付款批次或失败付款的变动：请重新生成（会逐笔核对），再下载。`,
  "file-not-made": ({ name = "" }: Params) => `${name} 尚未生成：请等待，或先生成，再下载。`,
} as const satisfies Messages;

type FileIssues = typeof fileIssuesZh;

declare module "../../base/issues/issue.ts" {
  interface IssueMessages extends FileIssues {}
}
