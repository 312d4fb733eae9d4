import type { Messages } from "../base/issues/catalogue.ts";
import type { ApprovalsWords, ProposalWords, proposalIssuesZh } from "./messages.zh.ts";

export const approvalsEn: ApprovalsWords = {
  title: (count) => `Approvals (${count})`,
  note: "Whoever wrote or submitted something can’t approve it.",
  forMe: (count) => `Waiting for you (${count})`,
  noneForMe: "Nothing waits for your approval.",
  forOthers: (count) => `Waiting for others (${count})`,
  noneForOthers: "Nothing waits for the approval of others.",
  toPublish: (count) => `Approved, not published yet (${count})`,
  decided: "Decided lately",
  noneDecided: "Nothing has been decided yet.",
  what: "What",
  by: "Submitted by",
  at: "Submitted",
  why: "Why",
  effect: "Effect",
  decision: "Decision",
  decidedAt: "When",
  approvedBy: (by) => `approved by ${by}`,
  restates: "restates closed months",
  openMonth: (month, percent) => `${month} (open) ${percent}`,
  restatedFor: (advisors) => `restated for ${advisors} ${advisors === "1" ? "advisor" : "advisors"}`,
  refused: "Publishing was refused: why stands on its page",
  list: "; ",
  status: {
    published: "Published",
    withdrawn: "Withdrawn",
    approved: "Approved",
    publishing: "Being published",
    submitted: "Submitted",
    draft: "Draft",
  },
};

export const proposalEn: ProposalWords = {
  opened: (by, at) => `written by ${by}, last changed ${at}`,
  changes: "What changes",
  openMonthText: (before, after) => `${before} → ${after}`,
  openMonthSubmitted: "The open month at the submission",
  missing: "Before it can be submitted",
  nothingMissing: "It can be submitted.",
  refused: "Publishing was refused last time",
  next: "What comes next",
  why: "Why",
  whyOptional: "Why (may be left out)",
  whyHint: "For whoever reads the trail later.",
  submit: "Submit for approval",
  submitNote: "The content is fixed then, and somebody else of HR or finance approves it.",
  approve: "Approve",
  approveNote:
    "You approve exactly what stands here and what the trial found: publishing computes it again, and refuses if anything differs.",
  sendBack: "Send back",
  sendBackNote: "It becomes a draft again and can be edited.",
  withdraw: "Withdraw",
  withdrawNote: "The proposal ends here; it stays in the trail.",
  publish: "Publish",
  approvePayingNote: "You approve exactly what stands here; it takes effect at once.",
  publishFacts: "Everything is computed again; then it is recorded at once, and only a newer change replaces it.",
  publishRestates: "Closed months get adjustments, on the next statements.",
  goOn: "Go on publishing",
  ownSubmission: "You wrote or submitted this: another person approves.",
  lookOnly: "Your role only looks.",
  hrOnly: "Somebody of HR goes on from here.",
  waits: "It waits for the approval of somebody else of HR or finance.",
  done: "It is published and never changes. To change something, make a new draft.",
  ended: "It was withdrawn.",
  submission: "Submitted",
  submittedBy: (by, at) => `${by}, ${at}`,
  approval: "Approved",
  factsHash: "Content",
  basisHash: "What it was tried on",
  resultHash: "What came out",
};

/** Why something of this room is refused or invalid, by code. */
export const proposalIssuesEn: Messages<keyof typeof proposalIssuesZh> = {
  "wrong-status": ({ status = "", step = "" }) => `It is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "four-eyes": ({ by = "" }) =>
    `${by} wrote or submitted it, and whoever wrote or submitted it can't approve it: ask another person of HR or finance.`,
  "facts-differ": () => "What would be published is not what was approved: send it back, look at it, and submit it again.",
  "signature-differs": () => "The approval signs another submission than this one: send it back and submit it again.",
  "own-matter": ({ by = "" }) => `It is about what ${by} is paid, who therefore can't approve it: ask another person of HR or finance.`,
  "entries-left": ({ left = "", entries = "" }) =>
    `Not all of it could be published: of ${entries} entries these are left: ${left}. Look at why, and propose them anew.`,
  "nothing-proposed": () => "There is nothing to save: give at least one value.",
  "preview-gone": () => "What was previewed can't be found under your name: choose the file again, and look at its preview once more.",
  "too-many-entries": ({ count = "", maximum = "" }) => `${count} entries are more than ${maximum}: split them.`,
};

function whatNext(status: string): string {
  switch (status) {
    case "draft":
      return "submit it first.";
    case "submitted":
      return "send it back or withdraw it first, or have it approved.";
    case "approved":
      return "publish it, or send it back or withdraw it first.";
    case "publishing":
      return "it is being published; wait, or publish again to go on.";
    case "published":
      return "a published version never changes; make a new draft from it.";
    default:
      return "make a new draft.";
  }
}
