import { exportFormats } from "../../../shared/payouts/bank-files/bank-formats.ts";
import type { PayoutWriter } from "../../../shared/payouts/messages.ts";
import { PERSONS_STEPS, type PersonsStep, possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { nextBusinessDay } from "../../../shared/settings/model/business-day.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import { type Form, type FormField, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import type { Content } from "../../_platform/page/staff-page.ts";
import { todayOf } from "../../_platform/site/page-context.ts";
import type { FinanceContext } from "../context.ts";

/** The steps that a person takes; each asks once more before it is taken. */
export const STEPS = PERSONS_STEPS;
export type Step = PersonsStep;

/** What can be done next, each step with what comes of it; and why not, where it is for others to do. */
export function stepsContent(context: FinanceContext, standing: PayoutOverview, refused?: Refused): readonly Content[] {
  const { writer, person, deps } = context;
  const possible: readonly string[] = possiblePayoutSteps(standing.payout, person, standing);
  const steps = STEPS.filter((step) => possible.includes(step));
  const first = { executeOn: nextBusinessDay(todayOf(deps), deps.finance.calendar) };
  const forms = steps.map((step) => {
    const form = stepForm(context, standing, step, refused?.form === step);
    return formMarkup(form, writer, first, refused);
  });
  return [noteFor(context, standing, steps), ...forms];
}

/** The form of a step. @param isAgain whether it was refused: then a day on which banks don't work can be meant. */
export function stepForm(context: FinanceContext, standing: PayoutOverview, step: Step, isAgain: boolean): Form {
  const { frame, writer } = context;
  const { payoutId, lockVersion, content } = standing.payout;
  const { next } = writer.payouts;
  const comment = { name: "comment", label: next.comment, hint: next.commentHint };
  const own = step === "approve" ? [] : step === "export" ? exportFields(context, standing, isAgain) : [comment];
  return {
    id: step,
    intro: askOf(step, standing, writer),
    action: linkTo(frame, `${payoutPath(payoutId)}/steps/${step}`),
    hidden: { lockVersion: String(lockVersion) },
    fields: [...own, { name: "sure", label: content === undefined ? next.sureToWithdraw : next.sure, tick: "confirm" }],
    submit: next.steps[step],
    isQuiet: step === "withdraw" || step === "cancel-withdrawal",
  };
}

/** By which file it goes out, of those that were tried when it was drafted, and when. */
function exportFields({ writer, deps }: FinanceContext, { payout }: PayoutOverview, isAgain: boolean): readonly FormField[] {
  const words = writer.payouts.next;
  const possible = new Set(payout.content?.formats.flatMap(({ format, issue }) => (issue === undefined ? [format] : [])));
  const options = exportFormats(deps.finance)
    .filter((format) => possible.has(format))
    .map((format) => ({ value: format, text: deps.finance.templates.find(({ id }) => id === format)?.name ?? words.pain001 }));
  const anyDay = { name: "anyDay", as: "acknowledgeNonBusinessDay", label: words.anyDay, tick: "yes" } as const;
  return [
    { name: "format", label: words.format, hint: words.formatHint, options },
    { name: "executeOn", label: words.executeOn, hint: words.executeHint, type: "date" },
    ...(isAgain ? [anyDay] : []),
  ];
}

/** The question before the step, with the figures that it is about. */
function askOf(step: Step, { payout, inTransit }: PayoutOverview, writer: PayoutWriter): string {
  const words = writer.payouts.next;
  const payments = payout.content?.payments ?? { count: 0, amount: 0n };
  const told = (sum: { readonly count: number; readonly amount: bigint }) =>
    [writer.count(sum.count).text, writer.money(sum.amount)] as const;
  switch (step) {
    case "approve":
      return words.approveAsk(...told(payments));
    case "export":
      return words.exportAsk(...told(payments));
    case "confirm":
      return words.confirmAsk(...told(inTransit));
    case "withdraw":
      if (payout.status !== "exported") return words.withdrawAsk;
      return payout.downloaded === undefined ? words.withdrawExportedAsk : words.withdrawDownloadedAsk(payout.downloaded.by);
    case "confirm-withdrawal":
      return words.confirmWithdrawalAsk(payout.withdrawal?.by ?? "", payout.withdrawal?.comment ?? "");
    case "cancel-withdrawal":
      return words.cancelWithdrawalAsk;
  }
}

/** Where it stands, and why a step that one might look for isn't there. */
function noteFor(
  { writer, person, isFinance }: FinanceContext,
  { payout, isOutdated }: PayoutOverview,
  steps: readonly Step[],
): string | undefined {
  const words = writer.payouts.next;
  const { username } = person;
  const { status, drafted, content } = payout;
  if (status === "withdrawn") return words.withdrawn;
  if (status === "confirmed") return words.confirmed;
  if (!isFinance) return words.lookOnly;
  if (status === "drafting") return payout.issues === undefined ? words.drafting : words.draftingFailed;
  if (isOutdated === true) return words.outdated;
  if (payout.withdrawal !== undefined) return words.withdrawalWaits(payout.withdrawal.by);
  if (steps.includes("approve") || steps.includes("export") || steps.includes("confirm")) return undefined;
  if (status === "draft" && content?.payments.count === 0) return words.empty;
  if (status === "draft" && content?.outcomeAuthors.includes(username) === true) return outcomesWordsOf(writer.language).ownMatter;
  const isOwn = drafted.by === username || content?.adjustmentAuthors.includes(username) === true;
  if (status === "exported" && payout.downloaded === undefined) return words.download;
  return status === "draft" && isOwn ? words.ownDraft : words.waits;
}
