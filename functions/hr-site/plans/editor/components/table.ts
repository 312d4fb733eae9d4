import { html } from "hono/html";
import { rate } from "../form/inputs.ts";
import { tableRows, where } from "../form/where.ts";
import { paidKind } from "./component-editor.ts";

const rows = tableRows(
  {
    where: where({
      label: (words, { row }) => words.row(row + 1),
      opensIfNew: true,
      say: ({ writer }) => writer.condition,
      hint: (words) => words.rowHint,
    }),
    rate: rate({ label: (words, { row }) => words.rowRate(row + 1), isLabelHidden: true }),
  },
  {
    first: "rate",
    caption: (words) => words.rows,
    columns: (words) => [words.rowFor, words.rate],
    note: (words) => words.rowsNote,
    help: { other: "rows" },
    isNew: (row) => row.rate === "" && Object.keys(row.where).length === 0,
    acts(words, { row, rows }) {
      const shown = { up: row > 0, down: row < rows - 1, insert: true, remove: true };
      return (["up", "down", "insert", "remove"] as const)
        .filter((each) => shown[each])
        .map((each) => [each, words[each], words.ofRow(words[each], row + 1)]);
    },
  },
);

export const table = paidKind(
  {
    rows,
    otherwise: rate({ label: (words) => words.otherwiseRate, hint: (words) => words.otherwiseHint, isOptional: true }),
  },
  {
    blanks: { table: { rows: [{ where: {}, rate: "" }], otherwise: "" } },
    draw: ({ field }) => html`${field("rows")}<div class="row">${field("otherwise")}</div>`,
  },
);
