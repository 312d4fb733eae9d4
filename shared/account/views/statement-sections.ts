import type { Month } from "../../base/calendar/month.ts";
import { absolute, sum } from "../../base/money/money.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import type { AdjustmentLine, Statement } from "../../engine/statement/statement.ts";
import { type CountedWriteOff, isWriteOff } from "../../engine/statement/write-offs.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type EquationLine, type Figure, type Section, section } from "../../ui/view.ts";
import { figure } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import { orderText, type Restated, restText, sellerText } from "./changes.ts";

/** Changed orders of a month that a statement lists; more stand where the adjustment is explained. */
const ORDERS_LISTED = 20;

/** From the month's earnings to what is paid: the last line is what is payable. */
export function settlementLines(statement: Statement, writer: AccountWriter): EquationLine[] {
  const { words } = writer;
  const { month, earnings, adjustments, manualAdjustments, writtenOff = 0n, broughtForward, payable, carriedForward, draw } = statement;
  const adjusted = sum(adjustments.map(({ amount }) => amount));
  const added = (label: string, minor: bigint): EquationLine[] =>
    minor === 0n ? [] : [{ sign: minor < 0n ? "−" : "+", label, value: writer.amount(absolute(minor)) }];
  const parts = [
    ...added(words.statement.adjustments, adjusted),
    ...added(words.manualAdjustments, manualAdjustments - writtenOff),
    ...added(words.statement.writtenOff, writtenOff),
    ...added(words.statement.broughtForward, broughtForward),
  ];
  // What is advanced is a debt that is carried: told by itself, beside any other.
  const advanced = draw?.advanced ?? 0n;
  const rest = carriedForward + advanced;
  const carried: EquationLine[] =
    carriedForward === 0n
      ? []
      : [
          ...(parts.length === 0 ? [] : [{ sign: "=", label: words.total, value: writer.amount(payable + carriedForward) }]),
          ...added(words.statement.advanced, advanced),
          ...(rest === 0n ? [] : carriedLine(rest, writer)),
        ];
  return [
    { sign: "", label: words.statement.earnings(writer.month(month)), value: writer.amount(earnings) },
    ...parts,
    ...carried,
    { sign: "=", label: words.statement.payable, value: writer.amount(payable) },
  ];
}

/** What of earlier advances was recovered or written off, and what of all is left to recover; nothing where neither is. */
export function drawFigures({ draw }: Pick<Statement, "draw">, { words, amount }: AccountWriter): Figure[] {
  const { recovered = 0n, writtenOff = 0n, outstanding = 0n } = draw ?? {};
  return [
    ...(recovered === 0n ? [] : [figure(words.statement.drawRecovered, amount(recovered))]),
    ...(writtenOff === 0n ? [] : [figure(words.statement.drawWrittenOff, amount(writtenOff))]),
    ...(outstanding === 0n ? [] : [figure(words.statement.drawOutstanding, amount(outstanding))]),
  ];
}

/** What is carried is taken from the total; a debt that is carried is added back. */
function carriedLine(carriedForward: bigint, writer: AccountWriter): EquationLine[] {
  const sign = carriedForward < 0n ? "+" : "−";
  return [{ sign, label: writer.words.statement.carried, value: writer.amount(absolute(carriedForward)) }];
}

/** How adjustments are told. */
export interface AdjustmentsTold {
  /** Of the months that were settled before; the others are settled for the first time, but for those below. */
  readonly explained: readonly ExplainedAdjustment[];
  /** Months that were settled before and of which too much changed to be told here: the statement will. */
  readonly unexplained?: readonly Month[];
  readonly plans: readonly Plan[];
  /** What sellers below are called. */
  readonly names: ReadonlyMap<string, string>;
  readonly said: (month: Month, orderId: string) => string | undefined;
  /** The path of the page that explains a month's adjustment, if there is one. */
  readonly pathOf: (month: Month, explained: ExplainedAdjustment | undefined) => string | undefined;
}

