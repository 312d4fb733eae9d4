import type { Messages } from "../base/issues/issue.ts";
import type { approvalsZh, proposalIssuesZh, proposalZh } from "./messages.zh.ts";

export const approvalsEn: typeof approvalsZh = {
  title: (count) => `Approvals (${count})`,
  note: "Authors and submitters can’t approve their own proposals.",
  forMe: (count) => `Needs your approval (${count})`,
  noneForMe: "Nothing needs your approval.",
  forOthers: (count) => `Needs approval by others (${count})`,
  noneForOthers: "Nothing needs approval by others.",
  toPublish: (count) => `Approved, not published yet (${count})`,
  decided: "Recent decisions",
  noneDecided: "No decisions yet.",
  by: "Submitted by",
  at: "Submitted",
  decision: "Decision",
  decidedAt: "Time",
  restates: "restates closed months",
  openMonth: (month, percent) => `${month} (open) ${percent}`,
  restatedFor: (advisors) => `restated for ${advisors} ${advisors === "1" ? "advisor" : "advisors"}`,
  refused: "Publishing was rejected; see its page for the reasons",
  status: {
    published: "Published",
    withdrawn: "Withdrawn",
    approved: "Approved",
    publishing: "Publishing",
    submitted: "Submitted",
    draft: "Draft",
  },
};

export const proposalEn: typeof proposalZh = {
  opened: (by, at) => `written by ${by}, last changed ${at}`,
  changes: "Changes",
  openMonthText: (before, after) => `${before} → ${after}`,
  openMonthSubmitted: "Open month when submitted",
  missing: "Required before submitting",
  nothingMissing: "Ready to submit.",
  refused: "The last publication was rejected",
  submitNote: "The content can’t be changed after that; somebody else from HR or finance approves it.",
  approve: "Approve",
  approveNote:
    "You approve exactly the content shown here and the result of the simulation: publishing calculates it again and stops if anything differs.",
  sendBack: "Return to draft",
  sendBackNote: "It becomes a draft again and can be edited.",
  withdraw: "Withdraw",
  withdrawNote: "Withdrawing ends the proposal; it stays in the activity log.",
  publish: "Publish",
  notApprovable: "It can’t be approved as things stand:",
  approvePayingNote: "You approve exactly the content shown here; it takes effect at once.",
  publishFacts: "Everything is recalculated and then recorded at once; only a newer change can replace it.",
  publishRestates: "Closed months get adjustments, on the next statements.",
  resume: "Resume publishing",
  ownSubmission: "You wrote or submitted this: another person has to approve it.",
  lookOnly: "View only.",
  hrOnly: "HR continues from here.",
  waits: "Pending approval by somebody else from HR or finance.",
  done: "It is published and can’t be changed. To change something, create a new draft.",
  ended: "It was withdrawn.",
  submission: "Submitted",
  submittedBy: (by, at) => `${by}, ${at}`,
  approval: "Approved",
  contentHash: "Content",
  resultHash: "Result",
};

/** Why something of this room is refused or invalid, by code. */
export const proposalIssuesEn: Messages<keyof typeof proposalIssuesZh> = {
  "wrong-status": ({ status = "", step = "" }) => `It is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "four-eyes": ({ by = "" }) => `${by} wrote or submitted it and can't approve it: ask another person who may approve it.`,
  "facts-differ": () => "The content to be published differs from what was approved: return it to draft, review it, and submit it again.",
  "signature-differs": () => "The approval belongs to another submission: return it to draft and submit it again.",
  "own-matter": ({ by = "" }) => `It concerns payments to ${by}, who therefore can't approve it: ask another person who may approve it.`,
  "entries-left": ({ left = "", entries = "" }) =>
    `Not everything could be published: of ${entries} entries, these were not: ${left}. Check the reasons, and propose them again.`,
  "nothing-proposed": () => "There is nothing to save: enter at least one value.",
  "preview-gone": () => "Your preview can't be found: choose the file again and review its preview.",
  "too-many-entries": ({ count = "", maximum = "" }) => `${count} entries are more than ${maximum}: split them.`,
};

function whatNext(status: string): string {
  switch (status) {
    case "draft":
      return "submit it first.";
    case "submitted":
      return "return it to draft or withdraw it first, or have it approved.";
    case "approved":
      return "publish it, or return it to draft or withdraw it first.";
    case "publishing":
      return "it is being published; wait, or publish again to resume.";
    case "published":
      return "a published version can't be changed; create a new draft from it.";
    default:
      return "create a new draft.";
  }
}
