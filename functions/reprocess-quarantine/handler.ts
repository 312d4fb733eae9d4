import * as z from "zod";
import { code, refuse } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { acknowledgeHeld, releaseQuarantine } from "../../shared/ledger/quarantine/reprocess.ts";
import { correctAsOperator } from "../../shared/quarantine/steps/correct-record.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const text = z
  .string()
  .min(1)
  .max(1000)
  .refine((each) => each.isWellFormed(), code("half-characters"));
const requestSchema = z
  .strictObject({
    id: z.string(code("record-id-expected")).regex(/^[0-9a-f]{64}$/, code("record-id-expected")),
    body: z.string().optional(),
    known: text.optional().describe("why it may stay held"),
    by: text.optional().describe("who says so"),
  })
  .refine(({ known, by }) => (known === undefined) === (by === undefined), code("known-without-by"))
  .refine(({ known, body }) => known === undefined || body === undefined, code("known-with-body"));

/**
 * Takes a held record over, as it is or by a corrected body, and says what became of it; or notes why it may stay held.
 * A correction that changes anyone's earnings is refused: people propose and approve it.
 */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = parse(requestSchema, event);
    if (!request.ok) return refuse(...request.issues);
    const { id, body, known, by } = request.value;
    if (known !== undefined && by !== undefined) return acknowledgeHeld(id, { comment: known, by }, wiring());
    return body === undefined ? releaseQuarantine(id, undefined, wiring()) : correctAsOperator(id, body, wiring());
  }, wiring);

/** For Lambda. */
export const handler = createHandler(wiring);
