import * as z from "zod";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";

/** A component's line on a statement, minor units. */
const componentLine = record({ id: z.string(), planId: z.string(), version: int, amount: minor });
export type ComponentLine = Stored<typeof componentLine>;

/** What of an earlier month is settled with this statement, minor units; not 0. */
const adjustmentLine = record({ month: z.string(), amount: minor });
export type AdjustmentLine = Stored<typeof adjustmentLine>;

/** What a draw did on a statement, and what is open of it; minor units. */
const drawnLine = record({
  /** Paid beyond what the statement comes to, and carried as a debt. */
  advanced: minor,
  /** What of earlier advances the statement made good. */
  recovered: minor,
  /** What of earlier advances write-offs forgave; absent where nothing was. */
  writtenOff: minor.optional(),
  /** What is still to be recovered from later statements. */
  outstanding: minor,
});
export type DrawLine = Stored<typeof drawnLine>;

/** An advisor's statement of a month, as the contract fixes it. Amounts in minor units. */
const statement = record({
  advisorId: z.string(),
  month: z.string(),
  components: z.array(componentLine),
  earnings: minor,
  adjustments: z.array(adjustmentLine),
  manualAdjustments: minor,
  /** What of the manual adjustments writes a debt off; absent where nothing does. */
  writtenOff: minor.optional(),
  broughtForward: minor,
  payable: minor,
  carriedForward: minor,
  /** What a draw did; absent where nothing was advanced, now or before. */
  draw: drawnLine.optional(),
  equityEligible: z.boolean(),
});
export type Statement = Stored<typeof statement>;
export const statementCodec = textCodec("a statement", statement);
