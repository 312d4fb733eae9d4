import type { Messages, Params } from "../base/issues/issue.ts";

/** Why something of this room is refused or invalid, by code. */
export const ledgerIssuesZh = {
  "advisor-unknown": ({ advisorId = "" }: Params) => `没有编号为“${advisorId}”的顾问：请先登记，或检查编号。`,
  "month-closed": ({ month = "", closedMonth = "" }: Params) => `${month} 已结账：请列入 ${closedMonth} 之后的月份；如已提出，请先撤回。`,
  "event-expected": () => "不是 JSON；应为一条 EventBridge 事件",
  "detail-type-unknown": ({ detailType = "", expected = "" }: Params) => `未知的类型“${detailType}”；应以 ${expected} 之一开头`,
  "currency-differs": ({ currency = "", expected = "" }: Params) => `币种 ${currency} 不是本社的币种，应为 ${expected}`,
  "order-conflict": ({ orderId = "", revision = "" }: Params) =>
    `订单 ${orderId} 的修订 ${revision} 已有不同内容，以先到的为准；请用更高的修订号发送更改`,
  "advisor-conflict": ({ advisorId = "", revision = "" }: Params) =>
    `顾问 ${advisorId} 的修订 ${revision} 已有不同内容，以先到的为准；请用更高的修订号发送更改`,
  "attributes-conflict": ({ subject = "", month = "", revision = "" }: Params) =>
    `${subject} 在 ${month} 的评分修订 ${revision} 已有不同内容，以先到的为准；请用更高的修订号发送更改`,
  "plan-conflict": ({ planId = "", version = "" }: Params) => `方案 ${planId} 第 ${version} 版已有不同内容，以先到的为准；请用更高的版本号`,
  "adjustment-conflict": ({ adjustmentId = "" }: Params) => `人工调整 ${adjustmentId} 已有不同内容，以先到的为准；请用新的编号发送更改`,
  "advisor-awaited": ({ advisorId = "" }: Params) => `顾问 ${advisorId} 尚未登记；登记后此记录会自动重试`,
  "source-missing": () => "缺失；应为带有来源的 EventBridge 事件",
  "source-unknown": ({ source = "", kind = "" }: Params) =>
    `数据来源“${source}”不在设置中，因此 ${kind} 未接收；请改由已设置的来源发送，或在设置中增加来源，批准后重新处理`,
  "source-not-allowed": ({ source = "", kind = "", allowed = "" }: Params) =>
    `数据来源“${source}”只能发送 ${allowed}，不能发送 ${kind}，因此未接收；请改由有权的来源发送，或在设置中更改，批准后重新处理`,
  "order-too-large": ({ maximum = "" }: Params) => `提成明细过多，一次写不下（上限 ${maximum} 次写入）；请拆成几笔订单发送`,
  "record-too-large": () => "内容过大（单条上限 400 KB）；请精简",
  "record-unknown": ({ id = "" }: Params) => `没有编号为“${id}”的异常数据，请在列表中查找。`,
  "record-released": ({ id = "" }: Params) => `记录 ${id} 已重新处理，无需再办理。`,
  "close-out-of-order": ({ month = "", next = "" }: Params) => `现在不能结账 ${month}，下一个是 ${next}：请按月依次结账。`,
  "close-unfinished": ({ month = "", unfinished = "" }: Params) => `${unfinished} 仍在结账中：请先完成其结账，再结账 ${month}。`,
  "close-gathers-left": ({ month = "", shards = "" }: Params) => `${month} 的结账尚有分片未汇总上级业绩（${shards}）：请先汇总这些分片。`,
  "close-shards-left": ({ month = "", shards = "" }: Params) => `${month} 的结账尚有分片未结算（${shards}）：请先结算这些分片。`,
  "close-other-code": ({ month = "", begun = "", current = "", machine = "" }: Params) =>
    `${month} 的结账正由代码版本 ${begun} 进行；当前版本为 ${current}。请用进行结账的版本继续：在“结账”页面点击继续，或启动${machine === "" ? "该版本的状态机" : ` ${machine}`}。若该版本无法完成，请用当前版本启动，并附 "acceptCode":"${current}"：已结算的部分会重新计算，结果必须一致。`,
  "derivation-stopped": ({ by = "", at = "" }: Params) =>
    `数据更改后的提成明细尚未重新计算完，${by} 已于 ${at} 暂停；请先在人力资源的“重新计算”页面恢复`,
  "close-not-begun": ({ month = "" }: Params) => `${month} 的结账尚未开始。`,
  "store-unknown": ({ storeId = "" }: Params) => `没有门店 ${storeId}；请检查编号，或确认这是新门店`,
  "advisor-unregistered": ({ advisorId = "" }: Params) => `没有编号为“${advisorId}”的顾问；请先登记，或检查编号`,
  "derived-too-large": () => "数据变化后重新计算，提成明细过多，一次写不下，因此保持原样；请拆成几笔订单发送",
} as const satisfies Messages;

type LedgerIssues = typeof ledgerIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends LedgerIssues {}
}
