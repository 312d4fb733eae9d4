import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import { ratedFacets } from "../../engine/facts/agency.ts";
import { type SellerLine, type SellerParts, sellerParts } from "../../engine/statement/seller-parts.ts";
import type { StatementFile } from "../../engine/statement/statement-file.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import { paragraph, type Row, type Section, section, type View } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { SellerCredits } from "../steps/read-seller-credits.ts";
import { restatedTable } from "./changes.ts";
import { saidOfOrders } from "./month-progress.ts";
import { compiledPlans, creditKey, keyOfCredit, productOf } from "./month-source.ts";

/** Credits that are listed; the file holds all. */
const MAX_LISTED = 500;

type PlanOf = ReturnType<typeof compiledPlans>;

/** What a line of a statement for a seller is made of: whether it agrees with the seller's credit log, its sums, and their orders. */
export function sellerView({ body }: StatementFile, { line, credits, agrees, terms }: SellerCredits, language: Language): View {
  const writer = accountWriterFor(body.agency.currency, language);
  const { words } = writer;
  const { month, name, creditsHash } = line;
  const planOf = compiledPlans({ agency: body.agency, plans: [...terms.now.plans.all(), ...terms.before.plans.all()] });
  const facetNames = ratedFacets(body.agency);
  const parts = sellerParts(body, line, credits, terms);
  return {
    language,
    title: words.sellers.page(name),
    subtitle: [writer.month(month), line.sellerId, words.sellers.onStatement(writer.month(body.statement.month))].join(" · "),
    headline: { label: words.sellers.earned(name), minor: parts.amount, text: writer.money(parts.amount) },
    sections: [
      agrees
        ? section("check", words.sellers.sums, [paragraph(words.sellers.agrees, "good"), sumsTable(line, planOf, facetNames, writer)])
        : section("check", words.sellers.sums, [paragraph(words.sellers.differs, "warning"), sumsTable(line, planOf, facetNames, writer)]),
      parts.kind === "all"
        ? creditsSection(credits.now, parts, planOf, writer)
        : changesSection(line, parts, body.facts.plans, saidOfOrders(credits, planOf, writer), writer),
    ],
    footer: [words.sellers.hash(creditsHash)],
  };
}

/** The line's subtotals: a row for each plan version and combination of facets. */
function sumsTable({ rows }: SellerLine, planOf: PlanOf, facetNames: readonly string[], writer: AccountWriter) {
  const { words } = writer;
  return table({ id: "sums", caption: words.sellers.sums }, rows, [
    col(
      words.sellers.kind,
      ({ facets, planId, version }) =>
        writer.text(facets.flatMap((value, index) => facetText(facetNames[index] ?? "", value, writer)).join(" · "), {
          note: words.plan(planId, version),
        }),
      { total: writer.text(words.total) },
    ),
    summed(words.units, ({ units }) => units, writer.count),
    summed(words.base, (row) => baseOf(planOf(row.planId, row.version), row), writer.amount),
  ]);
}

/** A facet in words: product and role by their values, what is so by its name, what isn't so not at all. */
function facetText(name: string, value: string, { words, ...writer }: AccountWriter): string[] {
  if (value === "" || value === "no") return [];
  if (name === "product" || name === "role") return [writer.name(value)];
  const called = writer.name(name);
  return [value === "yes" ? called : `${called}${words.joins.colon}${writer.name(value)}`];
}

function creditsSection(
  credits: readonly Credit[],
  { amount, parts }: Extract<SellerParts, { kind: "all" }>,
  planOf: PlanOf,
  writer: AccountWriter,
): Section {
  const { words } = writer;
  const paid = Map.groupBy(parts, creditKey);
  const partOf = (credit: Credit) => sum((paid.get(keyOfCredit(credit)) ?? []).map((each) => each.amount));
  const [listed, others] = [credits.slice(0, MAX_LISTED), credits.slice(MAX_LISTED)];
  const more: Row = {
    cells: [
      writer.text(words.sellers.moreCredits(formatCount(others.length))),
      EMPTY,
      EMPTY,
      EMPTY,
      EMPTY,
      writer.amount(sum(others.map(partOf))),
    ],
  };
  const block = table({ id: "credits", caption: words.credits, rest: others.length === 0 ? [] : [more] }, listed, [
    col(words.order, ({ orderId }) => writer.text(orderId), { total: writer.text(words.total) }),
    col(words.booked, ({ bookedOn }) => writer.text(writer.day(bookedOn)), OPTIONAL),
    col(words.product, (credit) => writer.text(writer.name(productOf(credit)))),
    col(words.role, ({ recipient }) => writer.text(writer.name(recipient.role)), OPTIONAL),
    num(words.base, ({ recipient: { planId = "", version = 0 }, amounts }) => writer.amount(baseOf(planOf(planId, version), amounts))),
    num(words.part, (credit) => writer.amount(partOf(credit)), { total: writer.amount(amount) }),
  ]);
  return section("credits", words.credits, [block]);
}

function changesSection(
  { month, sellerId }: SellerLine,
  { amount, orders }: Extract<SellerParts, { kind: "changed" }>,
  plans: StatementFile["body"]["facts"]["plans"],
  said: (orderId: string) => string | undefined,
  writer: AccountWriter,
): Section {
  const { words } = writer;
  const rest = amount - sum(orders.map((order) => order.amount));
  const restated = { kind: "restated", month, amount, facts: orders, ladderAndFactors: { amount: rest, because: [] } } as const;
  const told = {
    plans,
    said,
    sellerOf: () => writer.text(sellerId),
    rest: { label: words.sellers.rounding, explanation: words.sellers.roundingNote },
  };
  return section("changes", words.sellers.changes, [paragraph(words.adjustment.ordersNote, "note"), restatedTable(restated, told, writer)]);
}
