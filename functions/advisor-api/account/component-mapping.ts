import { componentKey } from "../../../shared/account/views/month-source.ts";
import type { ComponentBySeller, ExplainedComponent, ExplainedRate } from "../../../shared/engine/earnings/explained.ts";
import { labelOf } from "../../../shared/engine/plan/component-label.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { pathSegment } from "../../_platform/http/own-path.ts";
import type { ComponentResource } from "./earnings-schema.response.ts";

type Identity = Pick<ExplainedComponent, "id" | "planId" | "version">;

/** What is told of a component, with what its plan calls it for people, and its key in paths. */
export const labelled = <Told extends Identity>(told: Told, plans: readonly Plan[]) => ({
  ...told,
  key: componentKey(told),
  label: labelOf(plans, told),
});

/**
 * A component without its credits, which are a list of their own: it may have thousands.
 * @param monthUrl where the month stands of which the credits can be asked for; none where they can't.
 * @param names what sellers below are called.
 */
export function toComponent(
  component: ComponentBySeller,
  plans: readonly Plan[],
  monthUrl?: string,
  names: ReadonlyMap<string, string> = new Map(),
): ComponentResource {
  if (!("rate" in component)) return labelled(component, plans);
  const told = labelled(component, plans);
  const creditsUrl = monthUrl && `${monthUrl}/components/${pathSegment(told.key)}/credits`;
  return { ...told, rate: toRate(component.rate), creditsUrl, sellers: named(component.sellers ?? [], names) };
}

/** Lines for sellers with the sellers' names. */
export const named = <Line extends { readonly sellerId: string }>(lines: readonly Line[], names: ReadonlyMap<string, string>) =>
  lines.map((line) => ({ ...line, name: names.get(line.sellerId) ?? line.sellerId }));

const toRate = (rate: ExplainedRate): Extract<ComponentResource, { rate: unknown }>["rate"] =>
  rate.kind === "ladder" ? { ...rate, kind: "tiers", measuredBefore: rate.climbedFrom, tier: rate.step, brackets: rate.stretches } : rate;
