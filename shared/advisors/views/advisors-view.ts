import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, managerOn, planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import { firstSpell, lastSpell } from "../../engine/facts/spells.ts";
import type { UnassignedCredits } from "../../ledger/unassigned/list-unassigned.ts";
import { paragraph } from "../../ui/blocks.ts";
import { fileOf } from "../../ui/links.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";

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
    col(words.plan, (advisor) => writer.text(planIdOn(advisor, today) ?? words.none)),
    col(words.store, (advisor) => writer.text(storeOn(advisor, today) ?? "")),
    col(words.manager, (advisor) => managerCell(managerOn(advisor, today)), OPTIONAL),
    col(words.joinedOn, (advisor) => writer.text(writer.day(firstSpell(advisor).from)), OPTIONAL),
    col(words.leftOn, (advisor) => dayCell(lastSpell(advisor).to)),
  ]);
}
