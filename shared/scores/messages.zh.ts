import type { Messages, Params } from "../base/issues/issue.ts";
import { rowInZh } from "../base/issues/messages.zh.ts";
export const scoresZh = {
  /** Of a proposal of scores. */
  proposed: {
    title: (source: string) => `评分：${source}`,
    summary: (count: string, source: string) => `评分 ${count} 条（${source}）`,
    asBefore: "原内容",
    asAfter: "新内容",
  },
  title: "评分",
  upload: "导入 CSV 或 XLSX",
  uploadIntro: "每行一位顾问或一家门店、一个月份；其后每列一项评分。空白单元格不作更改。保存之前先预览每一处更改。",
  fileHint: "XLSX 工作簿，或编码为 UTF-8、UTF-16、GB18030 的 CSV，不超过 4 MB。",
  single: "填写一项评分",
  who: "顾问或门店",
  advisor: "顾问",
  store: "门店",
  attribute: "评分项",
  attributeHint: "例如 serviceScore、starLevel。",
  value: "分值",
  before: "原值",
  after: "新值",
  note: "结果",
  previewTitle: "核对评分",
  source: (name: string) => `来源：${name}`,
  all: "全部",
  states: { new: "新增", changed: "更改", same: "不变", wrong: "错误" },
  newStores: "新门店",
  newStoresIntro: "下列门店从未出现在任何顾问的档案或评分中。请检查编号；确为新门店的请勾选后重新预览，否则相应的行不计入。",
  nothing: "没有新增或更改，无需保存。",
  warnings: { "no-advisors": "此门店没有顾问", future: "月份晚于本月" },
  empty: "没有符合的行。",
  rows: (from: string, to: string, of: string) => `第 ${from}–${to} 行，共 ${of} 行`,
  errors: {
    subjectId: "请填写顾问或门店的编号。",
    month: "请填写月份，例如 2026-10。",
    attribute: "请填写评分项，以字母开头，只含字母、数字、_ 和 -。",
    value: "请填写数值，例如 4.8。",
  },
  recent: "最近的更改",
};

/** What is wrong or refused in this room, by code. */
export const scoreIssuesZh = {
  "scores-header-expected": () => "表头应为 advisorId 或 storeId、month，其后每列一项评分，例如 advisorId,month,serviceScore",
  "scores-column-missing": () => "没有评分列；表头应为 advisorId 或 storeId、month，其后每列一项评分，例如 advisorId,month,serviceScore",
  "scores-sheets-mixed": () => "工作簿中既有顾问评分表，又有门店评分表；请分成两个文件上传",
  "scores-column-name": ({ name = "" }: Params) => `列名“${name}”应以字母开头，只含字母、数字、_ 和 -`,
  "too-many-scores": ({ count = "", maximum = "" }: Params) => `有 ${count} 个分值，上限 ${maximum}；请分成几份`,
  "score-decimal-expected": () => "应为最多 9 位小数的数，如 0.95；不用百分号，也不用逗号",
  "score-missing": () => "这一行没有分值",
  "score-repeated": (place: Params) => `${rowInZh(place)}已有同一月份的分值；请保留一处`,
  "month-malformed": ({ given = "" }: Params) => `“${given}”不是月份；应如 2026-05（表格软件会把月份变成日期，请将该列设为文本）`,
} as const satisfies Messages;

type ScoreIssues = typeof scoreIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends ScoreIssues {}
}
