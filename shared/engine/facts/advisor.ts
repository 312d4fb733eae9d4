import * as z from "zod";
import type { Day } from "../../base/calendar/month.ts";
import { day, id, revision } from "./fields.ts";

/** An advisor at a revision: who she is, and what holds from which day on. */
export const advisorSchema = z
  .strictObject({
    advisorId: id,
    name: z.string("expected a name").min(1, "expected a name").max(200, "expected at most 200 characters"),
    joinedOn: day,
    leftOn: day.optional().describe("her last day"),
    planId: id.optional().describe("her plan where no assignment has begun"),
    assignments: z
      .array(z.strictObject({ planId: id, from: day }))
      .max(200)
      .optional(),
    managers: z
      .array(z.strictObject({ managerId: id.nullable(), from: day }))
      .max(200)
      .optional(),
    stores: z
      .array(z.strictObject({ storeId: id, from: day }))
      .max(200)
      .optional(),
    revision,
  })
  .superRefine(({ joinedOn, leftOn }, context) => {
    if (leftOn !== undefined && leftOn < joinedOn) {
      context.addIssue({ code: "custom", path: ["leftOn"], message: `${leftOn} lies before joinedOn, ${joinedOn}` });
    }
  });

/** An advisor at a revision. */
export type Advisor = z.infer<typeof advisorSchema>;

/** What holds on a day: of what has begun by then, the last begun; of equal beginnings, the later entry. */
export function lastBegun<Entry extends { readonly from: Day }>(entries: readonly Entry[] | undefined, on: Day): Entry | undefined {
  let held: Entry | undefined;
  for (const entry of entries ?? []) {
    if (entry.from <= on && (held === undefined || entry.from >= held.from)) held = entry;
  }
  return held;
}

/** The advisor's plan on a day: the last assignment begun wins over `planId`. */
export const planIdOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.assignments, on)?.planId ?? advisor.planId;

/** The advisor's manager on a day, if any. */
export const managerOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.managers, on)?.managerId ?? undefined;

/** The advisor's store on a day, if any. */
export const storeOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.stores, on)?.storeId;
