import type { Messages } from "../base/issues/issue.ts";
import type { derivationIssuesZh, derivationsZh } from "./messages.zh.ts";

export const derivationsEn: typeof derivationsZh = {
  title: "Recalculations",
  intro:
    "After a change of an advisor, a plan or a manager, the credits of the orders concerned are recalculated. Until that is done, pages may show earlier amounts, and no month can be closed.",
  none: "Nothing is to be recalculated.",
  ofPlan: (plan, day) => `Plan ${plan}, orders from ${day}`,
  ofAdvisor: (name) => `Advisor ${name}`,
  notedAt: "Changed",
  progress: "Progress",
  parts: (through, total) => `${through} of ${total} parts done`,
  waiting: "Not begun yet",
  running: "In progress",
  orders: "Orders checked",
  expectedAt: "Expected to end",
  stopped: (by, at) => `Stopped by ${by}, ${at}`,
  stop: "Stop",
  stopHint: "Parts in progress are finished first; no month can be closed until it is resumed.",
  resume: "Resume",
};

/** Why stopping or resuming is refused, in English. */
export const derivationIssuesEn: Messages<keyof typeof derivationIssuesZh> = {
  "derivation-not-running": () => "This recalculation is done or stopped already: reload the page.",
  "derivation-not-stopped": () => "This recalculation is done or isn’t stopped: reload the page.",
};
