import { formatMoment } from "../../ui/format.ts";
import type { AccountWriter } from "../messages.ts";
import type { Account } from "../model/account.ts";

/** As of when a page is: by the facts of now, but for what sellers brought where these are so many that it was read a while ago. */
export const asOf = ({ agency, teamReadAt }: Pick<Account, "agency" | "teamReadAt">, { words }: AccountWriter): string[] =>
  teamReadAt === undefined ? [words.asOfNow] : [words.asOfNow, words.sellers.asOf(formatMoment(teamReadAt, agency.timeZone))];

/** The same of a page that shows forecasts. */
export const asOfWithForecasts = (account: Account, writer: AccountWriter): string[] => [
  ...asOf(account, writer),
  ...(account.forecastsMayLag ? [writer.words.sellers.forecastsLag] : []),
];
