import type { Messages } from "../base/issues/issue.ts";

export const derivationsZh = {
  title: "重新计算",
  intro: "顾问、方案或上级更改后，相关订单的提成明细会重新计算。完成之前，页面上可能仍是更改前的金额，也不能结账。",
  none: "当前没有需要重新计算的更改。",
  ofPlan: (plan: string, day: string) => `方案 ${plan}，${day} 起的订单`,
  ofAdvisor: (name: string) => `顾问 ${name}`,
  notedAt: "更改时间",
  progress: "进度",
  parts: (through: string, total: string) => `已完成 ${through} / ${total} 部分`,
  waiting: "尚未开始",
  running: "正在进行",
  orders: "已检查的订单",
  expectedAt: "预计完成",
  stopped: (by: string, at: string) => `${by} 已于 ${at} 暂停`,
  stop: "暂停",
  stopHint: "正在处理的部分会先完成；恢复之前不能结账。",
  resume: "恢复",
};

/** Why stopping or resuming is refused, in Chinese. */
export const derivationIssuesZh = {
  "derivation-not-running": () => "此项重新计算已完成或已暂停：请刷新页面。",
  "derivation-not-stopped": () => "此项重新计算已完成或未暂停：请刷新页面。",
} as const satisfies Messages;
type DerivationIssues = typeof derivationIssuesZh;
declare module "../base/issues/issue.ts" {
  interface IssueMessages extends DerivationIssues {}
}
