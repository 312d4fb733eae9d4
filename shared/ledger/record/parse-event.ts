import * as z from "zod";
import { issue } from "../../base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../base/issues/parse.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { contentHash, sha256Hex } from "../../base/json/hash.ts";
import { parseJson } from "../../base/json/parse-json.ts";
import { type Adjustment, adjustmentSchema } from "../../engine/facts/adjustment.ts";
import { type Advisor, advisorSchema } from "../../engine/facts/advisor.ts";
import { type Agency, ratedFacets } from "../../engine/facts/agency.ts";
import { type Attributes, attributesSchema } from "../../engine/facts/attributes.ts";
import { FACT_KINDS, type FactKind } from "../../engine/facts/event-sources.ts";
import { type Order, orderSchema } from "../../engine/facts/order.ts";
import { type Plan, planSchema, unratedFacets } from "../../engine/plan/schema.ts";

/** A fact of any kind, with the hash of its content as it was sent: a default of ours that changes makes no conflict. */
export type Fact =
  | { readonly kind: "order"; readonly order: Order; readonly hash: string }
  | { readonly kind: "advisor"; readonly advisor: Advisor; readonly hash: string }
  | { readonly kind: "attributes"; readonly attributes: Attributes; readonly hash: string }
  | { readonly kind: "plan"; readonly plan: Plan; readonly hash: string }
  | { readonly kind: "adjustment"; readonly adjustment: Adjustment; readonly hash: string };

/** How the `detail-type` of events that carry facts begins, in the order of the kinds of facts. */
export const DETAIL_TYPES = ["Order", "Advisor", "Attributes", "Plan", "Adjustment"] as const;

const envelopeSchema = z.object({
  "detail-type": z.string(),
  /** Who sent it, as EventBridge says; none in what Fenrun publishes by itself. */
  source: z.string().optional(),
  detail: z.looseObject({}),
});

/** The kind of fact that an event's `detail-type` publishes; undefined where it is none. */
export function kindOf(detailType: string): FactKind | undefined {
  const at = DETAIL_TYPES.findIndex((each) => detailType.startsWith(each));
  return FACT_KINDS[at];
}

/** Reads an EventBridge event, as text, into a fact. Never throws. */
export function readEvent(body: string, agency: Agency): ParseResult<Fact> {
  const envelope = readEnvelope(body);
  if (!envelope.ok) return envelope;
  const { "detail-type": detailType, detail } = envelope.value;
  switch (kindOf(detailType)) {
    case "order":
      return readOrder(detail, agency);
    case "advisor":
      return map(parse(advisorSchema, detail), (advisor) => ({ kind: "advisor", advisor, hash: contentHash(detail) }));
    case "attributes":
      return map(parse(attributesSchema, detail), (attributes) => ({ kind: "attributes", attributes, hash: contentHash(detail) }));
    case "plan":
      return readPlan(detail, agency);
    case "adjustment":
      return map(parse(adjustmentSchema, detail), (adjustment) => ({ kind: "adjustment", adjustment, hash: contentHash(detail) }));
    case undefined:
      return invalid([issue("detail-type", "detail-type-unknown", { detailType, expected: DETAIL_TYPES.join(", ") })]);
  }
}

/** The id under which a body is held: of what it says, so that an event sent again in another envelope is held once. */
export function recordId(body: string): string {
  const content = readEnvelope(body);
  return content.ok ? sha256Hex(canonicalJson([content.value["detail-type"], content.value.detail])) : sha256Hex(body);
}

function readOrder(detail: unknown, { currency }: Agency): ParseResult<Fact> {
  const reading = parse(orderSchema, detail);
  if (reading.ok && reading.value.currency !== currency) {
    return invalid([issue("currency", "currency-differs", { currency: reading.value.currency, expected: currency })]);
  }
  return map(reading, (order) => ({ kind: "order", order, hash: contentHash(detail) }));
}

function readPlan(detail: unknown, agency: Agency): ParseResult<Fact> {
  const reading = parse(planSchema, detail);
  const unrated = reading.ok ? unratedFacets(reading.value, ratedFacets(agency)) : [];
  return unrated.length > 0 ? invalid(unrated) : map(reading, (plan) => ({ kind: "plan", plan, hash: contentHash(detail) }));
}

function map<From>(reading: ParseResult<From>, to: (fact: From) => Fact): ParseResult<Fact> {
  return reading.ok ? { ok: true, value: to(reading.value) } : reading;
}

/** What an event says beside its fact, and the fact unread. */
export function readEnvelope(body: string): ParseResult<z.output<typeof envelopeSchema>> {
  const json = parseJson(body);
  if (!json.ok) {
    const { code, params } = json.issue;
    if (code === "not-json") return invalid([issue("", "event-expected")]);
    // Fields are told as those of the fact, as its schema tells them.
    return invalid([issue(json.issue.path.replace(/^detail\.(?=.)/, ""), code, params)]);
  }
  if (isDeeperThan(MAX_DEPTH, json.value)) return invalid([issue("", "nested-too-deep", { maximum: MAX_DEPTH })]);
  return parse(envelopeSchema, json.value);
}

/** Facts are nested six deep; what is much deeper would end whoever walks it. */
const MAX_DEPTH = 32;

function isDeeperThan(depth: number, value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return depth === 0 || Object.values(value).some((member) => isDeeperThan(depth - 1, member));
}
