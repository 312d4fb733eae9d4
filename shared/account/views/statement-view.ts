import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { byLine } from "../../engine/earnings/explain.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { sellerLines } from "../../engine/statement/seller-parts.ts";
import type { StatementFile } from "../../engine/statement/statement-file.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, equation, figuresBlock, paragraph, type Row, type Section, section, type View } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import { componentLines, componentSentence } from "./calculation.ts";
import { paidAmounts } from "./component-view.ts";
import { changesOf, monthLines, monthSentence } from "./month-progress.ts";
import { compiledPlans, creditKey, isPaid, keyOfCredit, orderPath, productOf, sellerPath } from "./month-source.ts";
import { componentTable, namesOf, sellersTable } from "./seller-tables.ts";
import { adjustmentsSection, drawFigures, manualSection, settlementLines } from "./statement-sections.ts";

/** A statement as an advisor reads it: first the settlement, then all that it is made of, down to the credits. */
export function statementView({ body, hash, inclusion }: StatementFile, language: Language): View {
  const writer = accountWriterFor(body.agency.currency, language);
  const { words } = writer;
  const { statement, advisor } = body;
  const base = `statements/${statement.month}`;
  const month = writer.month(statement.month);
  const note = statement.payable > 0n ? "paid" : statement.carriedForward < 0n ? "debt" : "carried";
  const equity = statement.equityEligible ? words.statement.equityYes : words.statement.equityNo;
  return {
    language,
    title: words.statement.title(month),
    subtitle: words.statement.to(advisor.name, advisor.advisorId),
    headline: {
      label: words.statement.payable,
      minor: statement.payable,
      text: writer.money(statement.payable),
      ...(statement.payable === 0n && statement.carriedForward === 0n ? {} : { note: words.statement.payableNote[note] }),
    },
    sections: [
      section("settlement", words.statement.summary, [
        equation(settlementLines(statement, writer)),
        figuresBlock([...drawFigures(statement, writer), { label: words.equityTitle, value: writer.text(equity, { to: "equity" }) }]),
      ]),
      section("earnings", words.statement.components, [
        componentTable(body.earnings.components, body.facts.plans, base, words.statement.components, writer),
      ]),
      ...sellersSection(body, base, writer),
      ...adjustmentsSection(
        statement.adjustments,
        {
          explained: body.adjustments,
          plans: body.facts.plans,
          names: namesOf(sellerLines(body)),
          said: changesOf(body, writer),
          pathOf: (of) => `${base}/adjustments/${of}`,
        },
        writer,
      ),
      ...manualSection(body.manualAdjustments, body.writeOffs ?? [], writer),
      ...arithmeticSection(body, writer),
      ...creditsSection(body, base, writer),
    ],
    footer: [
      words.statement.hash(hash),
      body.previousHash === null ? words.statement.first : words.statement.previous(body.previousHash),
      ...(inclusion === undefined
        ? []
        : [
            words.statement.root(writer.month(inclusion.month), inclusion.root),
            words.statement.place(...placeIn(inclusion), ...placeIn(inclusion.shard)),
          ]),
      words.statement.verify,
    ],
  };
}

function sellersSection({ agency, facts, earnings }: StatementFile["body"], base: string, writer: AccountWriter): Section[] {
  const { sellers = [], plans } = facts;
  if (sellers.length === 0) return [];
  const { words } = writer;
  const team = { agency, plans, sellers, components: earnings.components };
  const block = sellersTable(team, (sellerId) => sellerPath(base, sellerId), writer);
  return [section("sellers", words.sellers.title, [paragraph(words.sellers.note, "note"), block])];
}

type Body = StatementFile["body"];

function arithmeticSection(body: Body, writer: AccountWriter): Section[] {
  const planOf = compiledPlans({ agency: body.agency, plans: body.facts.plans });
  const blocks = body.earnings.components.flatMap((component): Block[] => {
    const plan = planOf(component.planId, component.version);
    const name = writer.label(component.id, labelOf([plan.plan], component));
    const said = (text: string): Block => paragraph(`${name}${writer.words.joins.colon}${text}`);
    if (!isPaid(component)) return [said(monthSentence(component, plan, writer)), equation(monthLines(component, plan, writer))];
    const paidFor = paidAmounts(component, body.facts, plan);
    return [said(componentSentence(component, writer)), equation(componentLines(component, paidFor, plan, writer))];
  });
  return blocks.length === 0 ? [] : [section("arithmetic", writer.words.statement.arithmetic, blocks)];
}

/** Every credit with what all components pay for it, then the lines that no credit caused: together the earnings. */
function creditsSection(body: Body, base: string, writer: AccountWriter): Section[] {
  const { words } = writer;
  const { components, amount } = body.earnings;
  if (body.facts.credits.length === 0) return [];
  const planOf = compiledPlans({ agency: body.agency, plans: body.facts.plans });
  const parts = new Map<string, bigint>();
  for (const component of components) {
    if (!isPaid(component)) continue;
    for (const each of component.credits) parts.set(creditKey(each), (parts.get(creditKey(each)) ?? 0n) + each.amount);
  }
  const credits = [...body.facts.credits].sort(byLine);
  const baseOfCredit = ({ recipient: { planId = "", version = 0 }, amounts }: Credit) => baseOf(planOf(planId, version), amounts);
  const row = (label: string, minor: bigint): Row => ({ cells: [writer.text(label), EMPTY, EMPTY, EMPTY, EMPTY, writer.amount(minor)] });
  const fromSellers = components.flatMap((each) => (isPaid(each) ? (each.sellers ?? []) : []));
  const rest = [
    ...(fromSellers.length === 0 ? [] : [row(words.sellers.title, sum(fromSellers.map((each) => each.amount)))]),
    ...components.filter((each) => !isPaid(each)).map((each) => row(writer.title(each.id, labelOf(body.facts.plans, each)), each.amount)),
  ];
  const block = table({ id: "credits", caption: words.statement.credits, rest }, credits, [
    col(words.order, ({ orderId }) => writer.text(orderId, { to: orderPath(base, orderId) }), { total: writer.text(words.total) }),
    col(words.booked, ({ bookedOn }) => writer.text(writer.day(bookedOn)), OPTIONAL),
    col(words.product, (credit) => writer.text(writer.name(productOf(credit)))),
    col(words.role, ({ recipient }) => writer.text(writer.name(recipient.role)), OPTIONAL),
    num(words.base, (credit) => writer.amount(baseOfCredit(credit))),
    num(words.part, (credit) => writer.amount(parts.get(keyOfCredit(credit)) ?? 0n, { to: orderPath(base, credit.orderId) }), {
      total: writer.amount(amount),
    }),
  ]);
  const counted = words.creditCount(formatCount(credits.length));
  const earned = sum(parts.values());
  return [section("credits", words.statement.credits, [paragraph(`${counted}${words.joins.colon}${writer.money(earned)}`, "note"), block])];
}

const placeIn = ({ index, size }: { readonly index: number; readonly size: number }): [string, string] => [
  formatCount(index + 1),
  formatCount(size),
];
