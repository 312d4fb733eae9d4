import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, managerOn, planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import { firstSpell, lastSpell } from "../../engine/facts/spells.ts";
import { fileOf } from "../../ui/links.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";

/** For whom credits wait. */
interface WaitedFor {
  readonly advisorId: string;
  /** Where the advisor is registered. */
  readonly name?: string | undefined;
  readonly why: "unknown" | "no-plan";
  readonly since: Day;
  readonly orders: readonly unknown[];
  /** Minor units. */
  readonly price: bigint;
}

/** Who is waited for, each with the way to mend it. */
export function waitingBlocks(waiting: readonly WaitedFor[], writer: PeopleWriter): Block[] {
  const words = writer.people;
  return [
    { kind: "paragraph", text: words.waiting.intro, tone: "note" },
    {
      kind: "table",
      id: "waiting-table",
      caption: words.waiting.title,
      columns: [
        textColumn(words.id),
        textColumn(words.waiting.since),
        figureColumn(words.waiting.orders),
        figureColumn(words.waiting.sum),
        textColumn(words.waiting.what),
      ],
      rows: waiting.map(({ advisorId, name, why, since, orders, price }) => {
        const isUnknown = why === "unknown";
        const to = isUnknown ? `register?id=${encodeURIComponent(advisorId)}` : fileOf(advisorId);
        return {
          cells: [
            writer.text(advisorId, { note: name }),
            writer.text(writer.day(since)),
            writer.count(orders.length),
            writer.amount(price),
            writer.text(isUnknown ? words.waiting.register : words.waiting.givePlan, { to }),
          ],
        };
      }),
    },
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
  return {
    kind: "table",
    id: "advisors",
    caption: words.advisors,
    columns: [
      textColumn(words.name),
      textColumn(words.plan),
      textColumn(words.store),
      textColumn(words.manager, true),
      textColumn(words.joinedOn, true),
      textColumn(words.leftOn),
    ],
    rows: advisors.map((advisor) => {
      const { advisorId, name } = advisor;
      const leftOn = lastSpell(advisor).to;
      const managerId = managerOn(advisor, today);
      return {
        cells: [
          writer.text(name, { to: fileOf(advisorId), note: advisorId }),
          writer.text(planIdOn(advisor, today) ?? words.none),
          writer.text(storeOn(advisor, today) ?? ""),
          managerId === undefined ? EMPTY : writer.text(nameOf(managerId) ?? managerId, { to: fileOf(managerId) }),
          writer.text(writer.day(firstSpell(advisor).from)),
          leftOn === undefined ? EMPTY : writer.text(writer.day(leftOn)),
        ],
      };
    }),
  };
}
