import type { Month } from "../../base/calendar/month.ts";
import type { Language } from "../../base/language.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { sellerLines } from "../../engine/statement/seller-parts.ts";
import type { StatementFile } from "../../engine/statement/statement-file.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import { paragraph, type Section, section, type TableBlock, type View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import { becauseTable, restatedTable } from "./changes.ts";
import { changesOf } from "./month-progress.ts";
import { isPaid, sellerPath } from "./month-source.ts";
import { componentSellers, componentTable, namesOf, sellerCell } from "./seller-tables.ts";

/**
 * An adjustment on a statement, down to the orders and terms that changed.
 * @returns none where the statement adjusts no such month.
 */
export function adjustmentView({ body }: StatementFile, of: Month, language: Language): View | undefined {
  const writer = accountWriterFor(body.agency.currency, language);
  const { words } = writer;
  const adjustment = body.adjustments.find(({ month }) => month === of);
  if (adjustment === undefined) return undefined;
  const plans = body.facts.plans;
  const said = changesOf(body, writer);
  const names = namesOf(sellerLines(body).filter(({ month }) => month === of));
  const toOf = (sellerId: string) => sellerPath(`statements/${body.statement.month}`, sellerId, of);
  const sections: Section[] = [];
  if (adjustment.kind === "opened") {
    const { components } = adjustment.earnings;
    sections.push(
      section("components", words.statement.components, [
        paragraph(words.adjustment.opened),
        componentTable(components, plans, undefined, words.statement.components, writer),
      ]),
    );
    for (const component of components) {
      if (!isPaid(component)) continue;
      sections.push(
        section(`credits-${sections.length}`, writer.name(component.id, labelOf(plans, component)), [
          ...(component.sellers === undefined ? [] : [componentSellers({ ...component, sellers: component.sellers }, names, toOf, writer)]),
          ...(component.sellers !== undefined && component.credits.length === 0
            ? []
            : [openedCredits(component, plans, sections.length, writer)]),
        ]),
      );
    }
  } else {
    sections.push(
      section("changes", words.adjustment.orders, [
        paragraph(words.adjustment.ordersNote, "note"),
        restatedTable(
          adjustment,
          { plans, said: (orderId) => said(of, orderId), sellerOf: (id) => sellerCell(id, names, toOf(id), writer) },
          writer,
        ),
      ]),
    );
    if (adjustment.ladderAndFactors.because.length > 0)
      sections.push(
        section("because", words.adjustment.rest, [paragraph(words.adjustment.restNote, "note"), becauseTable(adjustment, plans, writer)]),
      );
  }
  return {
    language,
    title: words.adjustment.title(writer.month(of)),
    subtitle: words.adjustment.settledIn(writer.month(body.statement.month)),
    headline: {
      label: words.adjustment.headline(writer.month(of)),
      minor: adjustment.amount,
      text: writer.changeOf(adjustment.amount),
    },
    sections,
    footer: [],
  };
}

type Opened = Extract<StatementFile["body"]["adjustments"][number], { kind: "opened" }>;
type Paid = Extract<Opened["earnings"]["components"][number], { rate: unknown }>;

/** The credits of a month that is settled for the first time, which sum to the component. */
function openedCredits(component: Paid, plans: readonly Plan[], place: number, writer: AccountWriter): TableBlock {
  const { words } = writer;
  const isOfBase = paysFor(component.kind) === "base";
  return table({ id: `opened-${place}`, caption: writer.name(component.id, labelOf(plans, component)) }, component.credits, [
    col(words.order, ({ orderId }) => writer.text(orderId), { total: writer.text(words.total) }),
    col(words.role, ({ role }) => writer.text(writer.name(role)), OPTIONAL),
    num(isOfBase ? words.base : words.units, ({ base, units }) => (isOfBase ? writer.amount(base) : writer.count(units))),
    summed(words.part, ({ amount }) => amount, writer.amount),
  ]);
}
