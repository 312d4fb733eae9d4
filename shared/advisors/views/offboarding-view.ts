import type { Day, Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/rounding.ts";
import { simulationMessagesIn } from "../../simulations/messages.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, figure } from "../../ui/writer.ts";
import type { PeopleWriter } from "../messages.ts";

/** What an advisor's leaving leaves open. Minor units. */
export interface OffboardingViewModel {
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
export function afterLeavingBlocks({ leftOn, afterLeaving, months }: OffboardingViewModel, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (afterLeaving.length === 0) return [{ kind: "paragraph", text: words.afterNone }];
  const [without, withLeaving] = [sum(months.map((each) => each.withoutLeaving)), sum(months.map((each) => each.withLeaving))];
  const credits: Block = table({ id: "after-leaving", caption: words.after }, afterLeaving, [
    col(writer.words.month, ({ month }) => writer.text(writer.month(month))),
    col(words.state, ({ state }) => writer.text(words.states[state])),
    num(writer.words.credits, ({ credits }) => writer.count(credits)),
    num(writer.words.base, ({ base }) => writer.amount(base)),
  ]);
  const pays: Block = table({ id: "leaving-months", caption: words.pays }, months, [
    col(writer.words.month, (each) => writer.text(writer.month(each.month)), { total: writer.text(writer.words.total) }),
    num(words.stays, (each) => writer.amount(each.withoutLeaving), { total: writer.amount(without) }),
    num(words.leaves, (each) => writer.amount(each.withLeaving), { total: writer.amount(withLeaving) }),
    num(simulationMessagesIn(writer.language).restates.difference, (each) => writer.change(each.withLeaving - each.withoutLeaving), {
      total: writer.change(withLeaving - without),
    }),
  ]);
  return [{ kind: "paragraph", text: words.afterIntro(writer.day(leftOn)) }, credits, ...(months.length === 0 ? [] : [pays])];
}

/** What is still open between the advisor and the agency. */
export function balanceBlocks({ balance, payable, carriedForward }: OffboardingViewModel, writer: PeopleWriter): Block[] {
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
export function handOverBlocks({ orders }: OffboardingViewModel, writer: PeopleWriter): Block[] {
  const words = writer.people.leaving;
  if (orders.length === 0) return [{ kind: "paragraph", text: words.customersNone }];
  return [
    { kind: "paragraph", text: words.customersIntro },
    table({ id: "hand-over", caption: words.customers }, orders, [
      col(words.order, ({ orderId, otherSellers }) =>
        writer.text(orderId, { note: otherSellers.length === 0 ? undefined : words.otherSellers(otherSellers.join(", ")) }),
      ),
      col(words.expected, ({ expectedOn }) => (expectedOn === undefined ? EMPTY : writer.text(writer.day(expectedOn)))),
      col(words.product, ({ products }) => writer.text(products.map((product) => writer.name(product)).join(", "))),
      col(words.booked, ({ bookedOn }) => writer.text(writer.day(bookedOn)), OPTIONAL),
      num(words.price, ({ price }) => writer.amount(price)),
    ]),
  ];
}
