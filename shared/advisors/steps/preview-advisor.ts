import * as z from "zod";
import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { type Issue, issue, under } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { type Advisor, advisorSchema } from "../../engine/facts/advisor.ts";
import { day, id } from "../../engine/facts/fields.ts";
import { unknownStoreIssue, unknownStores } from "../../ledger/stores/unknown-stores.ts";
import { type UnassignedCredits, type UnassignedCreditsStore, unassignedCreditsOf } from "../../ledger/unassigned/list-unassigned.ts";
import type { RestatementDeps } from "../../simulations/restatement/restate.ts";
import type { Restatement } from "../../simulations/restatement/restatement.ts";
import type { AdvisorContent } from "../model/content.ts";
import { restateAdvisor } from "./restate-advisor.ts";

/**
 * An advisor as they are to become, as it was typed. `revision` is numbered here; one that is sent must be the next, which
 * tells that what was changed is what was seen.
 */
export interface AdvisorRequest {
  readonly advisor: unknown;
  /** Who takes the advisor's customers over, and from which day on; as it was typed. */
  readonly handoverTo?: unknown;
  /** Stores that are new on purpose, by their ids: one that nothing names yet is refused unless it stands here. */
  readonly newStores?: readonly string[] | undefined;
}

/** What saving an advisor would do. */
export interface AdvisorPreview {
  /** To be proposed; none where it can't be read. */
  readonly content?: AdvisorContent;
  /** What is wrong; empty where nothing is. */
  readonly issues: readonly Issue[];
  /** Stores that nothing names yet, and that nobody has said to be new. */
  readonly unknownStores?: readonly string[];
  /** The advisor at their highest revision; none where they would be registered. */
  readonly before?: Advisor;
  readonly changes: readonly FieldChange[];
  /** What it makes of closed months; none where it can't be read. */
  readonly restatement?: Restatement;
  /** What waits for the advisor: a registration makes it count, and so may a plan. */
  readonly waiting?: UnassignedCredits;
}

export interface AdvisorPreviewDeps extends RestatementDeps {
  readonly waitingList: UnassignedCreditsStore["waitingList"];
}

const handedToSchema = z.strictObject({ advisorId: id, from: day });

/** Reads an advisor's next revision and tells what saving it would change. Changes nothing. */
export async function previewAdvisor(request: AdvisorRequest, deps: AdvisorPreviewDeps): Promise<AdvisorPreview> {
  const typed = objectOf(request.advisor);
  const advisorId = typeof typed?.advisorId === "string" ? typed.advisorId : undefined;
  const before = advisorId === undefined ? undefined : (await deps.ledger.advisors([advisorId])).get(advisorId);
  const known = before === undefined ? {} : { before };
  const next = (before?.revision ?? 0) + 1;
  const parsed = parse(advisorSchema, typed === undefined ? request.advisor : { ...typed, revision: next });
  const handoverTo = request.handoverTo === undefined ? undefined : parse(handedToSchema, request.handoverTo);
  const issues: Issue[] = [
    ...(parsed.ok ? [] : parsed.issues),
    ...(typed?.revision === undefined || typed.revision === next
      ? []
      : [issue("revision", "revision-moved", { revision: String(typed.revision).slice(0, 20), next })]),
    ...(handoverTo === undefined || handoverTo.ok ? [] : handoverTo.issues.map((each) => under("handoverTo", each))),
  ];
  if (!parsed.ok) return { ...known, issues, changes: [] };
  const advisor = parsed.value;
  const taker = handoverTo?.ok === true ? handoverTo.value : undefined;
  issues.push(...(await unknownIds(advisor, before, taker?.advisorId, deps)));
  const stores = await unknownStoresIn(advisor, before, request.newStores ?? [], deps);
  issues.push(...stores.map(([path, storeId]) => unknownStoreIssue(path, storeId)));
  const changes = changesBetween(shown(before), shown(advisor));
  if (issues.length > 0) return { ...known, issues, unknownStores: [...new Set(stores.map(([, storeId]) => storeId))], changes };
  const content: AdvisorContent = { kind: "advisor", advisor, ...(taker === undefined ? {} : { handoverTo: taker }) };
  const [restatement, waiting] = [await restateAdvisor(content, deps), await unassignedCreditsOf(advisor.advisorId, before, deps)];
  return { content, issues, ...known, changes, restatement, ...(waiting === undefined ? {} : { waiting }) };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;

/** The number says nothing; without one before, every field is new. */
function shown(advisor: Advisor | undefined): Record<string, unknown> {
  const { revision: _, ...fields } = advisor ?? { revision: 0 };
  return fields;
}

/** Ids that nobody knows, but those that stand in the advisor's revision so far: they came with facts, and wait. */
async function unknownIds(
  advisor: Advisor,
  before: Advisor | undefined,
  takerId: string | undefined,
  { ledger }: RestatementDeps,
): Promise<Issue[]> {
  const [plans, people] = [plansIn(advisor), managersIn(advisor)];
  if (takerId !== undefined) people.push(["handoverTo.advisorId", takerId]);
  const stood = new Set([...(before === undefined ? [] : [...plansIn(before), ...managersIn(before)])].map(([, each]) => each));
  const [planIds, registered] = [
    [...new Set((await ledger.plans()).map(({ planId }) => planId))].sort(),
    await ledger.advisors(people.map(([, advisorId]) => advisorId)),
  ];
  return [
    ...plans
      .filter(([, each]) => !planIds.includes(each) && !stood.has(each))
      .map(([path, each]) =>
        planIds.length === 0
          ? issue(path, "no-plan-yet", { planId: each })
          : issue(path, "plan-unknown", { planId: each, planIds: planIds.join(", ") }),
      ),
    ...people.flatMap(([path, each]) => {
      if (each === advisor.advisorId) return [issue(path, "own-manager")];
      return registered.has(each) || stood.has(each) ? [] : [issue(path, "advisor-unregistered", { advisorId: each })];
    }),
  ];
}

/** Stores that nothing names yet: those of the revision so far are named by it. */
async function unknownStoresIn(
  advisor: Advisor,
  before: Advisor | undefined,
  newStores: readonly string[],
  deps: RestatementDeps,
): Promise<Named[]> {
  const stood = storesIn(before ?? {}).map(([, storeId]) => storeId);
  const named = storesIn(advisor);
  const unknown = await unknownStores(
    named.map(([, storeId]) => storeId),
    [...stood, ...newStores],
    deps,
  );
  return named.filter(([, storeId]) => unknown.includes(storeId));
}

type Named = [path: string, id: string];

const storesIn = ({ stores = [] }: Pick<Advisor, "stores">): Named[] =>
  stores.map(({ storeId }, index): Named => [`stores[${index}].storeId`, storeId]);

const plansIn = ({ planId, assignments }: Advisor): Named[] => [
  ...(planId === undefined ? [] : ([["planId", planId]] satisfies Named[])),
  ...(assignments ?? []).map((each, index): Named => [`assignments[${index}].planId`, each.planId]),
];

const managersIn = ({ managers }: Advisor): Named[] =>
  (managers ?? []).flatMap(({ managerId }, index): Named[] => (managerId === null ? [] : [[`managers[${index}].managerId`, managerId]]));
