import type { Month } from "../../base/calendar/month.ts";
import type { Language } from "../../base/language.ts";
import { parseDecimal } from "../../base/money/money.ts";
import type { EquityProgress, EquityRequirement } from "../../engine/equity/decide.ts";
import { formatCount, formatNumber } from "../../ui/format.ts";
import { col, summed, table } from "../../ui/table.ts";
import { type Block, type Check, checklist, paragraph, type Section, section, type View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { EquityOutlook } from "../model/equity-status.ts";
import { asOf } from "./month-progress.ts";

/** Equity: what was decided last and since when, what is fulfilled and what is missing, and the evidence. */
export function equityView(account: Account, outlook: EquityOutlook, language: Language): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const { decided, now } = outlook;
  const state = (eligible: boolean) => (eligible ? words.equity.eligible : words.equity.notEligible);
  const since = outlook.changes.at(-1);
  const decisions: Block[] = [
    paragraph(decided === undefined ? words.equity.undecided : words.equity.decided(writer.month(decided.month), state(decided.eligible))),
    ...(since === undefined
      ? []
      : [paragraph(`${words.equity.since(writer.month(since.month))}${words.joins.colon}${state(since.eligible)}`)]),
    paragraph(words.equity.wouldDecide(writer.month(now.month), state(now.eligible)), now.eligible ? "good" : "note"),
  ];
  return {
    language,
    title: words.equityTitle,
    subtitle: [account.books.advisor.name, state(decided?.eligible ?? false)].join(" · "),
    sections: [
      section("decision", words.equity.headline, decisions),
      ...progressSections(outlook, writer),
      ...evidenceSection(outlook, writer),
      changesSection(outlook, writer),
    ],
    footer: asOf(account, writer),
  };
}

function progressSections({ now }: EquityOutlook, writer: AccountWriter): Section[] {
  const { equity } = writer.words;
  if (now.anyOf.length === 0) return [section("rules", equity.anyOf, [paragraph(equity.noTerms)])];
  const anyOf: Section = section("rules", equity.anyOf, [checklist(now.anyOf.map((rule) => ruleCheck(rule, now.month, writer)))]);
  if (now.require.length === 0) return [anyOf];
  const checks = now.require.map((requirement) => requirementCheck(requirement, writer));
  return [anyOf, section("requirements", equity.require, [checklist(checks)])];
}

/** @param open the month that isn't closed: what it adds is what a close would settle now, and is told as that. */
function ruleCheck(rule: EquityProgress, open: Month, writer: AccountWriter): Check {
  const { equity, joins } = writer.words;
  const [months, atLeast] = [formatCount(rule.months), writer.money(rule.atLeast)];
  if (rule.kind === "total") {
    const [total, missing] = [writer.money(rule.total), writer.money(rule.atLeast - rule.total)];
    return {
      fulfilled: rule.fulfilled,
      text: equity.total(months, atLeast),
      note: rule.fulfilled ? equity.totalDone(total, writer.month(open)) : equity.totalNote(total, missing, writer.month(open)),
      permille: permilleOf(rule.total, rule.atLeast),
    };
  }
  const reached = rule.reachedIn.length;
  const names = rule.reachedIn.map((month) => monthText(month, open, writer)).join(joins.list);
  const progress = rule.fulfilled ? "" : equity.eachNote(formatCount(reached), formatCount(rule.count - reached));
  return {
    fulfilled: rule.fulfilled,
    text: equity.each(months, formatCount(rule.count), atLeast),
    note: [progress, reached === 0 ? "" : equity.eachDone(formatCount(reached), names)].filter((text) => text !== "").join(joins.list),
    permille: permilleOf(BigInt(reached), BigInt(rule.count)),
  };
}

function requirementCheck({ attribute, atLeast, value, fulfilled }: EquityRequirement, writer: AccountWriter): Check {
  const { equity } = writer.words;
  return {
    fulfilled,
    text: equity.attribute(writer.name(attribute), formatNumber(atLeast)),
    note: value === undefined ? equity.attributeNone : equity.attributeNote(formatNumber(value)),
    permille: permilleOf(parseDecimal(value ?? "0"), parseDecimal(atLeast)),
  };
}

/** A month; the one that isn't closed as that. */
const monthText = (month: Month, open: Month, writer: AccountWriter): string =>
  month === open ? writer.words.equity.openMonth(writer.month(month)) : writer.month(month);

/** How far, from 0 to 1000; 1000 only where it is reached. */
function permilleOf(reached: bigint, needed: bigint): number {
  if (reached >= needed) return 1000;
  return reached <= 0n ? 0 : Number((reached * 1000n) / needed);
}

function evidenceSection({ evidence, now }: EquityOutlook, writer: AccountWriter): Section[] {
  const { words } = writer;
  if (evidence.length === 0) return [];

  // The current month isn't closed: what stands there is what a close would settle now.
  const block: Block = table({ id: "evidence", caption: words.equity.evidence }, evidence, [
    col(words.month, ({ month }) => writer.text(monthText(month, now.month, writer), { to: `months/${month}` }), {
      total: writer.text(words.total),
    }),
    summed(words.equity.evidenceAmount, ({ settled }) => settled, writer.amount, { toOf: ({ month }) => `months/${month}` }),
  ]);
  return [section("evidence", words.equity.evidence, [block])];
}

function changesSection({ changes }: EquityOutlook, writer: AccountWriter): Section {
  const { equity, month } = writer.words;
  const [id, title] = ["changes", equity.changes];
  if (changes.length === 0) return section(id, title, [paragraph(equity.noChanges)]);

  return section(id, title, [
    table({ id, caption: title }, changes.toReversed(), [
      col(month, (change) => writer.text(writer.month(change.month))),
      col(title, (change) => writer.text(change.eligible ? equity.gained : equity.lost)),
    ]),
  ]);
}
