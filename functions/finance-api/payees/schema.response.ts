import * as z from "zod";
import { accountSharedWithSchema } from "../../_platform/api/account-shared-with.ts";
import { rowErrorsSchema, sheetField, sourceFields } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

export const payeesPreviewSchema = z
  .object({
    object: z.literal("payees_preview"),
    previewId: z.string().nullable().describe("Propose it by this id. Accounts are stored encrypted, and only you can propose them."),
    fileName: z.string(),
    ...sourceFields,
    entries: z.array(
      z.object({
        line: z.int(),
        sheet: sheetField,
        advisorId: z.string(),
        name: z.string(),
        currentAccountLast4: z.string().nullable().describe("Of the account as it is now; null where there is none."),
        holder: z.string().describe("The account's holder as it was read: told once, to whoever sent it."),
        accountLast4: z.string(),
        warnings: z.array(z.string()),
        accountSharedWith: accountSharedWithSchema,
      }),
    ),
    rowErrors: rowErrorsSchema,
    counts: z.object({ new: z.int(), changed: z.int(), rowErrors: z.int() }),
  })
  .meta({ id: "PayeesPreview", description: "What proposing these payees would change. Accounts are never told." });

export type PayeesPreviewResource = Source<typeof payeesPreviewSchema>;
