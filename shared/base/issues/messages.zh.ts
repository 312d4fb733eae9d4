import { ownValue } from "../json/own-value.ts";
import type { Messages, Params } from "./issue.ts";

/** A row of a file, with its sheet where several are read. */
export const rowInZh = ({ line = "", sheet }: Params): string => `${sheet === undefined ? "" : `工作表“${sheet}”`}第 ${line} 行`;

const ROLES: Readonly<Record<string, string>> = {
  hr: "人力资源",
  finance: "财务",
  "hr or finance": "人力资源或财务",
  "hr and finance": "人力资源和财务",
};

const WHAT: Readonly<Record<string, string>> = {
  proposal: "提案",
  adjustment: "调整",
  plan: "方案",
  version: "版本",
  simulation: "试算",
  report: "银行回执",
  record: "记录",
  advisor: "顾问",
  payout: "付款批次",
  payment: "付款",
};

/** Why something of this room is refused or invalid, by code. */
export const baseIssuesZh = {
  "not-found": ({ what = "proposal", id = "" }: Params) => `没有编号为“${id}”的${ownValue(WHAT, what) ?? "内容"}，请在列表中查找。`,
  role: ({ needs = "hr" }: Params) => `这需要${ownValue(ROLES, needs) ?? needs}角色，请由具备该角色的人办理。`,
  "changed-meanwhile": () => "在此期间已被他人更改，请重新查看后再决定。",
  "account-in-text": () => "文字中含有账号，而记录会被多人看到：请去掉，写后四位即可。",
  "confirmation-missing": () => "请先核对，再勾选确认",
  "why-missing": () => "请填写备注：一句话即可，写入操作记录。",
  missing: () => "缺失，请填写",
  "unknown-field": () => "未知字段；请删除，或检查拼写",
  invalid: () => "无法识别；请检查内容",
  "text-expected": () => "应为文本",
  "number-expected": () => "应为数字（不带引号）",
  "integer-expected": () => "应为整数",
  "boolean-expected": () => "应为 true 或 false",
  "object-expected": () => "应为对象 { … }",
  "list-expected": () => "应为列表 [ … ]",
  "too-short": ({ minimum = "" }: Params) => (minimum === 1 ? "不能为空" : `至少 ${minimum} 个字符`),
  "too-long": ({ maximum = "" }: Params) => `最多 ${maximum} 个字符`,
  "too-few": ({ minimum = "" }: Params) => `至少 ${minimum} 项`,
  "too-many": ({ maximum = "" }: Params) => `最多 ${maximum} 项`,
  "too-small": ({ minimum = "" }: Params) => `不能小于 ${minimum}`,
  "too-large": ({ maximum = "" }: Params) => `不能大于 ${maximum}`,
  "not-a-choice": ({ values = "" }: Params) => `应为以下之一：${values}`,
  "wrong-format": () => "格式有误",
  "not-unique": () => "不能重复，请删去重复项",
  "hidden-character": () => "不能有换行和无法显示的字符，首尾不能有空格；如来自文件，请同时检查其编码",
  "not-json": () => "不是 JSON；请检查逗号、引号和括号",
  "key-twice": () => "这个键出现两次；请只写一次",
  "number-inexact": () => "数值无法精确保存；请用不超过 2^53 - 1 的整数，或带引号的小数",
  "nested-too-deep": ({ maximum = "" }: Params) => `嵌套超过 ${maximum} 层`,
  "reserved-name": ({ name = "" }: Params) => `“${name}”不能作为名称；请改名`,
  "file-too-large": ({ bytes = "", maximum = "" }: Params) => `文件有 ${bytes} 字节，上限 ${maximum}；请分成几份`,
  "job-failed": () => "多次尝试均未成功；请重试，若仍不成功请联系系统管理员",
  "file-empty": () => "文件是空的",
  "workbook-old": () => "旧格式或加密的工作簿；请另存为不加密的 XLSX 或 CSV",
  "workbook-expected": () => "是 ZIP 文件而不是工作簿；请选择 XLSX 或 CSV 文件",
  "workbook-damaged": ({ part = "" }: Params) => `工作簿已损坏（${part}）；请重新保存`,
  "workbook-too-many-cells": ({ maximum = "" }: Params) => `工作簿超过 ${maximum} 个单元格；请分成几份`,
  "workbook-too-many-columns": ({ maximum = "" }: Params) => `工作簿超过 ${maximum} 列；请删去不需要的列`,
  "workbook-too-many-parts": ({ maximum = "" }: Params) => `工作簿的组成部分超过 ${maximum} 个；请只保留所需工作表，重新保存`,
  "unpacked-too-large": ({ maximum = "" }: Params) => `解压后超过 ${maximum} 字节；请分成几份`,
  "encoding-ambiguous": ({ first = "", firstSamples = "", second = "", secondSamples = "" }: Params) =>
    `两种编码都能读出：${first}（${firstSamples}）或 ${second}（${secondSamples}）；请选择正确的一种`,
  "encoding-mark-differs": ({ marked = "", chosen = "" }: Params) => `文件头标明是 ${marked}，不是 ${chosen}；请不要指定编码`,
  "encoding-broken": ({ encoding = "" }: Params) => `不是完好的 ${encoding} 文本；请另存为 CSV UTF-8 后重新选择`,
  "encodings-mixed": () => "一部分是 UTF-8，另一部分不是；请把内容合并后另存为 CSV UTF-8 再选择，若确为 GB18030，请选择该编码",
  "encoding-unknown": () => "既不是 UTF-8 也不是 GB18030；请另存为 CSV UTF-8 后重新选择",
  "zero-bytes": () => "含有零字节，不是文本；请另存为 CSV UTF-8 后重新选择",
  "characters-lost": () => "文件中有字符在送达之前已经丢失；请按原样发送文件（application/octet-stream）",
  "quotes-unbalanced": () => "引号不成对；请重新另存为 CSV",
  "columns-expected": ({ columns = "" }: Params) => `表头应有以下各列：${columns}`,
  "columns-missing": ({ columns = "" }: Params) => `表头缺少：${columns}`,
  "column-twice": ({ column = "" }: Params) => `${column} 列出现两次；请保留一列`,
  "in-sheet": ({ sheet = "" }: Params) => `工作表“${sheet}”`,
  "column-unnamed": ({ column = "" }: Params) => `第 ${column} 列有值，但表头没有名称`,
  "spreadsheet-formula": () => '数值外有表格软件的公式（="…"）；请将该列设为文本后重新保存',
  "formula-without-value": () => "公式没有结果；请在表格软件中改正，或直接填写数值",
  "spreadsheet-apostrophe": () => "数值前有表格软件的撇号；请删去",
  "number-rounded": () => "表格软件已将号码四舍五入；请将该列设为文本后重新填写",
  "amount-malformed": () => "应为金额，如 -1234.50，小数位数不超过币种的小数位数",
  "amount-ambiguous": () => "分隔符有两种读法；一千二百三十四元五角请写 1234.50 或 1,234.50",
  "amount-too-large": () => "金额过大；请检查",
  "date-malformed": ({ given = "" }: Params) => `“${given}”不是日期；请先写年份，如 2026-10-13 或 2026/10/13`,
  "row-repeated": (place: Params) => `与${rowInZh(place)}重复；请保留一行`,
  "too-many-rows": ({ maximum = "" }: Params) => `超过 ${maximum} 行；请分成几份`,
  "more-rows": ({ count = "" }: Params) => `另有 ${count} 行错误`,
} as const satisfies Messages;

type BaseIssues = typeof baseIssuesZh;

declare module "./issue.ts" {
  interface IssueMessages extends BaseIssues {}
}
