import { activityWordsOf } from "../../activity/messages.ts";
import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import { payeesWordsOf } from "../../payees/messages.ts";
import { advisorPath, paymentPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import type { Block } from "../../ui/view.ts";
import { type FinanceWriter, figureColumn, textColumn } from "../../ui/writer.ts";
import { holdsWordsOf, type PayoutWriter } from "../messages.ts";
import type { PaymentState } from "../model/payment.ts";
import type { Hold } from "../model/payout.ts";

/** Who is held, since when and why. */
export function holdsTable(holds: readonly Hold[], nameOf: Names, writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  if (holds.length === 0) return { kind: "paragraph", text: words.none };
  return {
    kind: "table",
    id: "holds-table",
    caption: words.title,
    columns: [textColumn(words.advisor), textColumn(words.since), textColumn(words.by), textColumn(words.why)],
    rows: holds.map(({ advisorId, by, at, why }) => ({
      cells: [
        writer.text(nameOf(advisorId) ?? advisorId, { to: `${advisorPath(advisorId)}#hold`, note: advisorId }),
        writer.text(writer.moment(at)),
        writer.text(by),
        writer.text(why),
      ],
    })),
  };
}

/** A payment with how it stands. */
interface PaymentShown {
  readonly payoutId: string;
  readonly advisorId: string;
  readonly amount: bigint;
  readonly last4: string;
  readonly state: PaymentState;
}

/** All payments of an advisor, the latest first. */
export function paymentsOfAdvisor(payments: readonly PaymentShown[], writer: PayoutWriter): Block {
  const { file: words } = holdsWordsOf(writer.language);
  if (payments.length === 0) return { kind: "paragraph", text: words.paymentsNone };
  const { ending } = payeesWordsOf(writer.language);
  return {
    kind: "table",
    id: "payments-table",
    caption: words.payments,
    columns: [textColumn(words.payout), textColumn(words.state), textColumn(words.account), figureColumn(words.amount)],
    rows: payments.map(({ payoutId, advisorId, amount, last4, state }) => ({
      cells: [
        writer.text(payoutId, { to: paymentPath(payoutId, advisorId) }),
        writer.text(writer.payouts.states[state]),
        writer.text(ending(last4)),
        writer.amount(amount),
      ],
    })),
  };
}

/** Who held and released an advisor, when and why; the newest first. */
export function holdTrail(trail: readonly ActivityEntry[], writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  const steps = trail.filter(({ action }) => action === "hold" || action === "let-go").toReversed();
  if (steps.length === 0) return { kind: "paragraph", text: words.file.trailNone };
  return {
    kind: "table",
    id: "trail-table",
    caption: words.file.trail,
    columns: [textColumn(words.file.at), textColumn(words.by), textColumn(words.file.step), textColumn(words.why)],
    rows: steps.map(({ at, by, action, why = "" }) => ({
      cells: [
        writer.text(writer.moment(at)),
        writer.text(by),
        writer.text(activityWordsOf(writer.language).actions[action]),
        writer.text(why),
      ],
    })),
  };
}
