import * as z from "zod";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { closeTotals } from "../../ledger/close/close-totals.ts";

/** What a month adds for an advisor, or by a component, and what the last closed one added: earnings, adjustments and manual ones. */
const move = record({ before: minor, expected: minor });
export type Move = Stored<typeof move>;
const advisorMove = record({ ...move.shape, advisorId: z.string(), name: z.string() });
export type AdvisorMove = Stored<typeof advisorMove>;
const componentMove = record({ ...move.shape, planId: z.string(), component: z.string() });
export type ComponentMove = Stored<typeof componentMove>;

/** An advisor's trips that should have taken place by the month's end and of which nothing was heard. Sellers' credits only. */
const overdueTrips = record({
  advisorId: z.string(),
  name: z.string(),
  credits: int,
  price: minor,
  /** The first month in which one was expected. */
  since: z.string(),
});
export type OverdueTrips = Stored<typeof overdueTrips>;

/** What a month's close is expected to come to, by the facts as they stood. */
const previewedClose = record({
  month: z.string(),
  /** An instant. */
  at: z.string(),
  expected: closeTotals,
  /** The last close that is through; none before the first. */
  last: record({ ...closeTotals.shape, month: z.string() }).optional(),
  /** Whose moved most, and which components did: at most 20 of each, most first. None of either before the first close. */
  advisors: z.array(advisorMove),
  components: z.array(componentMove),
  /** All overdue trips, and the 50 advisors with most of them by price. */
  overdue: record({ advisors: int, credits: int, price: minor, most: z.array(overdueTrips) }),
});
export type PreviewedClose = Stored<typeof previewedClose>;
export const previewedCloseCodec = textCodec("a preview of a close", previewedClose);
