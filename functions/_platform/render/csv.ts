import { decimalsOf, plainAmount, roundHalfAway } from "../../../shared/base/money/money.ts";
import type { Block, Cell, View } from "../../../shared/ui/view.ts";
import { Plain, type Value, writeCsv } from "./csv-lines.ts";

/** More than any rate or factor is given in. */
const PLACES = 12;

/**
 * A view as CSV, for calculating: UTF-8 with a byte order mark. Each line begins with its section's id, the block's name
 * and the kind of line; what follows are the cells, and last the notes to them, where there are any. In a table the kind
 * is `header`, `row`, `total`, `carried` or `group`, in arithmetic what is done: `row`, `plus`, `minus`, `times`, `at-least`, `total`.
 * Amounts are plain decimals in the currency ("-1234.56"), counts and rates plain numbers, those that don't end rounded to
 * 12 places: nothing has to be read from a text. No row is left out. The same view gives the same bytes.
 * @param currency ISO 4217: how many decimals an amount has.
 */
export function renderCsv(view: View, currency: string): string {
  const decimals = decimalsOf(currency);
  const toValue = (cell: Cell): Value => {
    if (cell.kind === "money") return new Plain(plainAmount(cell.minor, decimals));
    return cell.kind === "number" ? new Plain(plainNumber(cell.value)) : cell.text;
  };
  const lines: Value[][] = [["view", view.title, "header", "", "currency", currency]];
  if (view.headline !== undefined) {
    lines.push(["view", "headline", "row", view.headline.label, new Plain(plainAmount(view.headline.minor, decimals))]);
  }
  for (const { id, blocks } of view.sections) for (const block of blocks) lines.push(...linesOf(id, block, toValue));
  lines.push(...view.footer.map((text) => ["view", "footer", "row", text]));
  return writeCsv(lines);
}

function linesOf(section: string, block: Block, toValue: (cell: Cell) => Value): Value[][] {
  switch (block.kind) {
    case "table": {
      const hasNotes = block.rows.some(({ cells }) => cells.some(({ note }) => note !== undefined));
      return [
        [section, block.id, "header", ...block.columns.map(({ title }) => title), ...(hasNotes ? ["note"] : [])],
        ...block.rows.map(({ kind = "row", cells }): Value[] => [
          section,
          block.id,
          kind,
          ...cells.map(toValue),
          ...(hasNotes ? [cells.flatMap(({ note = [] }) => note).join("; ")] : []),
        ]),
      ];
    }
    case "figures":
      return block.figures.map(({ label, value }) => [section, "figures", "row", label, toValue(value), ...noteOf(value)]);
    case "equation":
      return block.lines.map(({ sign, label, value }) => [section, "equation", kindOf(sign), label, toValue(value), ...noteOf(value)]);
    case "checks":
      return block.checks.map((check) => [section, "checks", "row", check.text, check.fulfilled ? "1" : "0", ...noteOf(check)]);
    case "paragraph":
      return [[section, "paragraph", "row", block.text]];
    // A drawing shows what stands in a table or equation beside it.
    default:
      return [];
  }
}

const noteOf = ({ note }: { readonly note?: string }): string[] => (note === undefined ? [] : [note]);

/** What a line of arithmetic does, in a word: a spreadsheet would take a sign for the beginning of a formula. */
function kindOf(sign: string): string {
  return ({ "−": "minus", "+": "plus", "×": "times", "≥": "at-least", "=": "total" } as Record<string, string>)[sign] ?? "row";
}

/** A number of a view without a fraction bar, which a spreadsheet takes for a date: "3/50" is "0.06". */
function plainNumber(value: string): string {
  const [numerator = "0", denominator] = value.split("/");
  if (denominator === undefined) return value;
  return plainAmount(roundHalfAway(BigInt(numerator) * 10n ** BigInt(PLACES), BigInt(denominator)), PLACES).replace(/\.?0+$/, "");
}
