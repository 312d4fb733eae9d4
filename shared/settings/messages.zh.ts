import type { Messages, Params } from "../base/issues/issue.ts";
import type { WithUi } from "../ui/messages.zh.ts";
export const zh = {
  /** Of a proposal that changes the settings. */
  proposed: {
    title: (version: string) => `设置：第 ${version} 版的更改`,
    summary: (version: string) => `设置（第 ${version} 版的更改）`,
  },
  title: "设置",
  intro: "结账、付款、记账、审核和数据来源的规则。更改由一人提出、另一人批准，批准后立即生效；每一版都保留。",
  version: (version: string) => `现行第 ${version} 版`,
  initial: "部署时的设置，尚未有人更改",
  changedBy: (proposedBy: string, approvedBy: string, moment: string) => `${proposedBy} 提出，${approvedBy} 批准，${moment}`,
  setting: "项目",
  value: "内容",
  before: "更改前",
  after: "更改后",
  sections: { finance: "结账与付款", review: "审核", eventSources: "数据来源" },
  fields: {
    "finance.closeAfterDays": "月末后几天内结账须说明原因",
    "finance.securityHoldDays": "收款信息的安全等待期（天）",
    "finance.linkSeconds": "文件链接的有效时间（秒）",
    "finance.debtor.name": "付款户名",
    "finance.debtor.account": "付款账号",
    "finance.debtor.bankCode": "付款行号",
    "finance.pain001": "使用 ISO 20022 pain.001 付款文件",
    "finance.executionWindowDays": "付款日最多可提前安排的天数",
    "finance.calendar.weekend": "银行休息日（1 为星期一，7 为星期日）",
    "finance.calendar.daysOff": "银行节假日",
    "finance.calendar.workingDays": "银行调休工作日",
    "finance.debtor": "付款账户",
    "finance.calendar": "银行日历",
    "finance.accounts": "科目",
    "finance.templates": "银行与工资文件模板",
    "finance.accounts.earnings": "科目：收入",
    "finance.accounts.adjustments": "科目：往期调整",
    "finance.accounts.manualAdjustments": "科目：人工调整",
    "finance.accounts.writeOffs": "科目：核销",
    "finance.accounts.advances": "科目：预支",
    "finance.accounts.charges": "科目：银行手续费",
    "finance.accounts.payable": "科目：应付",
    "finance.accounts.inTransit": "科目：在途",
    "finance.accounts.bank": "科目：银行存款",
    "review.openMonthLimit": "提交到发布之间对本月影响的允许变动",
    "review.milestone": "试算关注的月收入",
    eventSources: "数据来源及其可发送的数据",
  } as Readonly<Record<string, string>>,
  brings: (source: string, kinds: string) => `${source}：${kinds}`,
  template: (name: string, id: string, columns: string) => `${name}（${id}，${columns} 列）`,
  kinds: { order: "订单", advisor: "顾问", attributes: "评分", plan: "方案", adjustment: "调整" },
  isTrue: "是",
  isFalse: "否",
  list: "、",
  item: (place: number) => `（第 ${place} 项）`,
  lines: "；",
  history: "历次更改",
  historyVersion: "版本",
  proposedAt: "提出时间",
  colon: "：",
  historyBy: "更改人",
  historyWhat: "更改内容",
  comment: "更改原因",
  commentHint: "一句话，保存在操作记录中。",
  propose: "提出更改",
  proposeIntro: "请修改以下内容并填写原因。金额以分为单位；错误会逐项列出。",
  only: "您只能查看。设置由财务（结账与付款）或人力资源（审核、数据来源）提出更改。",
  changes: "更改内容",
  waiting: "待审批",
};

/** What the pages about settings say. */
export type SettingsWords = WithUi<typeof zh>;

/** Why something of this room is refused or invalid, by code. */
export const settingsIssuesZh = {
  "settings-stale": ({ baseVersion = "", latest = "" }: Params) =>
    `这份提案以设置第 ${baseVersion} 版为基础，而现行的是第 ${latest} 版：请撤回，核对现行设置后重新提出。`,
  "settings-too-large": ({ maximum = "" }: Params) => `设置超过 ${maximum} 个字符；请减少模板或列`,
  "journal-account-expected": () => "应为科目编号：最多 20 个字母、数字、“.”或“-”",
  "ascii-expected": () => "应为一个 ASCII 字母、数字或符号",
  "separator-expected": () => "应为一个参考号、日期和金额中不会出现的符号，例如 , ; | 或制表符",
  "template-id-expected": () => "编号应以小写字母开头，最多 31 个小写字母、数字或“-”",
  "debtor-account-expected": () => "账号应由数字和字母组成；表格软件写成 6.22E+15 的，请按原样填写",
  "template-id-taken": () => "此编号已用于系统自带的文件，请换一个",
  "widths-missing": () => "定宽格式须填写每列的宽度",
  "constant-without-text": () => "固定内容的列须填写文字",
} as const satisfies Messages;

type SettingsIssues = typeof settingsIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends SettingsIssues {}
}
