import type { Messages, Params } from "../base/issues/issue.ts";
import { ownValue } from "../base/json/own-value.ts";
import type { WithUi } from "../ui/messages.zh.ts";
import type { BankFileIssueCode } from "./bank-files/bank-file-issue.ts";
import type { DebtorIssue } from "./bank-files/debtor.ts";
import type { PaymentState } from "./model/payment.ts";
import type { ExclusionReason, PayoutStatus } from "./model/payout.ts";
import type { PersonsStep } from "./model/transitions.ts";

/** What the pages of payouts and payments say, in Chinese. */
export const payoutsZh = {
  title: "付款批次",
  titleOf: (payoutId: string) => `付款批次 ${payoutId}`,
  intro: "每次结账后，把截至该月结算单的应付金额汇成一个批次：新建、由另一人批准、导出给银行、确认。",
  none: "还没有付款批次。结账之后即可新建。",
  payout: "批次",
  changed: "最近变更",
  statuses: {
    drafting: "计算中",
    draft: "待批准",
    approved: "已批准",
    exported: "已导出",
    confirmed: "已确认",
    withdrawn: "已撤回",
  } satisfies Readonly<Record<PayoutStatus, string>>,
  paysNobody: "无可付款项，不能批准",
  isOutdated: "已过期，须重新创建",
  isFailed: "计算失败",
  begin: {
    month: "截至月份",
    note: "只能选择已结账的月份。此前暂停的款项会自动计入；银行拒付或退汇的款项在原因处理之后计入。",
    noClose: "还没有结账的月份，请先结账。",
    onlyFinance: "付款批次由财务新建。",
  },
  pays: (month: string) => `支付截至${month}的全部结算单`,
  drafting: "正在计算应付金额，页面会自动更新。",
  draftingLate: "计算一小时后仍未完成，可能已经失败。请撤回本批次后重新新建；若仍不成功，请联系系统管理员。",
  draftingFailed: (reason: string) => `计算失败：${reason}`,
  draftingFailedNote:
    "处理好原因之后，请再次新建该月的付款批次，系统会继续计算本批次；若其间收款信息或暂停付款有变动，请撤回本批次后重新新建。",
  totals: {
    intro: "批准即签署这些笔数和金额，每个文件末尾也列有相同的数字。",
    state: "付款状态",
    hash: (hash: string) => `明细哈希 ${hash}`,
    unconfirmed: "尚未导出，还没有任何款项在途。",
    withdrawn: "本批次已撤回，没有任何款项在途。",
  },
  excluded: {
    title: "未纳入的顾问",
    count: "人数",
    intro: "以下顾问有待付金额，但未纳入本批次；金额不会丢失，下一批次会再次计入。",
    none: "没有未纳入的顾问。",
    whys: {
      "payments-on-hold": "暂停付款",
      "no-payee": "没有收款信息",
      "payee-security-hold": "收款信息处于安全等待期",
      "not-in-bank-file": "无法写入银行文件",
      "needs-new-details": "付款失败，待更新或确认收款信息",
      "needs-a-look": "付款失败，待财务核实",
    } satisfies Readonly<Record<ExclusionReason, string>>,
    bankFile: (format: string, column: string | undefined, issue: string) =>
      `${format}${column === undefined ? "" : `，“${column}”列`}：${issue}`,
    issues: {
      "too-long": "内容过长",
      character: "含有该文件无法使用的字符",
      separator: "含有列分隔符",
      iban: "不是有效的 IBAN",
      "outside-sepa": "IBAN 所属国家不在 SEPA 范围内",
      "bank-code": "行号不是 BIC，或与 IBAN 不属于同一国家",
      amount: "超过单笔付款上限",
    } satisfies Readonly<Record<BankFileIssueCode, string>>,
    until: (moment: string) => `安全等待期至 ${moment}`,
  },
  states: {
    drafted: "草稿",
    approved: "已批准",
    "in-transit": "在途",
    paid: "已付",
    rejected: "银行拒付",
    returned: "退汇",
    void: "作废",
  },
  lines: {
    title: "明细",
    search: "顾问姓名、编号或门店",
    all: "全部付款",
    excluded: "未纳入",
    statement: "本月结算单",
    earlier: "此前未付",
    none: "没有符合的明细。",
    found: (count: string, amount: string) => `共 ${count} 条，金额 ${amount}`,
  },
  next: {
    executeHint: "请银行在这一天付款。",
    sureToWithdraw: "确认撤回本批次。",
    sure: "我已核对总笔数与总金额。",
    steps: {
      approve: "批准",
      export: "生成付款文件",
      confirm: "确认已付",
      withdraw: "撤回批次",
      "confirm-withdrawal": "确认撤回",
      "cancel-withdrawal": "取消撤回申请",
    } satisfies Readonly<Record<PersonsStep, string>>,
    outdated: "新建之后，有其他付款批次被批准或撤回，或有暂停付款、收款信息或银行设置的变动，因此不能再批准。请撤回后重新创建。",
    format: "文件格式",
    formatHint: "文件会立即生成。一个批次只用一种文件付款，下载之后不能再用其他格式。",
    pain001: "ISO 20022 付款文件（pain.001）",
    anyDay: "即使该日不是银行工作日，也使用这一天。",
    withdrawExportedAsk: "文件还没有人下载，银行不可能收到。撤回后本批次不再支付，金额会由下一批次支付。",
    withdrawDownloadedAsk: (by: string) =>
      `文件已由 ${by} 下载。如果银行从未收到该文件，请在此说明；须由财务的另一位同事同样确认后才会撤回。`,
    confirmWithdrawalAsk: (by: string, reason: string) =>
      `${by} 说明银行从未收到该文件：“${reason}”。请亲自核实后再确认：如果银行已收到文件，款项会被支付，下一批次又会再付一次。`,
    cancelWithdrawalAsk: "取消撤回申请，批次照常进行。",
    withdrawalWaits: (by: string) => `${by} 已申请撤回，须由财务的另一位同事确认银行从未收到文件。在此之前不能下载文件，也不能确认已付。`,
    approveAsk: (count: string, amount: string) => `批准支付 ${count} 笔，共 ${amount}？批准即签署这份明细。`,
    exportAsk: (count: string, amount: string) =>
      `为 ${count} 笔、共 ${amount} 生成付款文件？此后这些款项即为在途；文件下载之前仍可撤回批次。`,
    confirmAsk: (count: string, amount: string) => `把其余在途的 ${count} 笔、共 ${amount} 确认为已付？之后退汇的款项仍可逐笔登记。`,
    withdrawAsk: "撤回后本批次不再支付，金额会由下一批次支付。",
    lookOnly: "付款由财务办理，您可以查看。",
    drafting: "正在计算，请稍候。",
    draftingFailed: "请再次新建，或撤回本批次。",
    ownDraft: "本批次由您新建，或您提出过其中的人工调整，因此须由财务的另一位同事批准。",
    confirmed: "本批次已经确认。退汇的款项请上传回执，或在付款页面逐笔登记。",
    withdrawn: "本批次已撤回，没有支付任何款项。",
    waits: "等待财务的下一步操作。",
    download: "请在下方下载付款文件并发送给银行。银行付款后，请上传回执，或在此确认已付。",
    empty: "本批次没有可支付的款项，不需要批准。请先处理未纳入的原因，再撤回并重新创建。",
  },
  who: {
    title: "操作记录",
    step: "步骤",
    none: "还没有记录。",
  },
  done: {
    begun: "付款批次正在计算。",
    drafted: "付款批次已计算完成，待另一人批准。",
    draftedEmpty: "付款批次已计算完成，但没有可支付的款项，不能批准：请先处理未纳入的原因，再撤回并重新创建。",
    approved: "已批准，可以导出给银行。",
    exported: "已导出，付款文件正在生成，请在下方“文件”中下载。",
    withdrawalAsked: "已申请撤回，须由财务的另一位同事确认银行从未收到文件。",
    withdrawalCancelled: "撤回申请已取消。",
    confirmed: "已确认：没有其他结果的款项均记为已付。",
    withdrawn: "批次已撤回。",
    recorded: "已登记。",
  },
  payment: {
    title: (name: string) => `付款：${name}`,
    of: "所属批次",
    ofTotals: (count: string, amount: string) => `总笔数与总金额 ${count} 笔，${amount}`,
    amount: "付款金额",
    statement: "本月结算单的应付金额",
    earlier: "此前应付、尚未支付的金额",
    how: "金额构成",
    facts: "付款信息",
    payeeVersion: (version: string) => `第 ${version} 版收款信息，尾号`,
    state: "目前状态",
    explained: {
      drafted: "批次尚待批准，还没有支付。",
      approved: "批次已批准，等待导出给银行。",
      "in-transit": "已交给银行，尚未收到结果。",
      paid: "已经支付。",
      rejected: "银行拒付了这笔付款，该金额已重新计入待付，原因处理之后进入以后的批次。",
      returned: "款项已退汇，该金额已重新计入待付，原因处理之后进入以后的批次。",
      void: "批次已撤回，没有支付。",
    },
    outcomes: "结果记录",
    noOutcomes: "还没有登记任何结果。",
    confirmed: (by: string, at: string) => `没有单笔登记的结果：${by} 于 ${at} 确认了整个批次，因此记为已付。`,
    bookedTwice: "可能重复入账",
    on: "银行日期",
    comment: "说明",
    source: "来源",
    fromReport: "银行回执",
    byHand: "人工登记",
    record: "登记结果",
    recordIntro: "通常由银行回执自动登记；只有收不到回执时才在此人工登记。",
    recordAsk: "登记后不能修改，只能再登记下一个结果。",
    codeHint: "银行给出的代码，例如 AC04；没有可不填。",
    chargesHint: "仅退汇时填写：银行扣收后退回的金额较少，填写被扣收的部分；没有则留空。",
    submit: "登记",
    advisorLink: "顾问的付款情况",
    nothingFollows: "现在没有可登记的结果：批次尚未导出、已撤回，或结果已经确定。",
  },
};

