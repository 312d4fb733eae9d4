import type { Messages, Params } from "../base/issues/issue.ts";
import { ownValue } from "../base/json/own-value.ts";
import type { WithUi } from "../ui/messages.zh.ts";
/** What the page of approvals says, in Chinese. */
export const approvalsZh = {
  title: (count: string) => `审批（${count}）`,
  note: "编写人和提交人不能审批自己的提案。",
  forMe: (count: string) => `待您审批（${count}）`,
  noneForMe: "没有待您审批的提案。",
  forOthers: (count: string) => `待他人审批（${count}）`,
  noneForOthers: "没有待他人审批的提案。",
  toPublish: (count: string) => `已批准，尚未发布（${count}）`,
  decided: "最近的决定",
  noneDecided: "还没有决定。",
  by: "提交人",
  at: "提交时间",
  decision: "结果",
  decidedAt: "时间",
  restates: "追溯调整已结账月份",
  openMonth: (month: string, percent: string) => `${month}（未结账）${percent}`,
  restatedFor: (advisors: string) => `追溯调整，涉及 ${advisors} 位顾问`,
  refused: "无法发布，原因见提案页面",
  status: { published: "已发布", withdrawn: "已撤回", approved: "已批准", publishing: "正在发布", submitted: "已提交", draft: "草稿" },
};

export type ApprovalsWords = WithUi<typeof approvalsZh>;

/** What the page of a proposal says, whatever its kind, in Chinese. */
export const proposalZh = {
  opened: (by: string, at: string) => `${by} 编写，${at} 最后更改`,
  changes: "变化",
  openMonthText: (before: string, after: string) => `${before} → ${after}`,
  openMonthSubmitted: "提交时的未结账月份",
  missing: "提交前须完成",
  nothingMissing: "可以提交。",
  refused: "上次发布未成功",
  submitNote: "提交后内容固定，由另一位人力资源或财务人员审批。",
  approve: "批准",
  approveNote: "您批准的是此处显示的内容和试算结果；发布时会重新计算，如有差异则不会发布。",
  sendBack: "退回修改",
  sendBackNote: "退回为草稿，可以继续修改。",
  withdraw: "撤回",
  withdrawNote: "撤回后提案即告结束，内容保留在操作记录中。",
  publish: "发布",
  notApprovable: "目前不能批准：",
  approvePayingNote: "您批准的是此处显示的内容，批准后立即生效。",
  publishFacts: "系统重新计算后立即记录，此后只能由新的更改取代。",
  publishRestates: "已结账月份会产生追溯调整，计入下一份结算单。",
  resume: "继续发布",
  ownSubmission: "这是您编写或提交的：须由其他人审批。",
  lookOnly: "您只能查看。",
  hrOnly: "由人力资源继续办理。",
  waits: "待另一位人力资源或财务人员审批。",
  done: "已经发布，不会再改变。需要更改时请新建草稿。",
  ended: "已经撤回。",
  submission: "提交",
  submittedBy: (by: string, at: string) => `${by}，${at}`,
  approval: "审批",
  contentHash: "内容",
  resultHash: "试算结果",
};

export type ProposalWords = WithUi<typeof proposalZh>;

const STATUS: Readonly<Record<string, string>> = {
  draft: "草稿，请先提交",
  submitted: "待审批，请先退回修改、撤回，或等待批准",
  approved: "已批准，请发布，或先退回修改、撤回",
  publishing: "发布中，请稍候，或再次发布以继续",
  published: "已发布，发布的版本不再改变；请由它新建草稿",
  withdrawn: "已撤回，请新建草稿",
};

/** Why something of this room is refused or invalid, by code. */
export const proposalIssuesZh = {
  "wrong-status": ({ status = "" }: Params) => `目前状态不允许此操作：${ownValue(STATUS, status) ?? status}。`,
  "four-eyes": ({ by = "" }: Params) => `编写或提交者（${by}）不能自己批准，请由另一位有审批权限的同事审批。`,
  "facts-differ": () => "将要发布的内容与批准的不一致：请退回修改，核对后重新提交。",
  "signature-differs": () => "审批签署的不是这一次提交：请退回修改后重新提交。",
  "own-matter": ({ by = "" }: Params) => `这关系到 ${by} 本人的收款或金额，不能由本人批准，请由另一位有审批权限的同事审批。`,
  "entries-left": ({ left = "", entries = "" }: Params) =>
    `没有全部生效：共 ${entries} 条，以下各条未生效：${left}。请查明原因后重新提出。`,
  "nothing-proposed": () => "没有要保存的内容：请至少填写一项。",
  "preview-gone": () => "找不到您预览过的内容：请重新选择文件并查看预览。",
  "too-many-entries": ({ count = "", maximum = "" }: Params) => `共有 ${count} 条，上限 ${maximum}；请分成几份提交。`,
} as const satisfies Messages;

type ProposalIssues = typeof proposalIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends ProposalIssues {}
}
