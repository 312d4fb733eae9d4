import type { PAYOUT_MESSAGES } from "../../approval/payout-refusals.ts";
import { ownValue } from "../../base/json/own-value.ts";

type About = Readonly<Record<string, string | number>>;

const STATUS: Readonly<Record<string, string>> = {
  drafting: "正在起草，请等待完成，或先撤回",
  draft: "草稿，请先由他人批准，或撤回",
  approved: "已批准，请导出，或先撤回",
  exported: "已导出，请确认；银行未收到文件时可撤回；有退汇请逐笔登记",
  confirmed: "已确认，如有退汇请逐笔登记",
  withdrawn: "已撤回，请重新起草",
};

const STATE: Readonly<Record<string, string>> = {
  "in-flight": "在途",
  paid: "已付",
  rejected: "银行拒付",
  returned: "退汇",
};

/** Refusals of paying in Chinese: what is the matter, and what to do. */
export const PAYOUT_REFUSALS_ZH: Readonly<Record<keyof typeof PAYOUT_MESSAGES, (about: About) => string>> = {
  "month-not-closed": ({ month = "" }) => `${month} 尚未结账：请先结账，再起草付款批次。`,
  "later-payout": ({ payoutId = "", month = "" }) =>
    `已有更晚月份的付款批次 ${payoutId}：${month} 尚未付清的金额会进入该月或更晚月份的下一个付款批次。`,
  "draft-open": ({ payoutId = "" }) => `付款批次 ${payoutId} 的草稿尚待处理：请先批准或撤回，再重新起草。`,
  "payout-status": ({ status = "" }) => `付款批次目前的状态不允许此操作：${ownValue(STATUS, status) ?? status}。`,
  "payout-four-eyes": ({ by = "" }) => `起草者（${by}）不能自己批准，请由财务的另一位同事批准。`,
  "adjustment-four-eyes": ({ by = "" }) => `${by} 提出过本批次所含的调整，不能批准本批次，请由财务的另一位同事批准。`,
  "report-four-eyes": ({ by = "" }) =>
    `${by} 上传过的回执或提出过的登记使本批次中的某笔金额重新计入待付，不能批准本批次，请由财务的另一位同事批准。`,
  "outcome-needs-two": ({ kind = "" }) =>
    `登记为“${ownValue(STATE, kind) ?? kind}”会使金额重新计入待付，不能由一人完成：请提交登记，由财务的另一位同事批准。`,
  "outcome-moved": ({ advisorId = "", payoutId = "" }) =>
    `${advisorId} 在 ${payoutId} 中的付款此间有新的登记：请撤回本申请，重新查看该笔付款后再提交。`,
  "correction-unfit": ({ state = "", kind = "" }) =>
    `该笔付款目前为“${ownValue(STATE, state) ?? state}”，不能更正为“${ownValue(STATE, kind) ?? kind}”：请重新查看该笔付款。已付款项退汇应登记，而不是更正。`,
  "paid-again": ({ payoutId = "", advisorId = "" }) =>
    `付款批次 ${payoutId} 尚未发出，其中已再次支付 ${advisorId} 的这笔金额：请先撤回该批次，再更正。`,
  "outcomes-full": ({ advisorId = "", payoutId = "" }) => `${advisorId} 在 ${payoutId} 中的付款更正次数过多：余下差额请用人工调整处理。`,
  "nothing-waits": ({ advisorId = "", payoutId = "" }) => `${advisorId} 在 ${payoutId} 中的付款不需要此操作：请重新查看该笔付款。`,
  "needs-details": ({ advisorId = "" }) =>
    `银行给出的原因说明 ${advisorId} 的收款信息有误，仅核实还不够：请更改收款信息，或提交确认原收款信息。`,
  "payout-empty": () => "本批次没有任何付款：请撤回，待有应付款项时重新起草。",
  "gate-moved": () => "起草之后，有其他付款批次被批准或撤回，或有暂停付款、收款信息、付款更正或恢复付款的变动：请撤回并重新起草。",
  "held-in-payout": ({ advisors = "" }) => `以下顾问目前已暂停付款：${advisors}。请解除暂停，或撤回本批次后重新起草。`,
  "failed-in-payout": ({ advisors = "" }) =>
    `批准之后，以下顾问的付款又有失败或更正：${advisors}。请撤回本批次，处理失败的付款（“付款失败”页面）后重新起草。`,
  "cooling-in-payout": ({ advisors = "" }) => `以下顾问的收款信息有变更，仍在安全等待期内：${advisors}。请撤回本批次后重新起草。`,
  "payee-in-payout": ({ advisors = "" }) => `以下顾问的收款信息已不是批准时的版本：${advisors}。请撤回本批次后重新起草。`,
  "not-owed-in-payout": ({ advisors = "" }) => `以下顾问目前的应付金额少于已批准的金额：${advisors}。请撤回本批次后重新起草。`,
  "debtor-in-payout": ({ payoutId = "" }) =>
    `本公司的付款账户（设置 debtor）与付款批次 ${payoutId} 起草时不一致：请撤回本批次后重新起草，或将该设置改回。`,
  "formats-in-payout": ({ payoutId = "" }) =>
    `银行文件格式（设置 templates、pain001）与付款批次 ${payoutId} 起草时不一致：请撤回本批次后重新起草，或将设置改回。`,
  "approval-differs": ({ payoutId = "" }) =>
    `付款批次 ${payoutId} 的现有内容与批准的内容不一致，请勿付款：请撤回本批次，联系系统管理员，再重新起草。`,
  "execute-on-passed": ({ payoutId = "", executeOn = "" }) =>
    `付款日 ${executeOn} 已过，而付款批次 ${payoutId} 的文件此前无人下载：请撤回本批次后重新起草。`,
  "execute-too-late": ({ executeOn = "", latest = "" }) =>
    `付款日 ${executeOn} 过远：请选择 ${latest} 或之前的日期，或由管理员调整设置 executionWindowDays。`,
  "non-business-day": ({ executeOn = "", next = "" }) =>
    `${executeOn} 不是银行工作日，各银行的顺延方式不同：请改选 ${next}，或勾选确认仍要使用该日期（acknowledgeNonBusinessDay）。`,
  "format-unknown": ({ format = "", formats = "" }) => `付款批次不能以“${format}”格式导出：请从以下格式中选择：${formats}。`,
  "format-impossible": ({ format = "", issue = "" }) =>
    `本批次无法写成“${format}”格式（${issue}）：请选择其他格式；或修改模板后撤回本批次，重新起草。`,
  "debtor-unset": ({ issue = "" }) => `本公司的付款账户不能写入银行文件（${issue}）：请先在设置 debtor 中填写户名、账号和行号。`,
  "withdrawal-pending": ({ payoutId = "", by = "" }) => `${by} 已申请撤回付款批次 ${payoutId}：请由财务的另一位同事确认，或先取消申请。`,
  "withdrawal-four-eyes": ({ by = "" }) => `撤回由 ${by} 申请：须由财务的另一位同事同样确认银行从未收到该文件。`,
  "no-withdrawal": ({ payoutId = "" }) => `没有人申请撤回付款批次 ${payoutId}：请先申请。`,
  "bank-has-told": ({ payoutId = "", count = "" }) =>
    `银行已就付款批次 ${payoutId} 中的 ${count} 笔付款给出回执，说明已收到文件：请确认批次，或逐笔登记退汇。`,
  "downloaded-otherwise": ({ format = "" }) => `本批次的文件已按“${format}”格式下载，银行收到两种格式会重复付款：请使用该格式。`,
  "execute-on": ({ executeOn = "", today = "" }) =>
    `“${executeOn}”不是今天（${today}）或之后的日期：请按 YYYY-MM-DD 填写要求银行付款的日期。`,
  "not-exported": ({ payoutId = "" }) => `付款批次 ${payoutId} 尚未导出，银行不可能有回执：请先导出。`,
  "outcome-contradicts": ({ state = "", kind = "" }) =>
    `该笔付款目前为“${ownValue(STATE, state) ?? state}”，不能再登记为“${ownValue(STATE, kind) ?? kind}”：请向银行核实以哪个为准${state === "paid" ? "；如款项已退回，请登记为“退汇”" : ""}。`,
  "held-already": ({ advisorId = "", by = "" }) => `${advisorId} 已由 ${by} 暂停付款：如要更改原因，请先解除。`,
  "not-held": ({ advisorId = "" }) => `${advisorId} 目前没有暂停付款，请重新查看。`,
};
