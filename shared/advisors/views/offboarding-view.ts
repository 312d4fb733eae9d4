import { simulationMessagesIn } from "../../simulations/messages.ts";
import { figuresBlock, paragraph } from "../../ui/blocks.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, figure } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";
import type { OffboardingPreview } from "../steps/preview-offboarding.ts";

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
