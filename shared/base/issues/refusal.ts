import { CLOSING_MESSAGES } from "../../closing/messages.en.ts";
import { FILE_MESSAGES } from "../../payouts/files/messages.en.ts";
import { PAYOUT_MESSAGES } from "../../payouts/messages.en.ts";
import { plainReason } from "./parse.ts";

type About = Readonly<Record<string, string | number>>;

/** Each reason for which a step is refused, in English: what is the matter, and what to do. */
const MESSAGES = {
  "not-found": ({ what = "proposal", id = "" }: About) => `There is no ${what} "${id}": look it up in the list.`,
  role: ({ needs = "hr" }: About) => `This is for ${needs} to do: ask someone who has that role.`,
  "changed-meanwhile": ({ edition = "", now = "" }: About) =>
    `It was changed meanwhile (you saw edition ${edition}, it stands at ${now}): look at it again, then decide.`,
  "wrong-status": ({ status = "", step = "" }: About) => `It is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "four-eyes": ({ by = "" }: About) =>
    `${by} wrote or submitted it, and whoever wrote or submitted it can't approve it: ask another person of HR or finance.`,
  "why-missing": () => "Say why: a sentence for whoever reads the trail later.",
  unreadable: ({ reasons = "" }: About) => `It can't be read as a plan: ${told(reasons)}. Open the editor and mend it.`,
  "facets-unrated": ({ facets = "" }: About) =>
    `It matches what the agency doesn't rate (${facets}): leave that out, or have it added to the agency's settings first.`,
  "not-a-plan": ({ kind = "" }: About) => `Only plans are edited and tried here; this proposes ${kind}. Withdraw it and propose anew.`,
  "unknown-version": ({ planId = "", version = "" }: About) => `Plan ${planId} has no version ${version}: choose one of its versions.`,
  rebase: ({ basedOn = "", latest = "" }: About) =>
    `It follows version ${basedOn}, but version ${latest} is published by now: send it back if it is submitted, move the draft onto version ${latest} in the editor, look at what differs, and try it again.`,
  "trial-missing": () => "It was not tried as it stands: run a trial first.",
  "trial-unfinished": () => "Its trial is still running: wait until it is done.",
  "trial-failed": ({ why = "" }: About) => `Its trial came to nothing (${why}): run it again.`,
  "trial-outdated": () => "The trial was of other content than what is proposed now: run a trial of it as it stands.",
  "trial-not-dated": ({ from = "", to = "" }: About) =>
    `It starts before tomorrow, so it restates: try it from its own day on ("dated"), for its own plan, over ${from} to ${to}; send it back first if it is submitted.`,
  "trial-too-short": ({ from = "", to = "" }: About) =>
    `It restates the closed months ${from} to ${to}, and its trial doesn't cover them all: run a dated trial over ${from} to ${to}; send it back first if it is submitted.`,
  "before-books": ({ effectiveFrom = "", firstMonth = "" }: About) =>
    `It starts on ${effectiveFrom}, before the first closed month, ${firstMonth}: what it would change there can't be tried. Choose a day from ${firstMonth}-01 on.`,
  "findings-open": ({ findings = "" }: About) =>
    `The checks found what nobody has acknowledged yet (${findings}): mend the draft, or acknowledge each when submitting.`,
  "findings-appeared": ({ findings = "" }: About) =>
    `The checks find now what they did not when it was approved (${findings}): send it back, mend it or acknowledge each, and submit it again.`,
  "date-past": ({ effectiveFrom = "", today = "" }: About) =>
    `It was approved to start on ${effectiveFrom}, which is no longer after today (${today}), and not as a restatement: send it back, choose a later day (or have it approved as a restatement), and submit it again.`,
  "facts-differ": () => "What would be published is not what was approved: send it back, look at it, and submit it again.",
  "signature-differs": () => "The approval signs another submission than this one: send it back and submit it again.",
  "basis-differs": () =>
    "What it was tried on is not what lies there now: the kept figures were damaged or changed. Send it back, run a trial anew, and submit it again.",
  "result-differs": () =>
    "Computed again, the trial gives another result than the one that was approved: send it back, run a trial anew, and submit it again.",
  "open-month-moved": ({ month = "", submitted = "", now = "", limit = "" }: About) =>
    `Its effect on ${month} was ${submitted} when it was submitted and is ${now} now; the agency allows ${limit} in between. Send it back, run a trial anew, and submit it again, so that the new figures are approved.`,
  "version-taken": ({ planId = "", version = "" }: About) =>
    `Version ${version} of plan ${planId} was published meanwhile with other content: send it back, move the draft onto the latest version in the editor, and submit it again.`,
  "restatement-unseen": () => "The adjustments that it causes are no longer those that you saw: look at them again, then save.",
  "restatement-differs": () =>
    "The adjustments are no longer those that were approved, as facts of closed months have changed since: send it back, try a plan anew, and submit it again.",
  "revision-taken": ({ advisorId = "", stored = 0, revision = "" }: About) =>
    `${advisorId} stands at revision ${stored}, and this is revision ${revision}: open the advisor again and repeat the change.`,
  "facts-unreadable": ({ reasons = "" }: About) => `It can't be read: ${told(reasons)}. Mend it, then save again.`,
  "nothing-proposed": () => "There is nothing to save: give at least one value.",
  ...CLOSING_MESSAGES,
  ...PAYOUT_MESSAGES,
  ...FILE_MESSAGES,
  "own-matter": ({ by = "" }: About) =>
    `It is about what ${by} is paid, who therefore can't approve it: ask another person of HR or finance.`,
  "advisor-unknown": ({ advisorId = "" }: About) => `No advisor "${advisorId}" is registered: register the advisor first, or check the id.`,
  "month-closed": ({ month = "", closedMonth = "" }: About) =>
    `${month} is closed: withdraw it if it is proposed already, and propose it for a month after ${closedMonth}.`,
  "adjustment-repeated": ({ advisorId = "", month = "", adjustmentId = "" }: About) =>
    `${advisorId} has an adjustment for ${month} of the same amount and reason already (${adjustmentId}): leave it out, or say in its reason why it comes twice.`,
  "adjustment-unknown": ({ adjustmentId = "" }: About) => `There is no adjustment "${adjustmentId}": look it up in the list.`,
  "already-countered": ({ adjustmentId = "", counterId = "" }: About) =>
    `Adjustment ${adjustmentId} was undone already, by ${counterId}: nothing is left to be undone.`,
  "counter-differs": ({ adjustmentId = "" }: About) =>
    `A counter-adjustment is the exact opposite of what it undoes, for the same advisor (${adjustmentId}): propose it from that adjustment's page.`,
  "write-off-above-debt": ({ advisorId = "", month = "" }: About) =>
    `The write-off of ${advisorId} for ${month} is more than is left of the debt that the last statement carried: look up the balance, and propose at most the debt.`,
  "write-off-countered": ({ adjustmentId = "" }: About) =>
    `${adjustmentId} is a write-off, and can't be undone by its opposite, since no more than the debt counts of it: propose a negative adjustment for what is to be owed again.`,
  "payee-taken": ({ advisorId = "", version = "" }: About) =>
    `Version ${version} of ${advisorId}'s payee is known already with other details: withdraw this if it is proposed already, and propose the change anew.`,
  "settings-stale": ({ baseVersion = "", latest = "" }: About) =>
    `It changes version ${baseVersion} of the settings, but version ${latest} holds by now: withdraw it, look at what holds, and propose the change anew.`,
  "entries-left": ({ left = "", entries = "" }: About) =>
    `Not all of it could be published: of ${entries} entries these are left: ${left}. Look at why, and propose them anew.`,
  "correction-unidentified": () =>
    "What kind of record this is, or its id, can't be read, so nobody can say what a correction has to keep: dismiss it, and have its source send it again.",
  "correction-kind": ({ held = "", corrected = "" }: About) =>
    `A corrected record keeps its kind: this is of kind ${held}, and the corrected body of kind ${corrected}. Propose what you mean where its kind is proposed.`,
  "correction-id": ({ held = "", corrected = "" }: About) =>
    `A corrected record keeps its id: this is "${held}", and the corrected body names "${corrected}". Put the id back, or have the source send another record.`,
  "correction-source": ({ held = "", corrected = "" }: About) =>
    `A corrected record keeps its source: this one was sent by "${held}", and the corrected body names "${corrected}". Put the source back.`,
  "correction-revision": ({ held = "", corrected = "" }: About) =>
    `The revision of a corrected record may only rise: it is ${held}, and the corrected body has ${corrected}.`,
  "correction-waits": ({ proposalId = "" }: About) =>
    `A correction of this record waits for approval already (${proposalId}): have it approved, or withdraw it first.`,
  "correction-done": () => "The record is no longer held: it was reprocessed meanwhile. Withdraw the correction.",
  "correction-differs": () =>
    "The correction would change other earnings, or by other amounts, than were approved, as other facts have changed since: withdraw it, and propose it anew.",
  "correction-needs-approval": () =>
    "This correction changes what somebody earns, or is a plan or an adjustment: correct the record on its page in the quarantine, where it is proposed and another person approves it.",
  "preview-gone": () => "What was previewed can't be found under your name: choose the file again, and look at its preview once more.",
  "account-in-text": () => "An account number stands in the text, and many read it: leave it out, its last four digits tell enough.",
} as const satisfies Record<string, (about: About) => string>;

