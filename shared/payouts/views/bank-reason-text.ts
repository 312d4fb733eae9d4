import type { Language } from "../../ui/view.ts";
import type { PaymentState } from "../model/payment.ts";

/** What an advisor's pages say of payments, in Chinese. */
const zh = {
  title: "付款",
  owed: "待付",
  headline: {
    next: "随下一次付款支付",
    later: "暂时不能支付，原因见下",
    nothing: "没有待付款项",
  },
  whatNext: "接下来",
  next: (amount: string, last4: string) => `待付 ${amount} 将随下一次付款支付到尾号 ${last4} 的账户。`,
  held: (day: string) => `自 ${day} 起付款已暂停。待付金额不会丢失，恢复后会随下一次付款支付；原因请向财务了解。`,
  noPayee: "还没有收款信息，所以不能付款。请把收款账户告诉人力资源或财务，登记后随下一次付款支付。",
  cooling: (last4: string, moment: string) =>
    `收款信息刚改为尾号 ${last4} 的账户。为安全起见，${moment} 之后才会按新信息付款；在此之前不付款，金额不会丢失。`,
  cameBack: {
    rejected: (amount: string, last4: string) => `${amount} 的付款被银行拒付（收款账户尾号 ${last4}），该金额已重新计入待付。`,
    returned: (amount: string, last4: string) => `${amount} 的付款被银行退回（收款账户尾号 ${last4}），该金额已重新计入待付。`,
  },
  reason: "银行给出的原因",
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
  where: "应付金额在哪里",
  stated: "结算单应付合计",
  paid: "已付",
  inFlight: "在途",
  approved: "已批准，等待发出",
  all: "全部付款",
  none: "还没有付款。",
  day: "付款日",
  upTo: "截至结算单",
  amount: "金额",
  state: "状态",
  account: "收款账户",
  ending: (last4: string) => `尾号 ${last4}`,
  earlier: (amount: string) => `其中此前未付 ${amount}`,
  reference: (reference: string) => `付款参考号 ${reference}`,
  states: {
    drafted: "草拟",
    approved: "已批准",
    "in-flight": "在途",
    paid: "已付",
    rejected: "银行拒付",
    returned: "退汇",
    void: "作废",
  } satisfies Readonly<Record<PaymentState, string>>,
  ofStatement: "付款",
  statement: {
    owed: (amount: string) => `${amount} 待付。`,
    unclear: "这份结算单的付款与其他月份合并计算。",
    approved: (amount: string) => `${amount} 的付款已批准，等待发出。`,
    "in-flight": (amount: string) => `${amount} 的付款已交给银行，尚在途中。`,
    paid: (amount: string, day: string) => `${amount} 的付款已于 ${day} 支付。`,
    rejected: (amount: string) => `${amount} 的付款被银行拒付，已重新计入待付。`,
    returned: (amount: string) => `${amount} 的付款被银行退回，已重新计入待付。`,
    earlier: {
      rejected: (amount: string) => `${amount} 的付款曾被银行拒付。`,
      returned: (amount: string) => `${amount} 的付款曾被银行退回。`,
    },
    pays: (month: string) => `该笔付款包含截至${month}的全部未付结算单。`,
  },
  toPayments: "查看全部付款",
};

export type PaymentsWords = typeof zh;

const en: PaymentsWords = {
  title: "Payments",
  owed: "Owed",
  headline: {
    next: "Comes with the next payout",
    later: "Can’t be paid for now: the reason stands below",
    nothing: "Nothing is owed",
  },
  whatNext: "What comes next",
  next: (amount, last4) => `${amount} comes with the next payout, to the account ending in ${last4}.`,
  held: (day) =>
    `Payments are on hold since ${day}. Nothing is lost: what is owed comes with the next payout once the hold is lifted. Ask finance for the reason.`,
  noPayee:
    "There are no payee details, so nothing can be paid. Tell HR or finance the account; what is owed comes with the next payout after that.",
  cooling: (last4, moment) =>
    `The payee details were changed to the account ending in ${last4}. For safety it is paid only after ${moment}; until then nothing is paid, and nothing is lost.`,
  cameBack: {
    rejected: (amount, last4) => `The bank refused the payment of ${amount} to the account ending in ${last4}. The amount is owed again.`,
    returned: (amount, last4) => `The payment of ${amount} to the account ending in ${last4} came back. The amount is owed again.`,
  },
  reason: "The bank’s reason",
  stop: ".",
  waits: {
    "needs-new-details":
      "It is not paid for now: the bank’s reason says that the payee details are wrong. Tell HR or finance the right account; once it is changed or confirmed, the amount comes with the next payout.",
    "needs-a-look":
      "It is not paid for now: finance asks the bank about the reason. You need not do anything; after that the amount comes with the next payout.",
  },
  carried: (amount) => `Another ${amount} is carried to the next statement, and not payable yet.`,
  debt: (amount) => `A debt of ${amount} is carried on, and taken off later earnings.`,
  nothing: "All that statements made payable is paid, or in a payment that is approved or on its way.",
  noStatement: "There is no statement yet; payments show here after the first close.",
  where: "Where it is",
  stated: "Payable by all statements",
  paid: "Paid",
  inFlight: "In flight",
  approved: "Approved, not sent yet",
  all: "All payments",
  none: "There is no payment yet.",
  day: "Day",
  upTo: "Up to the statement of",
  amount: "Amount",
  state: "State",
  account: "Account",
  ending: (last4) => `ending in ${last4}`,
  earlier: (amount) => `of it ${amount} unpaid before`,
  reference: (reference) => `reference ${reference}`,
  states: {
    drafted: "Drafted",
    approved: "Approved",
    "in-flight": "In flight",
    paid: "Paid",
    rejected: "Rejected",
    returned: "Returned",
    void: "Void",
  },
  ofStatement: "Payment",
  statement: {
    owed: (amount) => `${amount} is owed.`,
    unclear: "This statement is paid together with those of other months.",
    approved: (amount) => `The payment of ${amount} is approved, and not sent yet.`,
    "in-flight": (amount) => `The payment of ${amount} is with the bank, in flight.`,
    paid: (amount, day) => `The payment of ${amount} was paid on ${day}.`,
    rejected: (amount) => `The bank refused the payment of ${amount}; the amount is owed again.`,
    returned: (amount) => `The payment of ${amount} came back; the amount is owed again.`,
    earlier: {
      rejected: (amount) => `The bank refused a payment of ${amount} before.`,
      returned: (amount) => `A payment of ${amount} came back before.`,
    },
    pays: (month) => `It pays all statements up to ${month} that were not paid before.`,
  },
  toPayments: "All payments",
};

export const paymentsWordsOf = (language: Language): PaymentsWords => (language === "zh" ? zh : en);
