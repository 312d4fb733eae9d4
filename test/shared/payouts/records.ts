import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import type { Outcome, OutcomeKind, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../shared/payouts/model/payment-account.ts";
import type { Clearance, Payout, PayoutContent, PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import { EXCLUSION_REASONS } from "../../../shared/payouts/model/payout.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";

/** When everything of these records happens. */
export const AT = "2026-06-05T01:00:00.000Z";
export const FAY = { person: { username: "fay", roles: ["finance"] }, at: AT };
export const GUS = { person: { username: "gus", roles: ["finance"] }, at: AT };
export const NONE = { count: 0, amount: 0n };

/** What a bank, or two people, said of a payment. */
export const said = (kind: OutcomeKind, given: Partial<Outcome> = {}): Outcome => ({ kind, at: AT, by: "bo", ...given });

/** Li's payment of a payout, with what became of it. Amounts in minor units. */
export const paymentOf = (payoutId: string, amount: bigint, outcomes: readonly Outcome[] = []): PaymentRecord => ({
  ...{ payoutId, advisorId: "li", reference: referenceOf(payoutId, "li"), amount, statement: amount, earlier: 0n },
  ...{ payeeVersion: 1, payeeHash: "h", accountLast4: "4321", outcomes },
});

/** Li's statement of a month. Amounts in minor units. */
export const stated = (month: string, payable: bigint, broughtForward = 0n): Statement => ({
  ...{ advisorId: "li", month, components: [], earnings: payable, adjustments: [], manualAdjustments: 0n, broughtForward },
  ...{ payable, carriedForward: 0n, equityEligible: false },
});

/** A version of an advisor's payee, approved long ago where a test says nothing else. */
export const payee = (advisorId: string, given: Partial<Payee> = {}): Payee => ({
  ...{ advisorId, version: 1, accountLast4: "4321", accountTag: "tag", proposalId: "p", approvedBy: "ann" },
  ...{ approvedAt: "2026-01-01T00:00:00.000Z", sealed: { holder: "a", account: "b", bankCode: "c", bankName: "d" } },
  ...given,
});

/** All that bears on what Li is paid. */
export const accountOf = (given: Partial<PayoutAccount> = {}): PayoutAccount => ({
  ...{ advisorId: "li", statements: [], payments: [], payees: [payee("li")], hold: undefined, clearances: [] },
  ...given,
});

/** Somebody looked at a payment of Li's that came back, or two people confirmed its account. */
export const cleared = (kind: Clearance["kind"], payoutId: string, number: number): Clearance => ({
  ...{ kind, advisorId: "li", payoutId, number, by: "ida", at: AT, comment: "asked the bank" },
});

export const CONTENT: PayoutContent = {
  ...{
    hash: "c0ffee",
    payments: { count: 2, amount: 300n },
    adjustmentAuthors: ["ida"],
    formats: [],
    again: NONE,
    outcomeAuthors: ["zoe"],
  },
  excluded: Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, NONE])) as PayoutContent["excluded"],
  settings: { debtor: ["d"], formats: ["f"] },
};

/** A payout that fay drafted. */
export const payoutOf = (status: PayoutStatus, given: Partial<Payout> = {}): Payout => ({
  ...{ payoutId: "2026-05-1", month: "2026-05", status, lockVersion: 5, gate: 3, drafted: { by: "fay", at: AT } },
  ...(status !== "drafting" && { content: CONTENT }),
  ...given,
});
