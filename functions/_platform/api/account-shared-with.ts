import * as z from "zod";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";

/** Who else has the account of a payee: in previews, and in proposals as they are looked at. */
export const accountSharedWithSchema = z
  .object({
    count: z.int().describe("How many other advisors."),
    advisors: z
      .array(
        z.object({
          advisorId: z.string(),
          name: z.string(),
          use: z
            .enum(["current", "same-proposal", "other-proposal"])
            .describe(
              "By what they have it: their payee as it is now, another entry of the same file or proposal, or another proposal that waits.",
            ),
        }),
      )
      .describe("The first ten of them, by id."),
  })
  .nullable()
  .describe(
    "Other advisors whose payee has the same account, found anew whenever this is looked at. Null: nobody. A warning, no obstacle.",
  );

/** Nothing where an account is nobody else's. */
export const toAccountSharedWith = (shared: SharedAccount | undefined) => shared && { count: shared.count, advisors: shared.others };
