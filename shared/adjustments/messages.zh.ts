import type { Messages, Params } from "../base/issues/issue.ts";
import { rowInZh } from "../base/issues/messages.zh.ts";
export const adjustmentsZh = {
  /** Of a proposal of adjustments. */
  proposed: {
    title: (source: string) => `调整：${source}`,
    summary: (count: string, source: string) => `调整 ${count} 笔（${source}）`,
    reverses: (adjustmentId: string) => `冲销 ${adjustmentId}`,
  },
  title: "调整",
  intro: "人工调整列入所选月份的结算单。每一笔都写明原因和依据，由另一人批准后生效；只能以冲销撤回。",
  waitingNone: "没有待批准的调整。",
  published: "未结账月份",
  publishedNone: "未结账的月份还没有调整。",
  publishedNote: "已结账月份的调整列在顾问的结算单上，也可在顾问端页面查看。",
  entries: (count: string) => `${count} 笔`,
  reasonHint: "会写在顾问的结算单上。",
  evidence: "依据",
  evidenceHint: "例如工单号、邮件或文件名。请勿填写账号。",
  amountHint: "增加为正，扣减为负，例如 -1234.50。",
  kind: "种类",
  ordinary: "普通调整",
  writeOff: "核销欠款",
  writeOffNote: "核销欠款以结转的欠款为限，记入单独的科目。",
  added: "增加",
  taken: "扣减",
  sum: (count: string, amount: string) => `${count} 笔，${amount}`,
  countered: "已冲销",
  counterOf: (id: string) => `冲销 ${id}`,
  single: "提出一笔调整",
  uploadIntro: "每行一笔：顾问编号、月份、金额、原因、依据。提交之前先预览每一笔以及总笔数与总金额。",
  fileHint: "XLSX 工作簿，或编码为 UTF-8、UTF-16、GB18030 的 CSV，不超过 4 MB。列的顺序不限，其他列忽略。",
  only: "调整由人力资源或财务提出。",
  previewTitle: "核对调整",
  warnings: { later: "月份晚于下月", "similar-proposed": "另有一份待批准的提案内容相同" },
  nothing: "没有可以提交的调整。",
  changed: "预览之后数据有变，请再核对一次。",
  saveCommentHint: "审批人会看到，并写入操作记录。",
  back: "重新填写",
  saved: "已提交，等待另一人批准。",
  one: {
    title: (advisor: string) => `${advisor}的调整`,
    facts: "内容",
    id: "调整编号",
    proposed: "提出",
    approved: "批准",
    settled: (month: string) => `已列入${month}的结算单`,
    open: (month: string) => `将列入${month}的结算单`,
    fromElsewhere: "接口导入，没有提案。",
    counteredBy: "已被冲销",
    counters: "所冲销的调整",
    counter: "冲销",
    counterIntro: (amount: string) => `提出一笔金额恰好相反的调整（${amount}），由另一人批准后生效。每笔调整只能冲销一次。`,
    counterMonth: "列入月份",
    counterReason: "冲销的原因",
    submit: "提交冲销",
    done: "这笔调整已经冲销，不能再次冲销。",
    noCounter: "核销欠款不能冲销；如需恢复欠款，请另提一笔负数调整。",
    isCounter: "这笔调整本身就是冲销，不能再被冲销。",
  },
};

/** Why something of this room is refused or invalid, by code. */
export const adjustmentIssuesZh = {
  "adjustment-repeated": ({ advisorId = "", month = "", adjustmentId = "" }: Params) =>
    `顾问 ${advisorId} 在 ${month} 已有金额和原因相同的调整（${adjustmentId}）：请去掉，或在原因中写明为何再次调整。`,
  "adjustment-unknown": ({ adjustmentId = "" }: Params) => `没有编号为“${adjustmentId}”的调整，请在列表中查找。`,
  "already-countered": ({ adjustmentId = "", counterId = "" }: Params) => `调整 ${adjustmentId} 已被 ${counterId} 冲销，无需再次冲销。`,
  "counter-differs": ({ adjustmentId = "" }: Params) =>
    `冲销须针对同一顾问，金额与原调整（${adjustmentId}）正好相反：请从原调整处发起冲销。`,
  "write-off-above-debt": ({ advisorId = "", month = "" }: Params) =>
    `顾问 ${advisorId} 在 ${month} 的核销金额超过上次结算结转的未核销欠款：请查看结转余额，核销金额以欠款为限。`,
  "write-off-countered": ({ adjustmentId = "" }: Params) =>
    `${adjustmentId} 是欠款核销，仅以欠款为限计入，不能冲销：如需恢复欠款，请另提一笔负数调整。`,
  "amount-zero": () => "金额不能为零",
  "evidence-missing": () => "请填写依据，如工单号",
  "adjustment-kind-expected": () => "种类只能为“核销”（writeOff）；普通调整请留空",
  "adjustment-row-repeated": (place: Params) => `与${rowInZh(place)}相同；请保留一行，或在原因中写明为何再次调整`,
} as const satisfies Messages;

type AdjustmentIssues = typeof adjustmentIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends AdjustmentIssues {}
}
