import type * as z from "zod";
import type { IssueCode, Params } from "./codes.ts";

/** Adds an issue from within a schema's own rule. */
export function addIssue(context: z.core.$RefinementCtx, path: readonly (string | number)[], code: IssueCode, params: Params = {}): void {
  context.addIssue({ code: "custom", path: [...path], message: code, params });
}
