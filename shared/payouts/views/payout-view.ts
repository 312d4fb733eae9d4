import { activityWordsOf } from "../../activity/messages.ts";
import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import { type CountAndAmount, NOTHING, plus } from "../../base/money/money.ts";
import { payeesWordsOf } from "../../payees/messages.ts";
import { advisorPath, paymentPath, payoutPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, figuresBlock, paragraph } from "../../ui/view.ts";
import { EMPTY, type FinanceWriter, figure } from "../../ui/writer.ts";
import { PAIN_001 } from "../bank-files/pain001.ts";
import { holdsWordsOf, type PayoutWriter } from "../messages.ts";
import { EXCLUSION_REASONS, type Hold, type Payout, type PayoutContent, paysNobody } from "../model/payout.ts";
import type { PaymentOfPayout } from "../model/statement-payments.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";
import type { PayoutOverview } from "../steps/read-payout.ts";

/** How its payments stand, by state; the last row is what was approved. */
export function totalsBlocks({ payout, totals, inTransit }: PayoutOverview, content: PayoutContent, writer: PayoutWriter): Block[] {
  const words = writer.payouts;
  const at = payoutPath(payout.payoutId);
  const wentOut = payout.status === "exported" || payout.status === "confirmed";
  const sums: readonly { readonly state: keyof PayoutWriter["payouts"]["states"]; readonly sum: CountAndAmount }[] = wentOut
    ? [
        { state: "in-transit", sum: inTransit },
        { state: "paid", sum: totals.paid },
        { state: "rejected", sum: totals.rejected },
        { state: "returned", sum: totals.returned },
      ]
    : [{ state: stateBeforeExport(payout), sum: content.payments }];
  return [
    paragraph(
      [words.totals.intro, ...(wentOut ? [] : [payout.status === "withdrawn" ? words.totals.withdrawn : words.totals.unconfirmed])].join(
        writer.words.joins.sentence,
      ),
      "note",
    ),
    table({ id: "totals-table", caption: words.controlTotals }, sums, [
      col(
        words.totals.state,
        ({ state, sum }) => writer.text(words.states[state], wentOut && sum.count > 0 ? { to: `${at}?show=${state}#lines` } : {}),
        { total: writer.text(words.total) },
      ),
      num(words.paymentCount, ({ sum }) => writer.count(sum.count), { total: writer.count(content.payments.count) }),
      num(words.amount, ({ sum }) => writer.amount(sum.amount), { total: writer.amount(content.payments.amount) }),
    ]),
    ...exportBlocks(payout, writer),
    ...againBlocks(content, writer),
    ...(totals.charges === 0n ? [] : [paragraph(outcomesWordsOf(writer.language).chargesOf(writer.money(totals.charges)))]),
    paragraph(words.totals.hash(content.hash.slice(0, 16)), "note"),
  ];
}

/** On which day the bank is to pay, and by which file. */
function exportBlocks({ exported }: Payout, writer: PayoutWriter): Block[] {
  if (exported === undefined) return [];
  const { format, pain001 } = writer.payouts.next;
  return [
    figuresBlock([
      figure(writer.words.executeOn, writer.text(writer.day(exported.executeOn))),
      figure(format, writer.text(exported.format === PAIN_001 ? pain001 : exported.format)),
    ]),
  ];
}

/** What of it was paid before and came back, and who made it payable again. */
function againBlocks({ again, outcomeAuthors }: PayoutContent, writer: PayoutWriter): Block[] {
  if (again.count === 0) return [];
  const by = outcomeAuthors.join(writer.words.joins.list);
  const text = outcomesWordsOf(writer.language).again(writer.count(again.count).text, writer.money(again.amount), by);
  return [paragraph(text, "warning")];
}

const stateBeforeExport = ({ status }: Payout): "drafted" | "approved" | "void" =>
  status === "withdrawn" ? "void" : status === "approved" ? "approved" : "drafted";

/** To whom something is owed and who is not in it, by reason. */
export function excludedBlocks(payoutId: string, { excluded }: PayoutContent, writer: PayoutWriter): Block[] {
  const words = writer.payouts.excluded;
  const reasons = EXCLUSION_REASONS.filter((reason) => excluded[reason].count > 0);
  if (reasons.length === 0) return [paragraph(words.none)];
  const sum = reasons.reduce((all, reason) => plus(all, excluded[reason]), NOTHING);
  return [
    paragraph(words.intro, "note"),
    table({ id: "left-out-table", caption: words.title }, reasons, [
      col(writer.words.reason, (reason) => writer.text(words.whys[reason], { to: `${payoutPath(payoutId)}?show=left-out#lines` }), {
        total: writer.text(writer.words.total),
      }),
      num(words.count, (reason) => writer.count(excluded[reason].count), { total: writer.count(sum.count) }),
      num(writer.payouts.amount, (reason) => writer.amount(excluded[reason].amount), { total: writer.amount(sum.amount) }),
    ]),
  ];
}

