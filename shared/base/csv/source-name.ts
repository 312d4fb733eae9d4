import { mayHoldAccountNumber } from "../text/account-number.ts";

/** What a file is called, where no account number stands in its name. */
export const sourceOf = (fileName: string): string => (mayHoldAccountNumber(fileName) ? "…" : fileName.slice(0, 180));
