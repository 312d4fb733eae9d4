import { amountOfKind, monthKind } from "./component-editor.ts";

export const cap = monthKind({ amount: amountOfKind("cap") }, { blanks: { cap: { amount: "" } } });
