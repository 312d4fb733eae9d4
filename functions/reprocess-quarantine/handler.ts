import * as z from "zod";
import { read } from "../../shared/base/issues/parse.ts";
import { RefusedError } from "../../shared/base/issues/refusal.ts";
import { acknowledgeHeld } from "../../shared/ledger/quarantine/dismiss.ts";
import { releaseQuarantine } from "../../shared/ledger/quarantine/reprocess.ts";
import { correctAsOperator } from "../../shared/quarantine/steps/correct-record.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const text = z
  .string("expected a text")
  .min(1, "expected a text")
  .max(1000, "expected at most 1000 characters")
  .refine((each) => each.isWellFormed(), "expected whole characters");
const HELD_ID = "expected the id of a held record, 64 hexadecimal digits";
const requestSchema = z
  .strictObject({
    id: z.string(HELD_ID).regex(/^[0-9a-f]{64}$/, HELD_ID),
    body: z.string("expected an EventBridge event as text").optional(),
    known: text.optional().describe("why it may stay held"),
    by: text.optional().describe("who says so"),
  })
  .refine(({ known, by }) => (known === undefined) === (by === undefined), "expected known and by together: why, and who says so")
  .refine(
    ({ known, body }) => known === undefined || body === undefined,
    "expected either known or body: to leave the record, or to release it",
  );

/**
 * Takes a held record over, as it is or by a corrected body, and says what became of it; or notes why it may stay held.
 * A correction that changes anyone's earnings is refused: people propose and approve it.
 */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = read(requestSchema, event);
    if (!request.ok) throw new RefusedError(request.reasons.join("; "));
    const { id, body, known, by } = request.fact;
    if (known !== undefined && by !== undefined) return acknowledgeHeld(id, { why: known, by }, wiring());
    return body === undefined ? releaseQuarantine(id, undefined, wiring()) : correctAsOperator(id, body, wiring());
  }, wiring);

/** For Lambda. */
export const handler = createHandler(wiring);
