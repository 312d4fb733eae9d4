import type { Month } from "../../base/calendar/month.ts";
import { type Settlement, settle } from "../../engine/statement/settle.ts";
import type { Account } from "../model/account.ts";
import { currentMonth } from "../model/month-state.ts";

/** What a close of the month that is next to be closed would make of the facts as they stand now: the close's own rule. */
export function expectClose(account: Account): Settlement & { readonly month: Month } {
  const month = currentMonth(account);
  return { ...settle(account.books, month, account.firstMonth ?? month, account.settled, account.manual), month };
}
