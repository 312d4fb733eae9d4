import { activityWordsOf } from "../../activity/messages.ts";
import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import { payeesWordsOf } from "../../payees/messages.ts";
import { advisorPath, paymentPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { FinanceWriter } from "../../ui/writer.ts";
import { holdsWordsOf, type PayoutWriter } from "../messages.ts";
import type { Hold } from "../model/payout.ts";
import type { PaymentOfPayout } from "../model/statement-payments.ts";

/** Who is held, since when and why. */
export function holdsTable(holds: readonly Hold[], nameOf: Names, writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  if (holds.length === 0) return { kind: "paragraph", text: words.none };
  return table({ id: "holds-table", caption: words.title }, holds, [
    col(words.advisor, ({ advisorId }) =>
      writer.text(nameOf(advisorId) ?? advisorId, { to: `${advisorPath(advisorId)}#hold`, note: advisorId }),
    ),
    col(words.since, ({ at }) => writer.text(writer.moment(at))),
    col(words.by, ({ by }) => writer.text(by)),
    col(words.reason, ({ reason }) => writer.text(reason)),
  ]);
}

/** All payments of an advisor, the latest first. */
export function paymentsOfAdvisor(payments: readonly PaymentOfPayout[], writer: PayoutWriter): Block {
  const { file: words } = holdsWordsOf(writer.language);
  if (payments.length === 0) return { kind: "paragraph", text: words.paymentsNone };
  const { ending } = payeesWordsOf(writer.language);
  return table({ id: "payments-table", caption: words.payments }, payments, [
    col(words.payout, ({ payoutId, advisorId }) => writer.text(payoutId, { to: paymentPath(payoutId, advisorId) })),
    col(words.state, ({ state }) => writer.text(writer.payouts.states[state])),
    col(words.account, ({ accountLast4 }) => writer.text(ending(accountLast4))),
    num(words.amount, ({ amount }) => writer.amount(amount)),
  ]);
}

/** Who held and released an advisor, when and why; the newest first. */
export function holdTrail(activity: readonly ActivityEntry[], writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  const steps = activity.filter(({ action }) => action === "hold" || action === "resume-payments").toReversed();
  if (steps.length === 0) return { kind: "paragraph", text: words.file.activityNone };
  return table({ id: "activity-table", caption: words.file.activity }, steps, [
    col(words.file.at, ({ at }) => writer.text(writer.moment(at))),
    col(words.by, ({ by }) => writer.text(by)),
    col(words.file.step, ({ action }) => writer.text(activityWordsOf(writer.language).actions[action])),
    col(words.reason, ({ comment = "" }) => writer.text(comment)),
  ]);
}
