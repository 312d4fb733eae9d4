import { count } from "../form/inputs.ts";
import { amountOfKind, monthKind } from "./component-editor.ts";

export const guarantee = monthKind(
  { amount: amountOfKind("guarantee"), months: count({ label: (words) => words.months, help: { other: "months" } }) },
  { blanks: { guarantee: { amount: "", months: "3" } } },
);
