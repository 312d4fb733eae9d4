import { readReason } from "../base/issues/messages.zh.ts";
import { messageOf, type Refusal, type RefusalCode, reasonsIn } from "../base/issues/refusal.ts";
import { ownValue } from "../base/json/own-value.ts";
import type { Language } from "../base/language.ts";
import { CLOSING_REFUSALS_ZH } from "../closing/messages.zh.ts";
import { FILE_REFUSALS_ZH } from "../payouts/files/messages.zh.ts";
import { PAYOUT_REFUSALS_ZH } from "../payouts/messages.zh.ts";

type About = Readonly<Record<string, string | number>>;

/** A refusal in the reader's language: what is the matter, and what to do. One without a translation is told in English. */
export function refusalText({ code, about }: Refusal, language: Language): string {
  const translated = language === "zh" && Object.hasOwn(ZH, code) ? ZH[code](about) : undefined;
  return translated ?? englishOf({ code, about });
}

function reasonZh(reason: string): string {
  const { field, text } = readReason(reason, "zh");
  return field === "" ? text : `${field}：${text}`;
}

/** A code of an older version may be no more: its name is told then. */
function englishOf(refusal: Refusal): string {
  try {
    return messageOf(refusal);
  } catch {
    return refusal.code;
  }
}

const STATUS: Readonly<Record<string, string>> = {
  draft: "草稿，请先提交",
  submitted: "待审批，请先退回、撤回，或等待批准",
  approved: "已批准，请发布，或先退回、撤回",
  publishing: "发布中，请稍候，或再次发布以继续",
  published: "已发布，发布的版本不再改变；请由它新建草稿",
  withdrawn: "已撤回，请新建草稿",
};

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
  trial: "试算",
  advisor: "顾问",
  payout: "付款批次",
  payment: "付款",
};