export type PayoutWords = WithUi<typeof payoutsZh>;

export const holdsZh = {
  title: "暂停付款的顾问",
  intro: "暂停期间不向该顾问付款，待付金额保留；恢复付款后计入下一批次。",
  none: "没有暂停付款的顾问。",
  since: "自",
  file: {
    title: (name: string) => name,
    hrFile: "人力资源档案",
    position: "对账",
    payee: "收款信息",
    hold: "暂停付款",
    notHeld: "没有暂停付款。",
    held: (by: string, at: string, reason: string) => `由 ${by} 于 ${at} 暂停付款：${reason}`,
    holdIntro: "暂停后，含有该顾问的待批准或已批准批次不能继续：请撤回后重新创建。",
    releaseIntro: "恢复后，待付金额计入下一批次。",
    holdReason: "暂停原因",
    releaseReason: "恢复原因",
    submitHold: "暂停付款",
    submitRelease: "恢复付款",
    only: "暂停付款由财务办理。",
    propose: "提出一笔调整",
    activity: "暂停付款记录",
    activityNone: "没有暂停过。",
    step: "操作",
  },
  done: {
    held: "已暂停付款。",
    released: "已恢复付款。",
  },
};

/** What an advisor's pages say of payments, in Chinese. */
export const paymentsZh = {
  headline: {
    next: "随下一次付款支付",
    later: "暂时不能支付，原因见下",
    nothing: "没有待付款项",
  },
  next: (amount: string, accountLast4: string) => `待付 ${amount} 将随下一次付款支付到尾号 ${accountLast4} 的账户。`,
  held: (day: string) => `自 ${day} 起付款已暂停。待付金额不会丢失，恢复后会随下一次付款支付；原因请向财务了解。`,
  noPayee: "还没有收款信息，所以不能付款。请把收款账户告诉人力资源或财务，登记后随下一次付款支付。",
  securityHold: (accountLast4: string, moment: string) =>
    `收款信息刚改为尾号 ${accountLast4} 的账户。为安全起见，${moment} 之后才会按新信息付款；在此之前不付款，金额不会丢失。`,
  cameBack: {
    rejected: (amount: string, accountLast4: string) =>
      `${amount} 的付款被银行拒付（收款账户尾号 ${accountLast4}），该金额已重新计入待付。`,
    returned: (amount: string, accountLast4: string) => `${amount} 的付款已退汇（收款账户尾号 ${accountLast4}），该金额已重新计入待付。`,
  },
  stop: "。",
  waits: {
    "needs-new-details":
      "这笔金额暂不支付：银行给出的原因说明收款信息有误。请把正确的收款账户告诉人力资源或财务；更改或确认之后，会随下一次付款支付。",
    "needs-a-look": "这笔金额暂不支付：财务正在向银行核实原因。您无需操作；核实之后，会随下一次付款支付。",
  },
  carried: (amount: string) => `另有 ${amount} 结转到下一份结算单，尚未应付。`,
  debt: (amount: string) => `结转欠款 ${amount}，将从以后的收入中扣除。`,
  nothing: "结算单上应付的金额都已付，或已批准、在途。",
  noStatement: "还没有结算单，第一次结账之后这里会显示付款。",
  where: "付款进度",
  inTransit: "在途",
  approved: "已批准，等待发出",
  all: "全部付款",
  day: "付款日",
  upTo: "截至结算单",
  earlier: (amount: string) => `其中此前未付 ${amount}`,
  reference: (reference: string) => `付款参考号 ${reference}`,
  states: {
    drafted: "草稿",
    approved: "已批准",
    "in-transit": "在途",
    paid: "已付",
    rejected: "银行拒付",
    returned: "退汇",
    void: "作废",
  } satisfies Readonly<Record<PaymentState, string>>,
  ofStatement: "付款",
  statement: {
    outstanding: (amount: string) => `${amount} 待付。`,
    unclear: "这份结算单的付款与其他月份合并计算。",
    approved: (amount: string) => `${amount} 的付款已批准，等待发出。`,
    "in-transit": (amount: string) => `${amount} 的付款已交给银行，在途。`,
    paid: (amount: string, day: string) => `${amount} 的付款已于 ${day} 支付。`,
    rejected: (amount: string) => `${amount} 的付款被银行拒付，重新计入待付。`,
    returned: (amount: string) => `${amount} 的付款已退汇，重新计入待付。`,
    earlier: {
      rejected: (amount: string) => `${amount} 的付款曾拒付。`,
      returned: (amount: string) => `${amount} 的付款曾退汇。`,
    },
    pays: (month: string) => `该笔付款包含截至${month}的全部未付结算单。`,
  },
  toPayments: "查看全部付款",
};

