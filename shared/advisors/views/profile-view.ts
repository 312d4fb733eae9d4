import { activityWordsOf } from "../../activity/messages.ts";
import type { Day } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { firstSpell, spellsOf } from "../../engine/facts/spells.ts";
import { figuresBlock } from "../../ui/blocks.ts";
import { fileOf } from "../../ui/links.ts";
import { col, table } from "../../ui/table.ts";
import type { Block, Cell } from "../../ui/view.ts";
import { figure } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";
import type { AdvisorFile } from "../steps/read-profile.ts";
import { advisorChanges } from "./advisor-changes.ts";

const STAR_LEVEL = "starLevel";

/** How the advisor stands today: what holds of the dated rows, their star level, and their money. */
export function standingBlocks(file: AdvisorFile, writer: PeopleWriter): Block[] {
  const { advisor, standing, balance, expected, upcoming } = file;
  const words = writer.people;
  const credits = writer.people.file.credits(String(sum(upcoming.map((month) => month.credits))));
  return [
    figuresBlock([
      figure(words.plan, planCell(standing, writer)),
      figure(words.manager, managerCell(standing, writer)),
      figure(words.store, writer.text(standing.storeId ?? words.none)),
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
  return writer.text(planId ?? writer.people.none);
}

function managerCell({ managerId, managerName }: AdvisorFile["standing"], writer: PeopleWriter): Cell {
  if (managerId === undefined) return writer.text(writer.people.nobody);
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
    ...(advisor.managers ?? []).map(({ managerId, from }) => row(words.manager, from, managerId ?? words.nobody)),
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
