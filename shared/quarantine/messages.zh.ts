import type { Messages } from "../base/issues/catalogue.ts";
import type { Params } from "../base/issues/codes.ts";
export const quarantineZh = {
  /** Of the proposal that corrects a quarantined record. */
  proposed: {
    title: (recordId: string) => `异常数据更正：${recordId}`,
    summary: (record: string, recordId: string) => `异常数据更正：${record} ${recordId}`,
    records: { order: "订单", advisor: "顾问", attributes: "评分" },
    changesEarnings: "改变已计收入",
    fields: "更正的字段",
    note: "批准后，这条异常数据按更正后的内容计入。来源、记录类型和编号不变；影响的收入见下。",
  },
  title: "隔离区",
  intro: "无法识别或互相矛盾的记录留在这里，不影响其他记录。更正后放行即照常计入。",
  empty: "隔离区没有记录。",
  waiting: "待处理",
  acknowledged: "已确认搁置",
  acknowledgedIntro: "这些记录已有人说明为何搁置，仍可随时放行。",
  count: (count: string) => `${count} 条`,
  since: "留存时间",
  reasons: "原因",
  byReason: "按原因",
  records: "记录数",
  record: "记录",
  all: "全部原因",
  kinds: { order: "订单", advisor: "顾问", attributes: "评分", plan: "方案", adjustment: "人工调整", unknown: "无法识别的记录" },
  heldSince: (moment: string) => `自 ${moment} 起留存`,
  why: "留存原因",
  whyNow: "目前仍有的问题",
  readable: "按目前的数据，这条记录可以识别。直接放行即可。",
  fields: "涉及的字段",
  mend: "更正并放行",
  mendIntro:
    "在下面更正内容，或不作改动，直接放行。来源、类型和编号不能改变，修订号只能升高；改变收入的更正提交后由他人审批，方案和人工调整转为各自的提交。原文会一并保留。",
  body: "记录内容（JSON）",
  reason: "原因",
  reasonHint: "写入变更记录。",
  releaseAsIs: "原样放行",
  releaseMended: "按更正后的内容放行",
  acknowledge: "确认搁置",
  acknowledgeIntro: "若这条记录不需要处理，请说明原因。之后不再列入待处理。",
  acknowledgeWhy: "为何搁置",
  notes: "已作的说明",
  whyMissing: "请说明原因。",
  notJson: "不是有效的 JSON，请检查逗号、引号和括号。",
  stillHeld: "未能放行，这条记录仍然留存。",
  outcomes: {
    recorded: "已放行，记录已计入。",
    duplicate: "已放行。相同内容此前已计入，没有变化。",
    superseded: "已放行。已有更高的修订，以更高的修订为准。",
    acknowledged: "已记下搁置的原因。",
  },
  released: "这条记录已放行。",
  back: "返回隔离区",
};

/** What the pages about the quarantine say. */
export type QuarantineWords = typeof quarantineZh;

/** Why something of this room is refused or invalid, by code. */
export const quarantineIssuesZh = {
  "correction-unidentified": () => "无法识别记录的类型或编号，因此不能更正：请选择暂不处理，并由来源系统重新发送。",
  "correction-kind": ({ held = "", corrected = "" }: Params) =>
    `更正不能改变记录类型：原记录为 ${held}，更正后为 ${corrected}。其他类型请在相应页面提交。`,
  "correction-id": ({ held = "", corrected = "" }: Params) =>
    `更正不能改变编号：原记录为“${held}”，更正后为“${corrected}”。请恢复编号，或由来源系统另行发送。`,
  "correction-source": ({ held = "", corrected = "" }: Params) =>
    `更正不能改变来源：原记录来自“${held}”，更正后为“${corrected}”。请恢复来源。`,
  "correction-revision": ({ held = "", corrected = "" }: Params) => `更正后的修订号只能升高：原为 ${held}，更正后为 ${corrected}。`,
  "correction-waits": ({ proposalId = "" }: Params) => `这条记录已有一项更正待审批（${proposalId}）：请先审批或撤回。`,
  "correction-done": () => "这条记录已重新处理，不再处于异常数据中。请撤回此更正。",
  "correction-differs": () => "其他数据已变化，此更正影响的收入与批准时不同：请撤回后重新提交。",
  "correction-needs-approval": () => "此更正会改变收入，或属于方案、人工调整：请在异常数据页面更正，提交后由他人审批。",
} as const satisfies Messages;

type QuarantineIssues = typeof quarantineIssuesZh;

declare module "../base/issues/codes.ts" {
  interface IssueMessages extends QuarantineIssues {}
}
