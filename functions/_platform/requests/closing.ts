import * as z from "zod";
import { month } from "../../../shared/engine/facts/fields.ts";
import { text } from "../api/common-schemas.ts";

export const startCloseRequest = z
  .strictObject({
    confirm: month.optional().describe("The month once more: asked for until its close has begun, since a close can't be undone."),
    reason: text(2000).optional().describe("Why it is closed so early, where it is."),
  })
  .meta({ id: "StartCloseRequest" });
