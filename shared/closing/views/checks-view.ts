import { ownValue } from "../../base/json/own-value.ts";
import { derivationState } from "../../derivations/views/derivation-view.ts";
import { groupTitle } from "../../quarantine/views/quarantine-view.ts";
import { type Block, type Check, paragraph } from "../../ui/view.ts";
import type { FinanceWriter } from "../../ui/writer.ts";
import { closeWordsOf } from "../messages.ts";
import type { PreviewedClose } from "../model/preview.ts";
import type { CloseChecks } from "../steps/pre-close-checks.ts";

/** Trips past their expected day; undefined where they were not computed. */
type Overdue = PreviewedClose["overdue"] | undefined;

/** What each check is written with. */
interface Told {
  readonly writer: FinanceWriter;
  readonly words: ReturnType<typeof closeWordsOf>["checks"];
}

/** What is still open: a line for each, with the way to where it is worked on. */
export function closeChecksBlocks(open: CloseChecks, overdue: Overdue, writer: FinanceWriter): Block[] {
  const { checks: words } = closeWordsOf(writer.language);
  const told = { writer, words };
  const checks = [
    quarantineCheck(open, told),
    waitingCheck(open, told),
    overdueCheck(overdue, told),
    adjustmentsCheck(open, told),
    approvalsCheck(open, told),
    payoutsCheck(open, told),
    auditCheck(open, told),
    derivationsCheck(open, told),
  ];
  return [
    paragraph(words.intro, "note"),
    { kind: "checks", checks: checks.map((check) => ({ ...check, told: check.fulfilled ? words.clear : words.open })) },
  ];
}

function quarantineCheck({ quarantine: { records, known, groups } }: CloseChecks, { writer, words }: Told): Check {
  const waiting = records - known;
  if (waiting === 0) return { fulfilled: true, text: words.quarantineNone };
  const told = [...Map.groupBy(groups, ({ code }) => code).values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const ids = new Set([first, ...more].flatMap((each) => each.ids));
    return [words.reason(groupTitle(first, writer), writer.count(ids.size).text)];
  });
  return {
    fulfilled: false,
    text: words.quarantine(countOf(waiting, writer)),
    to: "/hr/quarantine",
    note: told.join(writer.words.joins.list),
  };
}

function waitingCheck({ waiting: { orders, price, advisors } }: CloseChecks, { writer, words }: Told): Check {
  if (orders === 0) return { fulfilled: true, text: words.waitingNone };
  const note = words.unassignedCreditsOf(countOf(advisors.length, writer));
  return { fulfilled: false, text: words.waiting(countOf(orders, writer), writer.money(price)), to: "/hr/advisors", note };
}

function overdueCheck(overdue: Overdue, { writer, words }: Told): Check {
  if (overdue === undefined) return { fulfilled: false, text: words.overdueUnknown };
  if (overdue.credits === 0) return { fulfilled: true, text: words.overdueNone };
  return { fulfilled: false, text: words.overdue(countOf(overdue.credits, writer), writer.money(overdue.price)) };
}

function adjustmentsCheck({ adjustments: { count, amount } }: CloseChecks, { writer, words }: Told): Check {
  if (count === 0) return { fulfilled: true, text: words.adjustmentsNone };
  const text = words.adjustments(countOf(count, writer), writer.changeOf(amount));
  return { fulfilled: false, text, to: "adjustments", note: words.adjustmentsNote };
}

function approvalsCheck({ approvals }: CloseChecks, { writer, words }: Told): Check {
  const waiting = approvals.map(({ kind, submitted, approved }) => ({ kind, count: submitted + approved }));
  const all = waiting.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return { fulfilled: true, text: words.approvalsNone };
  const told = waiting.map(({ kind, count }) => words.approvalOf(ownValue(words.kinds, kind) ?? kind, countOf(count, writer)));
  return { fulfilled: false, text: words.approvals(countOf(all, writer)), to: "/hr/approvals", note: told.join(writer.words.joins.list) };
}

function payoutsCheck({ payouts }: CloseChecks, { writer, words }: Told): Check {
  if (payouts.length === 0) return { fulfilled: true, text: words.payoutsNone };
  const note = payouts.map(({ payoutId, waitsFor }) => `${payoutId} ${words.payoutWaits[waitsFor]}`).join(writer.words.joins.list);
  return { fulfilled: false, text: words.payouts(countOf(payouts.length, writer)), to: "payouts", note };
}

function auditCheck({ audit: { last, lastOfAll } }: CloseChecks, { writer, words }: Told): Check {
  if (last?.finishedAt === undefined) return { fulfilled: false, text: words.auditNone };
  const at = writer.moment(last.finishedAt);
  const note = [
    words.auditOf(countOf(last.advisors, writer), countOf(last.statements, writer)),
    lastOfAll?.finishedAt === undefined ? words.auditNeverAll : words.auditOfAll(writer.moment(lastOfAll.finishedAt)),
  ].join(writer.words.joins.list);
  if (last.findings === 0) return { fulfilled: true, text: words.auditClear(at), note };
  return { fulfilled: false, text: words.auditFound(at, countOf(last.findings, writer)), note };
}

function derivationsCheck({ derivations }: CloseChecks, { writer, words }: Told): Check {
  const [first] = derivations;
  if (first === undefined) return { fulfilled: true, text: words.derivationsNone };
  const text = words.derivations(countOf(derivations.length, writer));
  return { fulfilled: false, text, to: "/hr/derivations", note: derivationState(first, writer) };
}

const countOf = (count: number, writer: FinanceWriter): string => writer.count(count).text;