/** Adjustments by month, and under each what changed; each month's lines sum to it, and the months to the total. */
export function adjustmentsSection(lines: readonly AdjustmentLine[], told: AdjustmentsTold, writer: AccountWriter): Section[] {
  const { words } = writer;
  if (lines.length === 0) return [];
  const rows = lines.flatMap(({ month, amount }): ChangeRow[] => {
    const explained = told.explained.find((each) => each.month === month);
    const to = told.pathOf(month, explained);
    return [
      { kind: "group", label: writer.month(month), amount, to },
      ...(explained?.kind === "restated" ? changeRows(explained, told, writer) : [openedRow(month, amount, told, writer)]),
    ];
  });
  const total = sum(lines.map(({ amount }) => amount));
  const title = words.statement.adjustmentsByMonth;
  const block = table({ id: "adjustments", caption: title, kindOf: ({ kind }: ChangeRow) => kind }, rows, [
    col(words.difference, ({ label = "", to }) => writer.text(label, { to }), { total: writer.text(words.total) }),
    col(words.reason, ({ explanation = "" }) => writer.text(explanation)),
    num(words.amount, ({ amount, to }) => writer.change(amount, { to }), { total: writer.change(total) }),
  ]);
  return [section("adjustments", title, [block])];
}

/** A month that is adjusted, or one of the changes that it is adjusted for; minor units. */
interface ChangeRow {
  readonly kind?: "group";
  readonly label?: string;
  readonly explanation?: string;
  readonly amount: bigint;
  readonly to?: string | undefined;
}

function openedRow(month: Month, amount: bigint, { unexplained }: AdjustmentsTold, { words }: AccountWriter): ChangeRow {
  return { explanation: unexplained?.includes(month) ? words.adjustment.tooMuch : words.adjustment.opened, amount };
}

function changeRows(adjustment: Restated, { plans, names, said }: AdjustmentsTold, writer: AccountWriter): ChangeRow[] {
  const { adjustment: words } = writer.words;
  const { month, facts, sellers = [], ladderAndFactors } = adjustment;
  const [listed, others] = [facts.slice(0, ORDERS_LISTED), facts.slice(ORDERS_LISTED)];
  const [named, unnamed] = [sellers.slice(0, ORDERS_LISTED), sellers.slice(ORDERS_LISTED)];
  const saidOfOrder = (orderId: string) => said(month, orderId);
  return [
    ...listed.map((order) => ({
      label: words.orderLine(order.orderId),
      explanation: orderText(order, plans, saidOfOrder, writer),
      amount: order.amount,
    })),
    ...(others.length === 0
      ? []
      : [{ label: words.moreOrders(formatCount(others.length)), amount: sum(others.map(({ amount }) => amount)) }]),
    ...named.map((seller) => ({
      label: names.get(seller.sellerId) ?? seller.sellerId,
      explanation: sellerText(seller, writer),
      amount: seller.amount,
    })),
    ...(unnamed.length === 0
      ? []
      : [{ label: writer.words.sellers.more(formatCount(unnamed.length)), amount: sum(unnamed.map(({ amount }) => amount)) }]),
    ...(ladderAndFactors.amount === 0n
      ? []
      : [{ label: words.restLine, explanation: restText(adjustment, plans, writer), amount: ladderAndFactors.amount }]),
  ];
}

/** Manual adjustments with their reasons, a write-off with what of it counts; the last row is their sum. */
export function manualSection(manual: readonly Adjustment[], writeOffs: readonly CountedWriteOff[], writer: AccountWriter): Section[] {
  const { words } = writer;
  if (manual.length === 0) return [];
  const counted = new Map(writeOffs.map(({ adjustmentId, amount }) => [adjustmentId, amount]));
  const amountOf = ({ adjustmentId, amount }: Adjustment) => counted.get(adjustmentId) ?? BigInt(amount);
  const total = sum(manual.map(amountOf));
  return [
    section("manual", words.statement.manualList, [
      table({ id: "manual", caption: words.statement.manualList }, manual, [
        col(
          words.reason,
          (each) =>
            writer.text(isWriteOff(each) ? words.statement.writeOff(each.reason) : each.reason, {
              note: [
                each.adjustmentId,
                ...(amountOf(each) < BigInt(each.amount) ? [words.statement.writeOffCut(writer.changeOf(BigInt(each.amount)))] : []),
              ].join(words.joins.list),
            }),
          { total: writer.text(words.total) },
        ),
        col(words.month, (each) => writer.text(writer.month(each.month)), OPTIONAL),
        num(words.amount, (each) => writer.change(amountOf(each)), { total: writer.change(total) }),
      ]),
    ]),
  ];
}
