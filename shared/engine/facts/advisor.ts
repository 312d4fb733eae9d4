import * as z from "zod";
import type { Day } from "../../base/calendar/month.ts";
import { addIssue, code } from "../../base/issues/issue.ts";
import { day, id, revision } from "./fields.ts";
import { spellIssues } from "./spells.ts";

/**
 * An advisor at a revision: who they are, and what holds from which day on. When they were there stands either in
 * `spells`, or as `joinedOn` and `leftOn`, which are one spell and ignored where `spells` is sent.
 */
export const advisorSchema = z
  .strictObject({
    advisorId: id,
    name: z.string(code("person-name-missing")).min(1, code("person-name-missing")).max(200),
    joinedOn: day.optional().describe("first day; ignored where spells is sent"),
    leftOn: day.optional().describe("last day; ignored where spells is sent"),
    spells: z
      .array(z.strictObject({ from: day, to: day.optional().describe("last day") }))
      .min(1)
      .max(200)
      .optional()
      .describe("of who came back: in order, at least a day between two"),
    planId: id.optional().describe("the plan where no assignment has begun"),
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
  .superRefine(({ joinedOn, leftOn, spells }, context) => {
    if (spells !== undefined) {
      for (const { index, field, code, params } of spellIssues(spells)) addIssue(context, ["spells", index, field], code, params);
    } else if (joinedOn === undefined) addIssue(context, ["joinedOn"], "joined-on-missing");
    else if (leftOn !== undefined && leftOn < joinedOn) addIssue(context, ["leftOn"], "left-before-joined", { leftOn, joinedOn });
  })
  // What is ignored isn't kept: two revisions that differ in it alone are the same.
  .overwrite((advisor) => {
    if (advisor.spells === undefined) return advisor;
    const { joinedOn: _joinedOn, leftOn: _leftOn, ...rest } = advisor;
    return rest;
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
