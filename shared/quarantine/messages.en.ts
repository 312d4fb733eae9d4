import type { Messages } from "../base/issues/issue.ts";
import type { quarantineIssuesZh, quarantineZh } from "./messages.zh.ts";

export const quarantineEn: typeof quarantineZh = {
  proposed: {
    title: (factId) => `Correction of a quarantined record: ${factId}`,
    summary: (record, factId) => `Correction of a quarantined record: ${record} ${factId}`,
    records: { order: "order", advisor: "advisor", attributes: "scores of" },
    changesEarnings: "changes earnings",
    skipsRevisions: "skips revisions",
    skipped:
      "The revision rises further than to the next one. Revisions that the source sends below it will be ignored as older: approve it only if the source numbers its next ones above it.",
    fields: "Corrected fields",
    labels: {
      ...{ lines: "Line", credits: "Credit", advisorId: "advisor", share: "share", product: "product", price: "price" },
      ...{ discounts: "discounts:", status: "Status", bookedAt: "Booked at", fulfilledAt: "Fulfilled at", currency: "Currency" },
    },
    note: "Once approved, the quarantined record is reprocessed as corrected. Its source, kind and id stay the same; the earnings affected are listed below.",
  },
  title: "Quarantine",
  intro:
    "Records that are invalid or contradictory are quarantined here and don’t block any others. Once fixed and reprocessed they count like any other.",
  empty: "Nothing is quarantined.",
  waiting: "To review",
  acknowledged: "Dismissed",
  acknowledgedIntro: "Dismissed with a comment. They can still be reprocessed.",
  since: "Quarantined since",
  reasons: "Reasons",
  byReason: "By reason",
  records: "Records",
  record: "Record",
  all: "All reasons",
  kinds: {
    order: "Order",
    advisor: "Advisor",
    attributes: "Scores",
    plan: "Plan",
    adjustment: "Manual adjustment",
    unknown: "Unrecognized record",
  },
  heldSince: (moment) => `quarantined since ${moment}`,
  cause: "Reason for quarantine",
  whyNow: "Current issues",
  readable:
    "The record itself has no error. If what held it lies elsewhere, such as a missing advisor or plan that has been added since, reprocess it unchanged; conflicting revisions or contents have to be corrected first.",
  fields: "Fields to check",
  fix: "Fix and reprocess",
  mendIntro:
    "Correct the content, or reprocess it unchanged. Source, kind and id stay the same, and the revision may only increase. Corrections that change earnings, or raise the revision further than to the next one, are submitted for another person’s approval; plans and adjustments become proposals of their own. The original is kept.",
  body: "Content (JSON)",
  releaseAsIs: "Reprocess unchanged",
  acknowledge: "Dismiss",
  acknowledgeIntro: "If nothing has to be done, enter a comment. The record is then no longer listed for review.",
  acknowledgeWhy: "Reason for dismissing",
  notes: "Comments",
  stillHeld: "It could not be reprocessed and is still quarantined.",
  outcomes: {
    recorded: "Reprocessed. The record counts.",
    duplicate: "Reprocessed. The same content was recorded before; nothing changes.",
    superseded: "Reprocessed. A higher revision exists and counts.",
    acknowledged: "Dismissed. Your comment is recorded.",
  },
  released: "This record has been reprocessed.",
  back: "Back to quarantine",
};

/** Why something of this room is refused or invalid, by code. */
export const quarantineIssuesEn: Messages<keyof typeof quarantineIssuesZh> = {
  "correction-unidentified": () =>
    "The kind of this record or its id can't be recognized, so it can't be corrected: dismiss it, and have its source send it again.",
  "correction-kind": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its kind: this is of kind ${held}, and the corrected body of kind ${corrected}. Propose what you mean where its kind is proposed.`,
  "correction-id": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its id: this is "${held}", and the corrected body names "${corrected}". Put the id back, or have the source send another record.`,
  "correction-source": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its source: this one was sent by "${held}", and the corrected body names "${corrected}". Put the source back.`,
  "correction-revision": ({ held = "", corrected = "" }) =>
    `The revision of a corrected record may only increase: it is ${held}, and the corrected body has ${corrected}.`,
  "correction-waits": ({ proposalId = "" }) =>
    `A correction of this record is pending approval already (${proposalId}): have it approved, or withdraw it first.`,
  "correction-done": () => "The record is no longer quarantined: it was reprocessed meanwhile. Withdraw the correction.",
  "correction-differs": () =>
    "The correction would change other earnings, or other amounts, than were approved, as other data has changed since: withdraw it, and propose it again.",
  "correction-needs-approval": () =>
    "This correction changes what somebody earns, skips revisions, or is a plan or an adjustment: correct the record on its page in the quarantine, where it is proposed and another person approves it.",
};
