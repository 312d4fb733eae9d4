import * as z from "zod";
import { read } from "../../shared/facts/read.ts";
import { releaseQuarantine } from "../../shared/use-cases/release-quarantine.ts";
import { RefusedError } from "../../shared/use-cases/retry.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const requestSchema = z.strictObject({
  id: z.string("expected the id of a held record"),
  body: z.string("expected an EventBridge event as text").optional(),
});

/** Takes a held record over, as it is or by a mended body, and says what became of it. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = read(requestSchema, event);
    if (!request.ok) throw new RefusedError(request.reasons.join("; "));
    return releaseQuarantine(request.fact.id, request.fact.body, wiring());
  });

/** For Lambda. */
export const handler = createHandler(wiring);
