import * as z from "zod";
import { FINANCE_OR_AUDITOR } from "../../shared/access/groups.ts";
import type { Person } from "../../shared/access/policy.ts";
import { downloadFile } from "../../shared/payouts/files/steps/download-file.ts";
import { endpoint, tagged } from "../_platform/api/endpoint.ts";
import type { HttpContext } from "../_platform/http/route.ts";
import { logger } from "../_platform/middleware.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** A link to a file, as the API gives it. */
const fileLinkSchema = z
  .object({
    object: z.literal("file_link"),
    url: z.string().describe("Fetch it here, without a token."),
    name: z.string(),
    seconds: z.int().describe("For how long it holds."),
  })
  .meta({ id: "FileLink", description: "A link to a file, which holds for a short while. Who asked for it is noted." });

/** What this function answers of finance's API. */
export const ENDPOINTS = tagged("Files", [
  endpoint({
    id: "financeApi.downloadFile",
    route: "POST /v1/finance/files/:of/:format/download-link",
    access: FINANCE_OR_AUDITOR,
    summary: "A link to a file",
    response: fileLinkSchema,
    description: "It holds for a short while. Who asks for it, and when, is noted.",
    handle: async ({ c, params, person, deps }) => {
      const { url, name } = await signLink(c, params, person, deps);
      return { object: "file_link" as const, url, name, seconds: deps.finance.linkSeconds };
    },
  }),
]);

/** Signs a link, which is logged and recorded before. @throws RefusedError where there is no such file, it isn't made, or it is not for this person. */
export async function signLink(
  context: HttpContext,
  { of, format }: Readonly<Record<"of" | "format", string>>,
  person: Person,
  deps: Wiring,
): Promise<{ readonly url: string; readonly name: string }> {
  context.header("cache-control", "no-store");
  const request = { of, format };
  const found = await downloadFile(request, person, deps);
  logger.info("a link to a file was signed", { ...request, by: person.username });
  return found;
}
