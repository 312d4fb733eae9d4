import type { Messages, Params } from "../base/issues/issue.ts";
export const quarantineZh = {
  /** Of the proposal that corrects a quarantined record. */
  proposed: {
    title: (factId: string) => `异常数据更正：${factId}`,
    summary: (record: string, factId: string) => `异常数据更正：${record} ${factId}`,
    records: { order: "订单", advisor: "顾问", attributes: "评分" },
    changesEarnings: "改变已计收入",
    skipsRevisions: "修订号跳号",
    skipped: "修订号不是紧接着的下一个号。来源系统之后发来的、号码较小的修订将被视为旧数据而忽略：仅当来源系统后续的修订号更大时才可批准。",
    fields: "更正的字段",
    /** What fields of records are called, by their names; those that have another name elsewhere are not here. */
    labels: {
      ...{ lines: "订单行", credits: "提成归属", advisorId: "顾问", share: "比例", product: "产品", price: "价格" },
      ...{ discounts: "优惠：", status: "状态", bookedAt: "预订时间", fulfilledAt: "出行时间", currency: "币种" },
    },
    note: "批准后，这条异常数据按更正后的内容计入。来源、记录类型和编号不变；影响的收入见下。",
  },
  title: "异常数据",
  intro: "无效或互相矛盾的记录列在这里，不影响其他记录。更正并重新处理后照常计入。",
  empty: "没有异常数据。",
  waiting: "待处理",
  acknowledged: "暂不处理",
  acknowledgedIntro: "这些记录已说明暂不处理的原因，仍可随时重新处理。",
  since: "发现时间",
  reasons: "原因",
  byReason: "按原因",
  records: "记录数",
  record: "记录",
  all: "全部原因",
  kinds: { order: "订单", advisor: "顾问", attributes: "评分", plan: "方案", adjustment: "人工调整", unknown: "无法识别的记录" },
  heldSince: (moment: string) => `自 ${moment} 起待处理`,
  cause: "异常原因",
  whyNow: "目前的问题",
  readable: "记录内容本身没有错误。若异常原因在别处（如缺少的顾问或方案已补上），可直接重新处理；修订号或内容互相矛盾的，须先更正。",
  fields: "涉及的字段",
  fix: "更正后重新处理",
  mendIntro:
    "请更正以下内容，或不作改动、直接重新处理。来源、类型和编号不能改变，修订号只能升高；改变收入或修订号跳号的更正提交后由他人审批，方案和人工调整转为各自的提案。原始内容一并保留。",
  body: "记录内容（JSON）",
  releaseAsIs: "直接重新处理",
  acknowledge: "暂不处理",
  acknowledgeIntro: "若这条记录不需要处理，请说明原因。之后不再列入待处理。",
  acknowledgeWhy: "暂不处理的原因",
  notes: "备注记录",
  stillHeld: "重新处理未成功，这条记录仍待处理。",
  outcomes: {
    recorded: "已重新处理，记录已计入。",
    duplicate: "已重新处理。相同内容此前已计入，没有变化。",
    superseded: "已重新处理。已有更高的修订，以更高的修订为准。",
    acknowledged: "已设为暂不处理，备注已记录。",
  },
  released: "这条记录已重新处理。",
  back: "返回异常数据",
};

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
  "correction-needs-approval": () => "此更正会改变收入、使修订号跳号，或属于方案、人工调整：请在异常数据页面更正，提交后由他人审批。",
} as const satisfies Messages;

type QuarantineIssues = typeof quarantineIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends QuarantineIssues {}
}
