import type { Day, Instant, Month } from "../../base/calendar/month.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { Settled } from "../../engine/statement/settle.ts";

/** Where an advisor stands at a moment. Bounded in size, however many orders there are. */
export interface Account {
  readonly agency: Agency;
  /** The local day of the moment. */
  readonly today: Day;
  /** The calendar month of the moment. */
  readonly thisMonth: Month;
  /** The last month whose close has begun, and the first; none before the first close. */
  readonly closedMonth: Month | undefined;
  readonly firstMonth: Month | undefined;
  /** As the facts stand now. */
  readonly books: EarningsInputs;
  /** As they stood when the last close began; none where the advisor wasn't registered then, or nothing was closed yet. */
  readonly booksSettled: EarningsInputs | undefined;
  /** The advisor's manual adjustments, of all months. */
  readonly manual: readonly Adjustment[];
  readonly settled: Settled;
  /** When what comes from sellers was read, where these are so many that it is read once in a while. */
  readonly teamReadAt?: Instant;
  /** Whether forecasts may be 15 minutes old, as there are many sellers. */
  readonly forecastsMayLag?: boolean;
}
