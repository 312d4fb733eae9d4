import type { Messages } from "../base/issues/catalogue.ts";
import type { QuarantineWords, quarantineIssuesZh } from "./messages.zh.ts";

export const quarantineEn: QuarantineWords = {
  proposed: {
    title: (recordId) => `Correction of a quarantined record: ${recordId}`,
    summary: (record, recordId) => `Correction of a quarantined record: ${record} ${recordId}`,
    records: { order: "order", advisor: "advisor", attributes: "scores of" },
    changesEarnings: "changes earnings",
    fields: "Corrected fields",
    note: "Once approved, the quarantined record is taken over as corrected. It keeps its source, kind and id; whose earnings change stands below.",
  },
  title: "Quarantine",
  intro: "What can’t be read, or contradicts itself, is held here and hinders nothing else. Mended and released, it counts as any other.",
  empty: "Nothing is held.",
  waiting: "To be looked at",
  acknowledged: "Acknowledged",
  acknowledgedIntro: "Somebody has said why these may stay. They can still be released.",
  count: (count) => `${count} ${count === "1" ? "record" : "records"}`,
  since: "Held since",
  reasons: "Why",
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
    unknown: "Record that can’t be read",
  },
  heldSince: (moment) => `held since ${moment}`,
  why: "Why it is held",
  whyNow: "What is still wrong with it",
  readable: "As the facts stand now, it can be read. Release it as it is.",
  fields: "Fields to look at",
  mend: "Mend and release",
  mendIntro:
    "Correct the content, or leave it as it is and reprocess it unchanged. Source, kind and id stay, and the revision may only rise. What changes earnings is proposed, and another person approves it; plans and adjustments become proposals of their own. What came is kept beside it.",
  body: "Content (JSON)",
  reason: "Why",
  reasonHint: "Goes into the trail.",
  releaseAsIs: "Release as it is",
  releaseMended: "Release as mended",
  acknowledge: "Acknowledge",
  acknowledgeIntro: "If it may stay as it is, say why. It is then no longer listed among those to be looked at.",
  acknowledgeWhy: "Why it may stay",
  notes: "What was said of it",
  whyMissing: "Say why.",
  notJson: "This is no JSON: check commas, quotes and brackets.",
  stillHeld: "It could not be released and is still held.",
  outcomes: {
    recorded: "Released. The record counts.",
    duplicate: "Released. The same content was recorded before; nothing changes.",
    superseded: "Released. A higher revision is known, and counts.",
    acknowledged: "It is noted why it may stay.",
  },
  released: "This record is released.",
  back: "Back to the quarantine",
};

/** Why something of this room is refused or invalid, by code. */
export const quarantineIssuesEn: Messages<keyof typeof quarantineIssuesZh> = {
  "correction-unidentified": () =>
    "What kind of record this is, or its id, can't be read, so nobody can say what a correction has to keep: dismiss it, and have its source send it again.",
  "correction-kind": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its kind: this is of kind ${held}, and the corrected body of kind ${corrected}. Propose what you mean where its kind is proposed.`,
  "correction-id": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its id: this is "${held}", and the corrected body names "${corrected}". Put the id back, or have the source send another record.`,
  "correction-source": ({ held = "", corrected = "" }) =>
    `A corrected record keeps its source: this one was sent by "${held}", and the corrected body names "${corrected}". Put the source back.`,
  "correction-revision": ({ held = "", corrected = "" }) =>
    `The revision of a corrected record may only rise: it is ${held}, and the corrected body has ${corrected}.`,
  "correction-waits": ({ proposalId = "" }) =>
    `A correction of this record waits for approval already (${proposalId}): have it approved, or withdraw it first.`,
  "correction-done": () => "The record is no longer held: it was reprocessed meanwhile. Withdraw the correction.",
  "correction-differs": () =>
    "The correction would change other earnings, or by other amounts, than were approved, as other facts have changed since: withdraw it, and propose it anew.",
  "correction-needs-approval": () =>
    "This correction changes what somebody earns, or is a plan or an adjustment: correct the record on its page in the quarantine, where it is proposed and another person approves it.",
};
