import { activityWordsOf } from "../../activity/messages.ts";
import type { Day } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import { type Advisor, managerOn, planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import { firstSpell, lastSpell, spellsOf } from "../../engine/facts/spells.ts";
import type { UnassignedCredits } from "../../ledger/unassigned/list-unassigned.ts";
import { simulationMessagesIn } from "../../simulations/messages.ts";
import { fileOf } from "../../ui/links.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import { type Block, type Cell, figuresBlock, paragraph } from "../../ui/view.ts";
import { EMPTY, figure } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";
import type { OffboardingPreview } from "../steps/preview-offboarding.ts";
import type { AdvisorFile } from "../steps/read-profile.ts";
import { advisorChanges } from "./advisor-changes.ts";

/** Who is waited for, each with the way to fix it. */
export function waitingBlocks(waiting: readonly UnassignedCredits[], writer: PeopleWriter): Block[] {
  const words = writer.people;
  return [
    paragraph(words.waiting.intro, "note"),
    table({ id: "waiting-table", caption: words.waiting.title }, waiting, [
      col(words.id, ({ advisorId, name }) => writer.text(advisorId, { note: name })),
      col(words.waiting.since, ({ since }) => writer.text(writer.day(since))),
      num(words.waiting.orders, ({ orders }) => writer.count(orders.length)),
      num(words.waiting.sum, ({ price }) => writer.amount(price)),
      col(words.waiting.what, ({ advisorId, reason }) =>
        reason === "unknown"
          ? writer.text(words.waiting.register, { to: `register?id=${encodeURIComponent(advisorId)}` })
          : writer.text(words.waiting.givePlan, { to: fileOf(advisorId) }),
      ),
    ]),
  ];
}

/** Advisors as they stand on a day. `nameOf` tells a manager's name. */
export function advisorsTable(
  advisors: readonly Advisor[],
  today: Day,
  nameOf: (advisorId: string) => string | undefined,
  writer: PeopleWriter,
): Block {
  const words = writer.people;
  const managerCell = (managerId: string | undefined) =>
    managerId === undefined ? EMPTY : writer.text(nameOf(managerId) ?? managerId, { to: fileOf(managerId) });
  const dayCell = (day: Day | undefined) => (day === undefined ? EMPTY : writer.text(writer.day(day)));
  return table({ id: "advisors", caption: words.advisors }, advisors, [
    col(words.name, ({ advisorId, name }) => writer.text(name, { to: fileOf(advisorId), note: advisorId })),
    col(words.plan, (advisor) => writer.text(planIdOn(advisor, today) ?? words.absent)),
    col(words.store, (advisor) => writer.text(storeOn(advisor, today) ?? "")),
    col(words.manager, (advisor) => managerCell(managerOn(advisor, today)), OPTIONAL),
    col(words.joinedOn, (advisor) => writer.text(writer.day(firstSpell(advisor).from)), OPTIONAL),
    col(words.leftOn, (advisor) => dayCell(lastSpell(advisor).to)),
  ]);
}

const STAR_LEVEL = "starLevel";

/** How the advisor stands today: what holds of the dated rows, their star level, and their money. */
export function standingBlocks(file: AdvisorFile, writer: PeopleWriter): Block[] {
  const { advisor, standing, balance, expected, upcoming } = file;
  const words = writer.people;
  const credits = writer.people.creditCount(String(sum(upcoming.map((month) => month.credits))));
  return [
    figuresBlock([
      figure(words.plan, planCell(standing, writer)),
      figure(words.manager, managerCell(standing, writer)),
      figure(words.store, writer.text(standing.storeId ?? words.absent)),
      figure(words.file.starLevel, starCell(file, writer)),
      ...spellsOf(advisor).flatMap(({ from, to }) => [
        figure(words.joinedOn, writer.text(writer.day(from))),
        ...(to === undefined ? [] : [figure(words.leftOn, writer.text(writer.day(to)))]),
      ]),
      figure(words.file.balance, writer.amount(balance)),
      figure(words.file.expected, writer.amount(expected.statement?.payable ?? 0n, { note: writer.month(expected.month) })),
      figure(words.file.upcoming, writer.amount(sum(upcoming.map((month) => month.upcoming)), { note: credits })),
    ]),
  ];
}

function planCell({ planId, plan }: AdvisorFile["standing"], writer: PeopleWriter): Cell {
  if (plan !== undefined)
    return writer.text(writer.words.plan(plan.planId, plan.version), { to: `plans/${encodeURIComponent(plan.planId)}` });
  return writer.text(planId ?? writer.people.absent);
}

function managerCell({ managerId, managerName }: AdvisorFile["standing"], writer: PeopleWriter): Cell {
  if (managerId === undefined) return writer.text(writer.people.absent);
  return writer.text(managerName ?? managerId, { to: fileOf(managerId), note: managerName === undefined ? undefined : managerId });
}

function starCell({ advisor, standing }: AdvisorFile, writer: PeopleWriter): Cell {
  const { starOf, starOfStore, starNone } = writer.people.file;
  const to = `scores?of=${encodeURIComponent(advisor.advisorId)}&name=${STAR_LEVEL}`;
  const star = standing.attributes[STAR_LEVEL];
  if (star === undefined) return writer.text(starNone, { to });
  const month = writer.month(star.month);
  return writer.number(star.value, { to, note: star.storeId === undefined ? starOf(month) : starOfStore(star.storeId, month) });
}

/** What holds from which day on, for who only looks. */
export function datesTable(advisor: Advisor, writer: PeopleWriter): Block {
  const words = writer.people;
  const row = (what: string, from: Day, value: string) => ({ what, from, value });
  const dates = [
    ...(advisor.planId === undefined ? [] : [row(words.form.planAtFirst, firstSpell(advisor).from, advisor.planId)]),
    ...(advisor.assignments ?? []).map(({ planId, from }) => row(words.plan, from, planId)),
    ...(advisor.managers ?? []).map(({ managerId, from }) => row(words.manager, from, managerId ?? words.absent)),
    ...(advisor.stores ?? []).map(({ storeId, from }) => row(words.store, from, storeId)),
  ];
  return table({ id: "dates", caption: words.file.dates }, dates, [
    col("", ({ what }) => writer.text(what)),
    col(words.from, ({ from }) => writer.text(writer.day(from))),
    col("", ({ value }) => writer.text(value)),
  ]);
}

/** The advisor's revisions, the highest first, each with what it changed. */
export function revisionsTable(revisions: readonly Advisor[], writer: PeopleWriter): Block {
  const words = writer.people;
  return table({ id: "revisions-table", caption: words.file.revisions }, revisions, [
    col(words.file.revision, (advisor) => writer.text(String(advisor.revision))),
    col(activityWordsOf(writer.language).what, (advisor, place) =>
      writer.text(advisorChanges(revisions[place + 1], advisor, writer).join(writer.words.joins.list)),
    ),
  ]);
}

/** Credits of trips after the last day, and what the advisor's plan makes of them. */
export function afterLeavingBlocks({ leftOn, afterLeaving, months }: OffboardingPreview, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (afterLeaving.length === 0) return [paragraph(words.afterNone)];
  const credits: Block = table({ id: "after-leaving", caption: words.after }, afterLeaving, [
    col(writer.words.month, ({ month }) => writer.text(writer.month(month))),
    col(words.state, ({ state }) => writer.text(words.states[state])),
    num(writer.words.credits, ({ credits }) => writer.count(credits)),
    num(writer.words.base, ({ base }) => writer.amount(base)),
  ]);
  const pays: Block = table({ id: "leaving-months", caption: words.pays }, months, [
    col(writer.words.month, (each) => writer.text(writer.month(each.month)), { total: writer.text(writer.words.total) }),
    summed(words.stays, (each) => each.withoutLeaving, writer.amount),
    summed(words.leaves, (each) => each.withLeaving, writer.amount),
    summed(simulationMessagesIn(writer.language).restates.difference, (each) => each.withLeaving - each.withoutLeaving, writer.change),
  ]);
  return [paragraph(words.afterIntro(writer.day(leftOn))), credits, ...(months.length === 0 ? [] : [pays])];
}

/** What is still open between the advisor and the agency. */
export function balanceBlocks({ balance, payable, carriedForward }: OffboardingPreview, writer: PeopleWriter): Block[] {
  const { leaving, file } = writer.people;
  return [
    figuresBlock([
      figure(file.balance, writer.amount(balance)),
      figure(file.expected, writer.amount(payable)),
      figure(leaving.carried, writer.amount(carriedForward)),
    ]),
    paragraph(leaving.balanceNote, "note"),
  ];
}

/** The orders that somebody else has to look after. */
export function handOverBlocks({ orders }: OffboardingPreview, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (orders.length === 0) return [paragraph(words.customersNone)];
  return [
    paragraph(words.customersIntro),
    table({ id: "hand-over", caption: words.customers }, orders, [
      col(writer.words.order, ({ orderId, otherSellers }) =>
        writer.text(orderId, { note: otherSellers.length === 0 ? undefined : words.otherSellers(otherSellers.join(", ")) }),
      ),
      col(words.expected, ({ expectedOn }) => (expectedOn === undefined ? EMPTY : writer.text(writer.day(expectedOn)))),
      col(writer.words.product, ({ products }) => writer.text(products.map((product) => writer.name(product)).join(", "))),
      col(words.booked, ({ bookedOn }) => writer.text(writer.day(bookedOn)), OPTIONAL),
      num(writer.words.price, ({ price }) => writer.amount(price)),
    ]),
  ];
}
