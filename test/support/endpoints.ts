import type * as z from "zod";
import { endpointOf } from "../../infra/routes.ts";

/** What an endpoint's response is described as. */
export function responseOf(id: string): z.ZodType {
  const { response } = endpointOf(id);
  if (response === undefined) throw new Error(`the response of ${id} is not described`);
  return response;
}
