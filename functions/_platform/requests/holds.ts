import * as z from "zod";
import { comment } from "../api/common-schemas.ts";

/** Why payments are put on hold, or resumed. */
export const paymentHoldRequest = z.strictObject({ reason: comment }).meta({ id: "PaymentHoldRequest" });