/** Why a step is refused, by a name that stays. */
export type RefusalCode = keyof typeof MESSAGES;

/** A refusal in English: what is the matter, and what to do. */
export function messageOf({ code, about }: Refusal): string {
  return MESSAGES[code](about);
}

/** Makes a refusal of what can't be read, for these reasons: each is told in the reader's language. */
export const unreadableRefusal = (reasons: readonly string[], code: "facts-unreadable" | "unreadable" = "facts-unreadable"): Refusal =>
  refusal(code, { reasons: reasons.join("\n") });

/** Reasons as a refusal keeps them, one a line. */
export const reasonsIn = (reasons: string | number): string[] => String(reasons).split("\n");

/** The same as one text, in English: what is said of the whole needs no field. */
const told = (reasons: string | number): string => reasonsIn(reasons).map(plainReason).join("; ");

/** Makes a refusal. */
export function refusal(code: RefusalCode, about: About = {}): Refusal {
  return { code, about };
}

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

/**
 * Why a step is refused: a name that stays, and what it is about. `messageOf` says it in English; pages say it in the
 * reader's language by the same name.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly about: Readonly<Record<string, string | number>>;
}

/** Ends a use-case with its reasons. */
export function refuse(...refusals: readonly Refusal[]): never {
  throw new RefusedError(refusals.map(messageOf).join(" "), refusals);
}

/** Thrown when what is asked for is refused, with what to do instead; trying again changes nothing. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  /** The reasons by their names, where a reader is to be told in their own language. */
  readonly refusals: readonly Refusal[] | undefined;

  constructor(message: string, refusals?: readonly Refusal[]) {
    super(message);
    this.refusals = refusals;
  }
}
