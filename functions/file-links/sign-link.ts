import type { Person } from "../../shared/access/policy.ts";
import { downloadFile } from "../../shared/payouts/files/steps/download-file.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { logger } from "../_platform/middleware.ts";
import type { Wiring } from "../_platform/wiring.ts";

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
