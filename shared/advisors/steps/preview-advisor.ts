import * as z from "zod";
import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { read } from "../../base/issues/parse.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { type Advisor, advisorSchema } from "../../engine/facts/advisor.ts";
import { day, id } from "../../engine/facts/fields.ts";
import { unknownStoreReason, unknownStores } from "../../ledger/stores/unknown-stores.ts";
import { type Waiting, type WaitingLists, waitingFor } from "../../ledger/unassigned/list-unassigned.ts";
import type { Restating } from "../../simulations/restatement/deps.ts";
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
  readonly handedTo?: unknown;
  /** Stores that are new on purpose, by their ids: one that nothing names yet is refused unless it stands here. */
  readonly newStores?: readonly string[] | undefined;
}

/** What saving an advisor would do. */
export interface AdvisorPreview {
  /** To be proposed; none where it can't be read. */
  readonly content?: AdvisorContent;
  /** What is wrong, "field: what is expected" each; empty where nothing is. */
  readonly reasons: readonly string[];
  /** Stores that nothing names yet, and that nobody has said to be new. */
  readonly unknownStores?: readonly string[];
  /** The advisor at their highest revision; none where they would be registered. */
  readonly before?: Advisor;
  readonly changes: readonly FieldChange[];
  /** What it makes of closed months; none where it can't be read. */
  readonly restatement?: Restatement;
  /** What waits for the advisor: a registration makes it count, and so may a plan. */
  readonly waiting?: Waiting;
}

/** What previewing needs from outside. */
export interface AdvisorPreviewing extends Restating {
  readonly waitingList: WaitingLists["waitingList"];
}

const handedToSchema = z.strictObject({ advisorId: id, from: day });

/** Reads an advisor's next revision and tells what saving it would change. Changes nothing. */
export async function previewAdvisor(request: AdvisorRequest, p: AdvisorPreviewing): Promise<AdvisorPreview> {
  const typed = objectOf(request.advisor);
  const advisorId = typeof typed?.advisorId === "string" ? typed.advisorId : undefined;
  const before = advisorId === undefined ? undefined : (await p.ledger.advisors([advisorId])).get(advisorId);
  const known = before === undefined ? {} : { before };
  const next = (before?.revision ?? 0) + 1;
  const reading = read(advisorSchema, typed === undefined ? request.advisor : { ...typed, revision: next });
  const handedTo = request.handedTo === undefined ? undefined : read(handedToSchema, request.handedTo);
  const reasons = [
    ...(reading.ok ? [] : reading.reasons),
    ...(typed?.revision === undefined || typed.revision === next ? [] : [movedOn(next, typed.revision)]),
    ...(handedTo === undefined || handedTo.ok ? [] : handedTo.reasons.map((reason) => `handedTo.${reason}`)),
  ];
  if (!reading.ok) return { ...known, reasons, changes: [] };
  const advisor = reading.fact;
  const taker = handedTo?.ok === true ? handedTo.fact : undefined;
  reasons.push(...(await unknownIds(advisor, before, taker?.advisorId, p)));
  const stores = await unknownStoresIn(advisor, before, request.newStores ?? [], p);
  reasons.push(...stores.map(([path, storeId]) => unknownStoreReason(path, storeId)));
  const changes = changesBetween(shown(before), shown(advisor));
  if (reasons.length > 0) return { ...known, reasons, unknownStores: [...new Set(stores.map(([, storeId]) => storeId))], changes };
  const content: AdvisorContent = { kind: "advisor", advisor, ...(taker === undefined ? {} : { handedTo: taker }) };
  const [restatement, waiting] = [await restateAdvisor(content, p), await waitingFor(advisor.advisorId, before, p)];
  return { content, reasons, ...known, changes, restatement, ...(waiting === undefined ? {} : { waiting }) };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;

const movedOn = (next: number, typed: unknown): string =>
  `revision: ${String(typed)} is not the next, ${next}: the advisor was changed meanwhile; look at them again and repeat the change`;

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
  { ledger }: Restating,
): Promise<string[]> {
  const [plans, people] = [plansIn(advisor), managersIn(advisor)];
  if (takerId !== undefined) people.push(["handedTo.advisorId", takerId]);
  const stood = new Set([...(before === undefined ? [] : [...plansIn(before), ...managersIn(before)])].map(([, each]) => each));
  const [planIds, registered] = [
    [...new Set((await ledger.plans()).map(({ planId }) => planId))].sort(),
    await ledger.advisors(people.map(([, advisorId]) => advisorId)),
  ];
  const there = planIds.length === 0 ? "there is none yet; publish one first" : `there are ${planIds.join(", ")}`;
  return [
    ...plans
      .filter(([, each]) => !planIds.includes(each) && !stood.has(each))
      .map(([path, each]) => `${path}: no plan "${each}"; ${there}`),
    ...people.flatMap(([path, each]) => {
      if (each === advisor.advisorId) return [`${path}: this can't be the advisor themselves; choose someone else`];
      return registered.has(each) || stood.has(each)
        ? []
        : [`${path}: no advisor "${each}" is registered; register the advisor first, or check the id`];
    }),
  ];
}

/** Stores that nothing names yet: those of the revision so far are named by it. */
async function unknownStoresIn(
  advisor: Advisor,
  before: Advisor | undefined,
  newStores: readonly string[],
  p: Restating,
): Promise<Named[]> {
  const stood = storesIn(before ?? {}).map(([, storeId]) => storeId);
  const named = storesIn(advisor);
  const unknown = await unknownStores(
    named.map(([, storeId]) => storeId),
    [...stood, ...newStores],
    p,
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
