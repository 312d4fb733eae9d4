import { sum } from "../../base/money/rounding.ts";
import { payeesTable } from "../../payees/views/proposed-payees.ts";
import type { OutcomeEntry, OutcomesContent } from "../../payouts/outcomes/content.ts";
import type { PlanWriter } from "../../plans/views/plan-writer.ts";
import { MOST_SHOWN } from "../../proposals/model/limits.ts";
import type { PayingContent } from "../../proposals/model/proposal.ts";
import { formatCount } from "../../ui/format.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import type { AdjustmentsContent } from "../model/content.ts";

/** What is proposed of what is paid, entry by entry, with its control totals. Of an account its last four digits. */
export function payingBlocks(content: PayingContent, writer: PlanWriter): Block[] {
  switch (content.kind) {
    case "adjustments":
      return [adjustmentsTable(content, writer)];
    case "payees":
      return [payeesTable(content, writer)];
    case "outcomes":
      return [outcomesTable(content, writer)];
  }
}

function outcomesTable({ entries }: OutcomesContent, writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const rows = entries.slice(0, MOST_SHOWN).map((entry): Row => {
    const { advisorId, payoutId, amount, on, code } = entry;
    return {
      cells: [
        writer.text(advisorId),
        writer.text(payoutId),
        writer.text(whatOf(entry, writer), on === undefined ? {} : { note: writer.day(on) }),
        writer.text(code ?? ""),
        writer.amount(BigInt(amount)),
      ],
    };
  });
  const columns = [
    ...[words.who, words.payout, words.what, words.reasonCode].map((title) => textColumn(title)),
    figureColumn(words.amount),
  ];
  return { kind: "table", id: "outcomes", caption: words.outcomes, columns, rows };
}

function whatOf({ act, state, outcome = "paid", payeeVersion }: OutcomeEntry, writer: PlanWriter): string {
  const { acts, paymentStates } = writer.plans.proposal;
  const named = (name: string) => (Object.hasOwn(paymentStates, name) ? (paymentStates[name] ?? name) : name);
  return act === "confirm-details" ? acts[act](`${payeeVersion ?? ""}`) : acts[act](named(state), named(outcome));
}

function adjustmentsTable({ entries }: AdjustmentsContent, writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const total = sum(entries.map(({ amount }) => BigInt(amount)));
  const rows = entries.slice(0, MOST_SHOWN).map(
    ({ advisorId, month, amount, reason, evidence, counters, kind }): Row => ({
      cells: [
        writer.text(advisorId),
        writer.text(writer.month(month)),
        writer.text(
          reason,
          counters === undefined ? (kind === undefined ? {} : { note: words.writeOff }) : { note: words.counters(counters) },
        ),
        writer.text(evidence),
        writer.change(BigInt(amount)),
      ],
    }),
  );
  const foot: Row = {
    kind: "total",
    cells: [writer.text(words.total), writer.text(""), writer.text(formatCount(entries.length)), writer.text(""), writer.change(total)],
  };
  const columns = [
    textColumn(words.who),
    textColumn(words.month),
    textColumn(words.reason),
    textColumn(words.evidence),
    figureColumn(words.amount),
  ];
  return { kind: "table", id: "adjustments", caption: words.adjustments, columns, rows: [...rows, foot] };
}
