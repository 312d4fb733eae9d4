import type { Messages } from "../base/issues/issue.ts";
import { rowInEn } from "../base/issues/messages.en.ts";
import type { adjustmentIssuesZh, adjustmentsZh } from "./messages.zh.ts";

export const adjustmentsEn: typeof adjustmentsZh = {
  proposed: {
    title: (source) => `Manual adjustments: ${source}`,
    summary: (count, source) => `${count} manual ${count === "1" ? "adjustment" : "adjustments"} (${source})`,
    reverses: (adjustmentId) => `reverses ${adjustmentId}`,
  },
  title: "Adjustments",
  intro:
    "A manual adjustment is included in the statement of its month. It needs a reason and evidence, counts once another person approves it, and can only be reversed by another adjustment.",
  waitingNone: "No adjustments pending approval.",
  published: "Open months",
  publishedNone: "No adjustments of open months.",
  publishedNote: "Adjustments of closed months are on the advisors’ statements and on each advisor’s page here.",
  entries: (count) => `${count} ${count === "1" ? "adjustment" : "adjustments"}`,
  reasonHint: "Shown on the advisor’s statement.",
  evidence: "Evidence",
  evidenceHint: "A ticket number, an e-mail, a file name. No account numbers.",
  amountHint: "Positive to add, negative to deduct, such as -1234.50.",
  kind: "Kind",
  ordinary: "Adjustment",
  writeOff: "Write-off of a debt",
  writeOffNote: "A write-off is limited to the debt carried forward and is posted to a separate account.",
  added: "Added",
  taken: "Deducted",
  sum: (count, amount) => `${amount} (${count})`,
  countered: "Reversed",
  counterOf: (id) => `Reverses ${id}`,
  single: "Propose an adjustment",
  uploadIntro:
    "One row for each adjustment: advisor, month, amount, reason, evidence. All rows and the control totals are previewed before anything is submitted.",
  fileHint: "An XLSX workbook, or CSV in UTF-8, UTF-16 or GB18030, up to 4 MB. Columns in any order; others are ignored.",
  only: "Only HR and finance can propose adjustments.",
  previewTitle: "Review adjustments",
  warnings: { later: "the month is later than the next one", "similar-proposed": "another pending proposal has the same content" },
  nothing: "There is nothing to submit.",
  changed: "Data has changed since the preview: please review it again.",
  saveCommentHint: "Shown to the approver and recorded in the activity log.",
  back: "Start over",
  saved: "Submitted; another person has to approve it.",
  one: {
    title: (advisor) => `Adjustment of ${advisor}`,
    facts: "Content",
    id: "Id",
    proposed: "Proposed",
    approved: "Approved",
    settled: (month) => `On the statement of ${month}`,
    open: (month) => `Will be on the statement of ${month}`,
    fromElsewhere: "Imported by API; it has no proposal.",
    counteredBy: "Reversed by",
    counters: "Reverses",
    counter: "Reverse",
    counterIntro: (amount) =>
      `Proposes an adjustment of exactly the opposite amount (${amount}); it counts once another person approves it. An adjustment can be reversed once.`,
    counterMonth: "Month of the reversal",
    counterReason: "Reason for the reversal",
    submit: "Submit reversal",
    done: "It has been reversed already and can’t be reversed again.",
    noCounter: "A write-off can’t be reversed: propose a negative adjustment to restore the debt.",
    isCounter: "It is a reversal itself and can’t be reversed.",
  },
};

/** Why something of this room is refused or invalid, by code. */
export const adjustmentIssuesEn: Messages<keyof typeof adjustmentIssuesZh> = {
  "adjustment-repeated": ({ advisorId = "", month = "", adjustmentId = "" }) =>
    `${advisorId} has an adjustment for ${month} of the same amount and reason already (${adjustmentId}): remove it, or state in its reason why it is needed twice.`,
  "adjustment-unknown": ({ adjustmentId = "" }) => `There is no adjustment "${adjustmentId}": look it up in the list.`,
  "already-countered": ({ adjustmentId = "", counterId = "" }) =>
    `Adjustment ${adjustmentId} has already been reversed by ${counterId}: nothing is left to reverse.`,
  "counter-differs": ({ adjustmentId = "" }) =>
    `A reversal has exactly the opposite amount of the adjustment that it reverses, for the same advisor (${adjustmentId}): propose it from the page of that adjustment.`,
  "write-off-above-debt": ({ advisorId = "", month = "" }) =>
    `The write-off of ${advisorId} for ${month} exceeds the remaining debt carried forward by the last statement: check the balance, and propose at most the debt.`,
  "write-off-countered": ({ adjustmentId = "" }) =>
    `${adjustmentId} is a write-off and can't be reversed, since it is limited to the debt: propose a negative adjustment to restore the debt.`,
  "amount-zero": () => "expected an amount other than 0",
  "evidence-missing": () => "enter the evidence, such as a ticket number",
  "adjustment-kind-expected": () => "expected writeOff, or nothing for an ordinary adjustment",
  "adjustment-row-repeated": (place) => `the same as ${rowInEn(place)}; keep one, or state in the reason why it is needed twice`,
};