const ZH: Readonly<Record<RefusalCode, (about: About) => string>> = {
  "not-found": ({ what = "proposal", id = "" }) => `没有编号为“${id}”的${ownValue(WHAT, what) ?? "内容"}，请在列表中查找。`,
  role: ({ needs = "hr" }) => `这需要${ownValue(ROLES, needs) ?? needs}角色，请由具备该角色的人办理。`,
  "changed-meanwhile": () => "在此期间已被他人更改，请重新查看后再决定。",
  "wrong-status": ({ status = "" }) => `目前状态不允许此操作：${ownValue(STATUS, status) ?? status}。`,
  "four-eyes": ({ by = "" }) => `编写或提交者（${by}）不能自己批准，请由人力资源或财务的另一位同事审批。`,
  "why-missing": () => "请写明原因：一句话即可，供日后查看变更记录的人了解。",
  unreadable: () => "内容还不能作为方案：请按页面所列各处，在编辑器中补正。",
  "facets-unrated": ({ facets = "" }) => `用到了公司没有区分的条件（${facets}）：请去掉，或先在公司设置中增加。`,
  "not-a-plan": () => "这里只能编辑和试算方案；这份提案更改的是其他数据，请撤回后重新提出。",
  "unknown-version": ({ planId = "", version = "" }) => `方案 ${planId} 没有第 ${version} 版，请从已有版本中选择。`,
  rebase: ({ basedOn = "", latest = "" }) =>
    `草稿以第 ${basedOn} 版为基础，而第 ${latest} 版已经发布。如已提交请先退回，再在编辑器中改为以第 ${latest} 版为基础，核对差异后重新试算。`,
  "trial-missing": () => "目前的内容还没有试算，请先试算。",
  "trial-unfinished": () => "试算仍在进行，请等待完成。",
  "trial-failed": ({ why = "" }) => `试算没有完成（${why}），请重新试算。`,
  "trial-outdated": () => "试算之后内容又有更改，请按目前内容重新试算。",
  "trial-not-dated": ({ from = "", to = "" }) =>
    `生效日期早于明天，会追溯已结账月份：请选择“自其生效日期起”，对本方案试算 ${from} 至 ${to}；如已提交，请先退回。`,
  "trial-too-short": ({ from = "", to = "" }) =>
    `会追溯已结账的 ${from} 至 ${to}，而试算没有覆盖全部月份：请自其生效日期起试算 ${from} 至 ${to}。`,
  "before-books": ({ effectiveFrom = "", firstMonth = "" }) =>
    `生效日期 ${effectiveFrom} 早于首个结账月份 ${firstMonth}，在那之前的影响无法试算：请选择 ${firstMonth}-01 或之后的日期。`,
  "findings-open": () => "检查发现的问题还有未确认的：请修改草稿，或在提交时逐项勾选确认。",
  "findings-appeared": () => "检查现在发现了批准时没有的问题：请退回，修改草稿或逐项确认后重新提交。",
  "date-past": ({ effectiveFrom = "", today = "" }) =>
    `批准的生效日期为 ${effectiveFrom}，已不晚于今天（${today}），且不是按追溯批准的：请退回，改为更晚的日期（或按追溯审批）后重新提交。`,
  "facts-differ": () => "将要发布的内容与批准的不一致：请退回，核对后重新提交。",
  "signature-differs": () => "审批签署的不是这一次提交：请退回后重新提交。",
  "basis-differs": () => "试算所依据的数据与当时不一致，可能已损坏或被更改：请退回，重新试算后再提交。",
  "result-differs": () => "重新计算的结果与批准的不一致：请退回，重新试算后再提交。",
  "open-month-moved": ({ month = "", submitted = "", now = "", limit = "" }) =>
    `对 ${month} 的影响在提交时为 ${submitted}，现在为 ${now}，超出公司允许的 ${limit}：请退回，重新试算后提交，以便按新数字审批。`,
  "version-taken": ({ planId = "", version = "" }) =>
    `方案 ${planId} 的第 ${version} 版在此期间已以其他内容发布：请退回，在编辑器中改为以最新版本为基础，再重新提交。`,
  "restatement-unseen": () => "将产生的调整与您看到的已不相同：请重新查看后再保存。",
  "restatement-differs": () => "已结账月份的数据在批准后有变动，将产生的调整与批准时不一致：请退回，（方案需重新试算）再提交。",
  "revision-taken": ({ advisorId = "", stored = 0 }) =>
    `顾问 ${advisorId} 的档案已更新到第 ${stored} 次修订：请重新打开档案，再做一次更改。`,
  "nothing-proposed": () => "没有要保存的内容：请至少填写一项。",
  "own-matter": ({ by = "" }) => `这关系到 ${by} 本人的收款或金额，不能由本人批准，请由人力资源或财务的另一位同事审批。`,
  "advisor-unknown": ({ advisorId = "" }) => `没有编号为“${advisorId}”的顾问：请先登记，或检查编号。`,
  "month-closed": ({ month = "", closedMonth = "" }) => `${month} 已结账：如已提出请先撤回，再列入 ${closedMonth} 之后的月份重新提出。`,
  "adjustment-repeated": ({ advisorId = "", month = "", adjustmentId = "" }) =>
    `顾问 ${advisorId} 在 ${month} 已有金额和原因相同的调整（${adjustmentId}）：请去掉，或在原因中写明为何再次调整。`,
  "adjustment-unknown": ({ adjustmentId = "" }) => `没有编号为“${adjustmentId}”的调整，请在列表中查找。`,
  "already-countered": ({ adjustmentId = "", counterId = "" }) => `调整 ${adjustmentId} 已被 ${counterId} 冲销，无需再次冲销。`,
  "correction-unidentified": () => "无法识别记录的类型或编号，因此不能更正：请选择暂不处理，并由来源系统重新发送。",
  "correction-kind": ({ held = "", corrected = "" }) =>
    `更正不能改变记录类型：原记录为 ${held}，更正后为 ${corrected}。其他类型请在相应页面提交。`,
  "correction-id": ({ held = "", corrected = "" }) =>
    `更正不能改变编号：原记录为“${held}”，更正后为“${corrected}”。请恢复编号，或由来源系统另行发送。`,
  "correction-source": ({ held = "", corrected = "" }) => `更正不能改变来源：原记录来自“${held}”，更正后为“${corrected}”。请恢复来源。`,
  "correction-revision": ({ held = "", corrected = "" }) => `更正后的修订号只能升高：原为 ${held}，更正后为 ${corrected}。`,
  "correction-waits": ({ proposalId = "" }) => `这条记录已有一项更正待审批（${proposalId}）：请先审批或撤回。`,
  "correction-done": () => "这条记录已重新处理，不再处于异常数据中。请撤回此更正。",
  "correction-differs": () => "其他数据已变化，此更正影响的收入与批准时不同：请撤回后重新提交。",
  "correction-needs-approval": () => "此更正会改变收入，或属于方案、人工调整：请在异常数据页面更正，提交后由他人审批。",
  "counter-differs": ({ adjustmentId = "" }) => `冲销须针对同一顾问，金额与原调整（${adjustmentId}）正好相反：请从原调整处发起冲销。`,
  "write-off-above-debt": ({ advisorId = "", month = "" }) =>
    `顾问 ${advisorId} 在 ${month} 的核销金额超过上次结算结转的未核销欠款：请查看结转余额，核销金额以欠款为限。`,
  "write-off-countered": ({ adjustmentId = "" }) =>
    `${adjustmentId} 是欠款核销，仅以欠款为限计入，不能冲销：如需恢复欠款，请另提一笔负数调整。`,
  "payee-taken": ({ advisorId = "", version = "" }) =>
    `顾问 ${advisorId} 的收款信息第 ${version} 版已有其他内容：如已提出请先撤回，再重新提出更改。`,
  "entries-left": ({ left = "", entries = "" }) => `没有全部生效：共 ${entries} 条，以下各条未生效：${left}。请查明原因后重新提出。`,
  "preview-gone": () => "找不到您预览过的内容：请重新选择文件并查看预览。",
  "settings-stale": ({ baseVersion = "", latest = "" }) =>
    `这份提案以设置第 ${baseVersion} 版为基础，而现行的是第 ${latest} 版：请撤回，核对现行设置后重新提出。`,
  "account-in-text": () => "文字中含有账号，而记录会被多人看到：请去掉，写后四位即可。",
  "facts-unreadable": ({ reasons = "" }) => `内容无法识别（${reasonsIn(reasons).map(reasonZh).join("；")}）：请修改后再保存。`,
  ...CLOSING_REFUSALS_ZH,
  ...PAYOUT_REFUSALS_ZH,
  ...FILE_REFUSALS_ZH,
};
