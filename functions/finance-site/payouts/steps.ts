import { html } from "hono/html";
import type { Person } from "../../../shared/access/policy.ts";
import type { PayoutWriter } from "../../../shared/payouts/messages.ts";
import { PERSONS_STEPS, type PersonsStep, possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { askedField, sureTick } from "../confirm-fields.ts";
import type { ExportChoice } from "./export-choices.ts";

/** What was typed for a step that was refused. */
export interface StepFormData {
  readonly step: string;
  readonly why: string;
  readonly executeOn: string;
  readonly format: string;
  /** Whether a day on which banks don't work is meant. */
  readonly anyDay: boolean;
}

/** What the form of the export offers. */
export interface ExportForm {
  /** The next day on which banks work. */
  readonly today: string;
  readonly formats: readonly ExportChoice[];
}

/** The steps that a person takes; each asks once more before it is taken. */
const STEPS = PERSONS_STEPS;
type Step = PersonsStep;

/** What can be done next, each step with what comes of it; and why not, where it is for others to do. */
export function payoutSteps(
  frame: Frame,
  standing: PayoutOverview,
  { person, typed, form }: { readonly person: Person; readonly typed: StepFormData | undefined; readonly form: ExportForm },
  writer: PayoutWriter,
): Html {
  const { payout } = standing;
  const possible: readonly string[] = possiblePayoutSteps(payout, person, standing);
  const steps = STEPS.filter((step) => possible.includes(step));
  const at = linkTo(frame, `${payoutPath(payout.payoutId)}/steps`);
  const note = noteFor(standing, person, steps, writer);
  return html`${note === undefined ? "" : html`<p>${note}</p>`}${steps.map((step) => {
    const of = typed?.step === step ? typed : undefined;
    return html`<form class="acting" id="${step}-form" method="post" action="${at}/${step}"><input type="hidden" name="lockVersion" value="${payout.lockVersion}"><p>${askOf(step, standing, writer)}</p>${fieldsOf(
      step,
      of,
      form,
      writer,
    )}${sureTick(`${step}-sure`, writer.payouts.next.sure)}<button type="submit"${
      isQuiet(step) ? html` class="quiet"` : ""
    }>${writer.payouts.next.steps[step]}</button></form>`;
  })}`;
}

/** The question before the step, with the figures that it is about. */
function askOf(step: Step, { payout, inFlight }: PayoutOverview, writer: PayoutWriter): string {
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
      return words.confirmAsk(...told(inFlight));
    case "withdraw":
      if (payout.status !== "exported") return words.withdrawAsk;
      return payout.downloaded === undefined ? words.withdrawExportedAsk : words.withdrawDownloadedAsk(payout.downloaded.by);
    case "confirm-withdrawal":
      return words.confirmWithdrawalAsk(payout.withdrawal?.by ?? "", payout.withdrawal?.why ?? "");
    case "cancel-withdrawal":
      return words.cancelWithdrawalAsk;
  }
}

const isQuiet = (step: Step): boolean => step === "withdraw" || step === "cancel-withdrawal";

function fieldsOf(step: Step, typed: StepFormData | undefined, { today, formats }: ExportForm, writer: PayoutWriter): Html | "" {
  const words = writer.payouts.next;
  if (step === "export") {
    const value = typed?.executeOn ?? today;
    return html`<p class="field"><label for="format">${words.format}</label><select id="format" name="format" aria-describedby="format-hint">${formats.map(
      ({ format, name = words.pain001 }) =>
        html`<option value="${format}"${typed?.format === format ? html` selected` : ""}>${name}</option>`,
    )}</select><small id="format-hint">${words.formatHint}</small></p>${askedField({
      id: "execute-on",
      name: "executeOn",
      label: words.executeOn,
      hint: words.executeHint,
      type: "date",
      value,
    })}${
      typed === undefined
        ? ""
        : html`<span class="tick"><input type="checkbox" id="any-day" name="anyDay" value="yes"${typed.anyDay ? html` checked` : ""}><label for="any-day">${words.anyDay}</label></span>`
    }`;
  }
  if (step === "approve") return "";
  return askedField({ id: `${step}-why`, name: "why", label: words.why, hint: words.whyHint, value: typed?.why ?? "" });
}

/** Where it stands, and why a step that one might look for isn't there. */
function noteFor(
  { payout, isStale }: PayoutOverview,
  { username, roles }: Person,
  steps: readonly Step[],
  writer: PayoutWriter,
): string | undefined {
  const words = writer.payouts.next;
  const { status, drafted, content } = payout;
  if (status === "withdrawn") return words.withdrawn;
  if (status === "confirmed") return words.confirmed;
  if (!roles.includes("finance")) return words.lookOnly;
  if (status === "drafting") return words.drafting;
  if (isStale === true) return words.stale;
  if (payout.withdrawal !== undefined) return words.withdrawalWaits(payout.withdrawal.by);
  if (steps.includes("approve") || steps.includes("export") || steps.includes("confirm")) return undefined;
  if (status === "draft" && content?.payments.count === 0) return words.empty;
  if (status === "draft" && content?.bringers.includes(username) === true) return outcomesWordsOf(writer.language).ownMatter;
  const isOwn = drafted.by === username || content?.adjustmentAuthors.includes(username) === true;
  return status === "draft" && isOwn ? words.ownDraft : words.waits;
}
