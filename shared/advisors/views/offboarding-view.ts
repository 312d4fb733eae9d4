import type { Day, Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/rounding.ts";
import { trialWordsIn } from "../../simulations/messages.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, figure, figureColumn, textColumn } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";

/** What an advisor's leaving leaves open. Minor units. */
export interface LeavingShown {
  readonly leftOn: Day;
  readonly afterLeaving: readonly {
    readonly month: Month;
    readonly credits: number;
    readonly base: bigint;
    readonly state: "earned" | "forecast";
  }[];
  readonly months: readonly { readonly month: Month; readonly withoutLeaving: bigint; readonly withLeaving: bigint }[];
  readonly balance: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
  readonly orders: readonly {
    readonly orderId: string;
    readonly bookedOn: Day;
    readonly expectedOn?: Day;
    readonly products: readonly string[];
    readonly price: bigint;
    readonly otherSellers: readonly string[];
  }[];
}

/** Credits of trips after the last day, and what the advisor's plan makes of them. */
export function afterLeavingBlocks({ leftOn, afterLeaving, months }: LeavingShown, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (afterLeaving.length === 0) return [{ kind: "paragraph", text: words.afterNone }];
  const [without, withLeaving] = [sum(months.map((each) => each.withoutLeaving)), sum(months.map((each) => each.withLeaving))];
  const credits: Block = {
    kind: "table",
    id: "after-leaving",
    caption: words.after,
    columns: [textColumn(writer.words.month), textColumn(words.state), figureColumn(writer.words.credits), figureColumn(writer.words.base)],
    rows: afterLeaving.map(({ month, state, credits, base }) => ({
      cells: [writer.text(writer.month(month)), writer.text(words.states[state]), writer.count(credits), writer.amount(base)],
    })),
  };
  const pays: Block = {
    kind: "table",
    id: "leaving-months",
    caption: words.pays,
    columns: [
      textColumn(writer.words.month),
      figureColumn(words.stays),
      figureColumn(words.leaves),
      figureColumn(trialWordsIn(writer.language).restates.difference),
    ],
    rows: [
      ...months.map((each) => ({
        cells: [
          writer.text(writer.month(each.month)),
          writer.amount(each.withoutLeaving),
          writer.amount(each.withLeaving),
          writer.change(each.withLeaving - each.withoutLeaving),
        ],
      })),
      {
        kind: "total" as const,
        cells: [writer.text(writer.words.total), writer.amount(without), writer.amount(withLeaving), writer.change(withLeaving - without)],
      },
    ],
  };
  return [{ kind: "paragraph", text: words.afterIntro(writer.day(leftOn)) }, credits, ...(months.length === 0 ? [] : [pays])];
}

/** What is still open between the advisor and the agency. */
export function balanceBlocks({ balance, payable, carriedForward }: LeavingShown, writer: PeopleWriter): Block[] {
  const { leaving, file } = writer.people;
  return [
    {
      kind: "figures",
      figures: [
        figure(file.balance, writer.amount(balance)),
        figure(file.expected, writer.amount(payable)),
        figure(leaving.carried, writer.amount(carriedForward)),
      ],
    },
    { kind: "paragraph", text: leaving.balanceNote, tone: "note" },
  ];
}

/** The orders that somebody else has to look after. */
export function handOverBlocks({ orders }: LeavingShown, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (orders.length === 0) return [{ kind: "paragraph", text: words.customersNone }];
  return [
    { kind: "paragraph", text: words.customersIntro },
    {
      kind: "table",
      id: "hand-over",
      caption: words.customers,
      columns: [
        textColumn(words.order),
        textColumn(words.expected),
        textColumn(words.product),
        textColumn(words.booked, true),
        figureColumn(words.price),
      ],
      rows: orders.map(({ orderId, bookedOn, expectedOn, products, price, otherSellers }) => ({
        cells: [
          writer.text(orderId, { note: otherSellers.length === 0 ? undefined : words.otherSellers(otherSellers.join(", ")) }),
          expectedOn === undefined ? EMPTY : writer.text(writer.day(expectedOn)),
          writer.text(products.map((product) => writer.name(product)).join(", ")),
          writer.text(writer.day(bookedOn)),
          writer.amount(price),
        ],
      })),
    },
  ];
}