/** Each step that was taken: who, when and why; the newest first. */
export function stepsBlock(activity: readonly ActivityEntry[], writer: PayoutWriter): Block {
  const { who, at, doneBy } = writer.payouts;
  if (activity.length === 0) return paragraph(who.none);
  return table({ id: "activity-table", caption: who.title }, activity.toReversed(), [
    col(at, (entry) => writer.text(writer.moment(entry.at))),
    col(doneBy, (entry) => writer.text(entry.by)),
    col(who.step, (entry) => writer.text(activityWordsOf(writer.language).actions[entry.action])),
    col(writer.words.comment, (entry) => writer.text(entry.comment ?? "")),
  ]);
}

/** All payouts, each with its control totals and its last step. */
export function payoutsTable(shown: readonly PayoutOverview[], writer: PayoutWriter): Block {
  const words = writer.payouts;
  if (shown.length === 0) return paragraph(words.none);
  const lastStep = (payout: Payout) => {
    const { by, at } = lastActOf(payout);
    return writer.text(writer.moment(at), { note: by });
  };
  return table({ id: "payouts-table", caption: words.title }, shown, [
    col(words.payout, ({ payout: { payoutId, month } }) => writer.text(payoutId, { to: payoutPath(payoutId), note: writer.month(month) })),
    col(words.status, (standing) => writer.text(payoutStatus(standing, writer))),
    col(words.changed, ({ payout }) => lastStep(payout)),
    num(words.paymentCount, ({ payout: { content } }) => (content === undefined ? EMPTY : writer.count(content.payments.count))),
    num(words.states["in-transit"], ({ inTransit }) => (inTransit.count === 0 ? EMPTY : writer.amount(inTransit.amount))),
    num(words.amount, ({ payout: { content } }) => (content === undefined ? EMPTY : writer.amount(content.payments.amount))),
  ]);
}

/** A payout's status in words; of a draft that failed, pays nobody, or can't be approved any more, that. */
export function payoutStatus(
  { payout, isOutdated }: Pick<PayoutOverview, "payout" | "isOutdated">,
  { payouts: words }: PayoutWriter,
): string {
  if (payout.issues !== undefined) return words.isFailed;
  if (paysNobody(payout)) return words.paysNobody;
  return isOutdated ? words.isOutdated : words.statuses[payout.status];
}

/** The step that was taken last, and by whom. */
const lastActOf = ({ drafted, approved, exported, confirmed, withdrawn }: Payout) =>
  withdrawn ?? confirmed ?? exported ?? approved ?? drafted;

/** Who is held, since when and why. */
export function holdsTable(holds: readonly Hold[], nameOf: Names, writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  if (holds.length === 0) return paragraph(words.none);
  return table({ id: "holds-table", caption: words.title }, holds, [
    col(words.advisor, ({ advisorId }) =>
      writer.text(nameOf(advisorId) ?? advisorId, { to: `${advisorPath(advisorId)}#hold`, note: advisorId }),
    ),
    col(words.since, ({ at }) => writer.text(writer.moment(at))),
    col(words.doneBy, ({ by }) => writer.text(by)),
    col(words.reason, ({ reason }) => writer.text(reason)),
  ]);
}

/** All payments of an advisor, the latest first. */
export function paymentsOfAdvisor(payments: readonly PaymentOfPayout[], writer: PayoutWriter): Block {
  if (payments.length === 0) return paragraph(writer.words.noPayments);
  const { ending } = payeesWordsOf(writer.language);
  return table({ id: "payments-table", caption: writer.words.paymentsTitle }, payments, [
    col(writer.words.payoutTitle, ({ payoutId, advisorId }) => writer.text(payoutId, { to: paymentPath(payoutId, advisorId) })),
    col(writer.words.status, ({ state }) => writer.text(writer.payouts.states[state])),
    col(writer.words.account, ({ accountLast4 }) => writer.text(ending(accountLast4))),
    num(writer.words.amount, ({ amount }) => writer.amount(amount)),
  ]);
}

/** Who held and released an advisor, when and why; the newest first. */
export function holdTrail(activity: readonly ActivityEntry[], writer: FinanceWriter): Block {
  const words = holdsWordsOf(writer.language);
  const steps = activity.filter(({ action }) => action === "hold" || action === "resume-payments").toReversed();
  if (steps.length === 0) return paragraph(words.file.activityNone);
  return table({ id: "activity-table", caption: words.file.activity }, steps, [
    col(words.at, ({ at }) => writer.text(writer.moment(at))),
    col(words.doneBy, ({ by }) => writer.text(by)),
    col(words.file.step, ({ action }) => writer.text(activityWordsOf(writer.language).actions[action])),
    col(words.reason, ({ comment = "" }) => writer.text(comment)),
  ]);
}
