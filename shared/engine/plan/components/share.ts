import * as z from "zod";
import { code } from "../../../base/issues/issue.ts";
import { type Decimal, parseDecimal } from "../../../base/money/money.ts";
import { rate } from "../../facts/fields.ts";
import type { ComponentKind, PaidTerms } from "./component-kind.ts";
import { factors, identity, where } from "./fields.ts";
import { compileTiers, tiers } from "./tiers.ts";

export const shareSchema = z
  .strictObject({
    ...identity,
    kind: z.literal("share"),
    where: where.default({}),
    factors,
    rate: rate.optional(),
    tiers: tiers.optional(),
  })
  .refine((terms) => (terms.rate === undefined) !== (terms.tiers === undefined), {
    path: ["rate"],
    error: code("rate-or-tiers-expected"),
  });

export interface CompiledShare extends PaidTerms {
  readonly kind: "share";
  /** Without tiers. */
  readonly rate: Decimal;
}

/** A part of the base, at one rate or by tiers. */
export const share: ComponentKind<z.infer<typeof shareSchema>, CompiledShare> = {
  compile(terms, context) {
    const matches = context.matcher(terms.where);
    return {
      kind: "share",
      id: terms.id,
      factors: context.factors(terms.factors),
      paysFor: "base",
      weights: [1n],
      rowOf: (facets) => (matches(facets) ? 0 : undefined),
      rate: parseDecimal(terms.rate ?? "0"),
      ladder: terms.tiers && compileTiers(terms.tiers, terms.where, context),
    };
  },
  conditions: (terms) => [
    { field: "where", where: terms.where },
    { field: "tiers.of", where: terms.tiers?.of },
  ],
  targets: ({ tiers }) => (tiers?.measure === "attainment" ? [tiers.target] : []),
  salesTargets: ({ tiers }) => (tiers?.measure === "attainment" && tiers.basis === "sales" ? [tiers.target] : []),
  takeApart({ id: _id, kind: _kind, where, rate, tiers, ...rest }) {
    if (tiers === undefined) return { rate, where, rest };
    const { steps: _steps, of, ...others } = tiers;
    return { where, of, tiers, rest: { ...rest, tiers: others } };
  },
  needsCredits: true,
  pays: {
    for: "base",
    rates: ({ rate, tiers }) => [rate ?? "0", ...(tiers?.steps ?? []).map((step) => step.rate)],
    atRateOne: (_terms, { base }) => base,
  },
};
