import { amountOfKind, paidKind } from "./component-editor.ts";

export const flat = paidKind({ amount: amountOfKind("flat", (words) => words.amountEach) }, { blanks: { flat: { amount: "" } } });