export type PaymentsWords = WithUi<typeof paymentsZh>;

const STATUS: Readonly<Record<string, string>> = {
  drafting: "正在计算，请等待完成，或先撤回",
  draft: "待批准，请先由他人批准，或撤回",
  approved: "已批准，请导出，或先撤回",
  exported: "已导出，请确认；银行未收到文件时可撤回；有退汇请逐笔登记",
  confirmed: "已确认，如有退汇请逐笔登记",
  withdrawn: "已撤回，请重新创建",
};

const STATE: Readonly<Record<string, string>> = {
  "in-transit": "在途",
  paid: "已付",
  rejected: "银行拒付",
  returned: "退汇",
};

const formatIssues: Readonly<Record<string, string>> = { ...payoutsZh.excluded.issues, "not-tried": "起草时未按此格式检查" };

/** Why the agency's own account can't stand in a bank file. */
const debtorIssues = {
  missing: "户名、账号或行号尚未填写",
  iban: "账号不是有效的 IBAN，或该币种须用 IBAN",
  "bank-code": "行号既不是 BIC 也不是联行号，或与 IBAN 不属于同一国家",
} satisfies Readonly<Record<DebtorIssue, string>>;

/** Refusals of paying in Chinese: what is the matter, and what to do. */
export const payoutIssuesZh = {
  "month-not-closed": ({ month = "" }: Params) => `${month} 尚未结账：请先结账，再新建付款批次。`,
  "later-payout": ({ payoutId = "", month = "" }: Params) =>
    `已有更晚月份的付款批次 ${payoutId}：${month} 的待付金额会进入该月或更晚月份的下一个付款批次。`,
  "draft-open": ({ payoutId = "" }: Params) => `付款批次 ${payoutId} 待批准：请先批准或撤回，再新建付款批次。`,
  "payout-status": ({ status = "" }: Params) => `付款批次目前的状态不允许此操作：${ownValue(STATUS, status) ?? status}。`,
  "payout-four-eyes": ({ by = "" }: Params) => `本批次由 ${by} 新建，不能由本人批准，请由财务的另一位同事批准。`,
  "adjustment-four-eyes": ({ by = "" }: Params) => `${by} 提出过本批次所含的调整，不能批准本批次，请由财务的另一位同事批准。`,
  "report-four-eyes": ({ by = "" }: Params) =>
    `${by} 上传过的回执或提出过的登记使本批次中的某笔金额重新计入待付，不能批准本批次，请由财务的另一位同事批准。`,
  "outcome-needs-two": ({ kind = "" }: Params) =>
    `登记为“${ownValue(STATE, kind) ?? kind}”会使金额重新计入待付，不能由一人完成：请提交登记，由财务的另一位同事批准。`,
  "outcome-moved": ({ advisorId = "", payoutId = "" }: Params) =>
    `${advisorId} 在 ${payoutId} 中的付款此间有新的登记：请撤回本申请，重新查看该笔付款后再提交。`,
  "correction-unfit": ({ state = "", kind = "" }: Params) =>
    `该笔付款目前为“${ownValue(STATE, state) ?? state}”，不能更正为“${ownValue(STATE, kind) ?? kind}”：请重新查看该笔付款。已付款项退汇应登记，而不是更正。`,
  "charges-unfit": ({ kind = "" }: Params) =>
    kind === "returned"
      ? "扣收的手续费须大于零且小于付款金额：请填写退回款项中被银行扣收的金额，没有则留空。"
      : "只有退汇才有扣收的手续费：请留空，或将结果选为“退汇”。",
  "paid-again": ({ payoutId = "", advisorId = "" }: Params) =>
    `付款批次 ${payoutId} 尚未发出，其中已再次支付 ${advisorId} 的这笔金额：请先撤回该批次，再更正。`,
  "outcomes-full": ({ advisorId = "", payoutId = "" }: Params) =>
    `${advisorId} 在 ${payoutId} 中的付款更正次数过多：余下差额请用人工调整处理。`,
  "nothing-sent": ({ payoutId = "" }: Params) =>
    `付款批次 ${payoutId} 的文件无人下载，银行也没有任何回报，不可能已经付款：请下载文件并提交银行，或撤回该批次。`,
  "reason-of-duplication": ({ advisorId = "", payoutId = "", code = "" }: Params) =>
    `原因代码 ${code} 表示银行此前已收到 ${advisorId} 在 ${payoutId} 中的付款，拒绝的只是重复的一份：请保持该笔付款不变；款项确实退回的，请填写退回的原因。`,
  "comment-of-duplication": ({ advisorId = "", payoutId = "" }: Params) =>
    `备注说明银行此前已收到 ${advisorId} 在 ${payoutId} 中的付款，拒绝的只是重复的一份：请保持该笔付款不变；款项确实未付或已退回的，请在备注中只写其原因。`,
  "nothing-waits": ({ advisorId = "", payoutId = "" }: Params) => `${advisorId} 在 ${payoutId} 中的付款不需要此操作：请重新查看该笔付款。`,
  "needs-details": ({ advisorId = "" }: Params) =>
    `银行给出的原因说明 ${advisorId} 的收款信息有误，仅核实还不够：请更改收款信息，或提交确认原收款信息。`,
  "payout-empty": () => "本批次没有任何付款：请撤回，待有待付款项时再新建。",
  "gate-moved": () => "新建之后，有其他付款批次被批准或撤回，或有暂停付款、收款信息、付款更正或恢复付款的变动：请撤回后重新创建。",
  "held-in-payout": ({ advisors = "" }: Params) => `以下顾问目前已暂停付款：${advisors}。请恢复付款，或撤回本批次后重新创建。`,
  "failed-in-payout": ({ advisors = "" }: Params) =>
    `批准之后，以下顾问的付款又有失败或更正：${advisors}。请撤回本批次，处理失败的付款（“付款失败”页面）后重新创建。`,
  "came-back-in-payout": ({ payoutId = "", count = "" }: Params) =>
    `付款批次 ${payoutId} 中有 ${count} 笔已被拒付或退汇，金额已重新计入待付，而该批次的文件此前无人下载，仍包含这些付款，因此不能再下载。请登记其余付款的结果，未付金额由下一批次支付。`,
  "security-hold-in-payout": ({ advisors = "" }: Params) =>
    `以下顾问的收款信息有变更，仍在安全等待期内：${advisors}。请撤回本批次后重新创建。`,
  "payee-in-payout": ({ advisors = "" }: Params) => `以下顾问的收款信息已不是批准时的版本：${advisors}。请撤回本批次后重新创建。`,
  "not-owed-in-payout": ({ advisors = "" }: Params) => `以下顾问目前的应付金额少于已批准的金额：${advisors}。请撤回本批次后重新创建。`,
  "debtor-in-payout": ({ payoutId = "" }: Params) =>
    `本公司的付款账户（设置 debtor）与付款批次 ${payoutId} 新建时不一致：请撤回本批次后重新创建，或将该设置改回。`,
  "formats-in-payout": ({ payoutId = "" }: Params) =>
    `银行文件格式（设置 templates、pain001）与付款批次 ${payoutId} 新建时不一致：请撤回本批次后重新创建，或将设置改回。`,
  "approval-differs": ({ payoutId = "" }: Params) =>
    `付款批次 ${payoutId} 的现有内容与批准的内容不一致，请勿付款：请撤回本批次，联系系统管理员，再重新创建。`,
  "execute-on-passed": ({ payoutId = "", executeOn = "" }: Params) =>
    `付款日 ${executeOn} 已过，而付款批次 ${payoutId} 的文件此前无人下载：请撤回本批次后重新创建。`,
  "execute-too-late": ({ executeOn = "", latest = "" }: Params) =>
    `付款日 ${executeOn} 过远：请选择 ${latest} 或之前的日期，或由管理员调整设置 executionWindowDays。`,
  "non-business-day": ({ executeOn = "", next = "" }: Params) =>
    `${executeOn} 不是银行工作日，各银行的顺延方式不同：请改选 ${next}，或勾选确认仍要使用该日期（acknowledgeNonBusinessDay）。`,
  "format-unknown": ({ format = "", formats = "" }: Params) => `付款批次不能以“${format}”格式导出：请从以下格式中选择：${formats}。`,
  "format-impossible": ({ format = "", issue = "", column }: Params) =>
    `本批次无法写成“${format}”格式（${column === undefined ? "" : `“${column}”列`}${ownValue(formatIssues, issue) ?? issue}）：请选择其他格式；或修改模板后撤回本批次，重新创建。`,
  "debtor-unset": ({ issue = "" }: Params) =>
    `本公司的付款账户不能写入银行文件（${ownValue(debtorIssues, issue) ?? issue}）：请先在设置 debtor 中填写户名、账号和行号。`,
  "withdrawal-pending": ({ payoutId = "", by = "" }: Params) =>
    `${by} 已申请撤回付款批次 ${payoutId}：请由财务的另一位同事确认，或先取消申请。`,
  "withdrawal-four-eyes": ({ by = "" }: Params) => `撤回由 ${by} 申请：须由财务的另一位同事同样确认银行从未收到该文件。`,
  "no-withdrawal": ({ payoutId = "" }: Params) => `没有人申请撤回付款批次 ${payoutId}：请先申请。`,
  "bank-has-told": ({ payoutId = "", count = "" }: Params) =>
    `银行已就付款批次 ${payoutId} 中的 ${count} 笔付款给出回执，说明已收到文件：请确认批次，或逐笔登记退汇。`,
  "bank-has-file": ({ payoutId = "" }: Params) => `银行回执提到付款批次 ${payoutId}，说明银行已收到文件：请确认批次，或逐笔登记退汇。`,
  "downloaded-otherwise": ({ format = "" }: Params) => `本批次的文件已按“${format}”格式下载，银行收到两种格式会重复付款：请使用该格式。`,
  "execute-on": ({ executeOn = "", today = "" }: Params) =>
    `“${executeOn}”不是今天（${today}）或之后的日期：请按 YYYY-MM-DD 填写要求银行付款的日期。`,
  "payout-withdrawn": ({ payoutId = "" }: Params) =>
    `付款批次 ${payoutId} 已撤回，不再交给银行，也不再登记结果。如银行仍按此批次付款，请先暂停相关顾问的付款，并要求银行止付或追回。`,
  "not-exported": ({ payoutId = "" }: Params) => `付款批次 ${payoutId} 尚未导出，银行不可能有回执：请先导出。`,
  "outcome-contradicts": ({ state = "", kind = "" }: Params) =>
    `该笔付款目前为“${ownValue(STATE, state) ?? state}”，不能再登记为“${ownValue(STATE, kind) ?? kind}”：请向银行核实以哪个为准${state === "paid" ? "；如款项已退汇，请登记为“退汇”" : ""}。`,
  "held-already": ({ advisorId = "", by = "" }: Params) => `${advisorId} 已由 ${by} 暂停付款：如要更改原因，请先恢复付款。`,
  "not-held": ({ advisorId = "" }: Params) => `${advisorId} 目前没有暂停付款，请重新查看。`,
} as const satisfies Messages;

type PayoutIssues = typeof payoutIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends PayoutIssues {}
}
