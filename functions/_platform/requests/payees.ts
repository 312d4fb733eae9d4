import * as z from "zod";
import { comment, text } from "../api/common-schemas.ts";

export const payeesRequest = z
  .strictObject({ previewId: text(64).describe("Of what you previewed."), comment })
  .meta({ id: "PayeesRequest" });

export const payeeRequest = z
  .strictObject({
    holder: text(140).describe("The name of the account."),
    account: text(40).describe("Its number or IBAN. It is encrypted before anything is stored, and never returned."),
    bankCode: text(12).default("").describe("A BIC or the 12 digits of a CNAPS code; may be left out where the account is an IBAN."),
    bankName: text(140).default(""),
    comment,
  })
  .meta({ id: "PayeeRequest" });

/** Why payments are put on hold, or resumed. */
export const paymentHoldRequest = z.strictObject({ reason: comment }).meta({ id: "PaymentHoldRequest" });
