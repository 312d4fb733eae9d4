import type { Messages, Params } from "../base/issues/issue.ts";

/** What is wrong or refused in this room, by code. */
export const engineIssuesZh = {
  "minor-units-expected": () => "应为整数金额（单位：分），不能有小数，也不能是文本",
  negative: () => "不能为负数",
  "day-expected": () => "应为日期，如 2026-10-31",
  "month-expected": () => "应为月份，如 2026-10",
  "instant-expected": () => "应为带时区的时间，如 2026-10-08T09:00:00+08:00",
  "instant-out-of-range": () => "年份应在 2 至 9998 之间",
  "decimal-expected": () => '应为带引号、最多 9 位小数的数，如 "0.06"',
  "share-out-of-range": () => "份额应大于 0 且不超过 1",
  "name-expected": () => "名称应以字母开头，只含字母、数字、_ 和 -",
  "person-name-missing": () => "请填写姓名",
  "reason-missing": () => "请填写原因",
  "write-off-not-positive": () => "核销金额应大于零：填写要核销的欠款金额",
  "facet-reserved": () => "这个名称由系统设定，不能作为维度发送；请去掉",
  "facet-always-rated": ({ facets = "" }: Params) => `${facets} 始终参与区分，无需列出`,
  "facet-unrated": ({ rated = "" }: Params) => `不是可用于计提成的维度；可用的有 ${rated}`,
  "attribute-built-in": ({ attribute = "" }: Params) => `${attribute} 由入职日期得出，不能填写`,
  "subject-expected": () => "advisorId 与 storeId 应填其一",
  "joined-on-missing": () => "缺失：请填写 joinedOn（入职日期）或 spells（任职经历）",
  "left-before-joined": ({ leftOn = "", joinedOn = "" }: Params) => `离职日期 ${leftOn} 早于入职日期 ${joinedOn}`,
  "spell-ends-early": ({ to = "", from = "" }: Params) => `最后工作日 ${to} 早于这段任职的入职日期 ${from}`,
  "spell-unfinished": () => "缺失：其后还有任职的，须填写最后工作日",
  "spells-too-close": ({ from = "", to = "" }: Params) => `两段任职之间须至少相隔一天：${from} 应晚于 ${to} 至少两天`,
  "fulfilled-at-missing": () => "缺失：已出行的订单须注明出行时间",
  "fulfilled-at-unexpected": () => "已预订的订单尚未出行：请删去此项，或将 status 改为 fulfilled",
  "fulfilled-before-booked": ({ fulfilledAt = "", bookedAt = "" }: Params) => `出行时间 ${fulfilledAt} 早于预订时间 ${bookedAt}`,
  "discounts-above-price": ({ discounts = "", price = "" }: Params) => `优惠合计 ${discounts} 超过售价 ${price}（单位：分）`,
  "refund-above-cash": ({ refunded = "", cash = "" }: Params) => `退款 ${refunded} 超过现金实付 ${cash}（售价减优惠，单位：分）`,
  "id-twice": ({ id = "" }: Params) => `“${id}”出现两次；每一项须各不相同`,
  "credit-twice": ({ advisorId = "", role = "" }: Params) => `“${advisorId}”在角色 ${role} 中出现两次；请合并为一份`,
  "shares-above-one": ({ role = "" }: Params) => `角色 ${role} 的份额合计超过 1`,
  "currency-code-expected": () => "应为币种代码，如 CNY",
  "time-zone-expected": () => "应为时区名称，如 Asia/Shanghai",
  "source-name-expected": () => "来源名称最多 256 个字符，只能含字母、数字和 . _ / -，如 agency.orders",
  "source-name-reserved": ({ name = "" }: Params) => `“${name}”和“aws.…”为保留名称，请换一个`,
  "sources-missing": () => "至少要有一个数据来源，否则无法接收订单",
  "decimal-not-positive": () => '应为大于 0 的数，如 "1.05"',
  "target-built-in": ({ attribute = "" }: Params) => `${attribute} 由入职日期得出，不能作为目标`,
  "first-step-not-zero": () => "第一档必须从 0 开始",
  "steps-not-rising": () => "各档起点应逐档升高，不能相同",
  "rate-or-tiers-expected": () => "比例与阶梯应填其一",
  "earnings-not-filtered": () => "收入按整体计算：请删去此项",
  "equity-rule-expected": () => "应为 {months, totalAtLeast} 或 {months, eachAtLeast, count}",
  "count-above-months": () => "不能多于月数",
  "factor-unknown": ({ factorId = "" }: Params) => `方案没有系数“${factorId}”`,
  "rate-too-high": () => "比例与最高系数相乘超过一百万倍，请检查",
  "deduction-expected": () => "应为 refunded、cost 或 discounts.名称",
} as const satisfies Messages;

type EngineIssues = typeof engineIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends EngineIssues {}
}
