import * as z from "zod";
import { amount } from "../../facts/fields.ts";
import type { ComponentKind, PaidTerms } from "./component-kind.ts";
import { factors, identity, where } from "./fields.ts";

export const flatSchema = z.strictObject({ ...identity, kind: z.literal("flat"), where: where.default({}), factors, amount });

export interface CompiledFlat extends PaidTerms {
  readonly kind: "flat";
  /** For each unit, minor units. */
  readonly amount: bigint;
}

/** An amount for each unit. */
export const flat: ComponentKind<z.infer<typeof flatSchema>, CompiledFlat> = {
  compile(terms, { matcher, factors }) {
    const matches = matcher(terms.where);
    return {
      kind: "flat",
      id: terms.id,
      factors: factors(terms.factors),
      paysFor: "units",
      weights: [1n],
      rowOf: (facets) => (matches(facets) ? 0 : undefined),
      ladder: undefined,
      amount: BigInt(terms.amount),
    };
  },
  conditions: (terms) => [{ field: "where", where: terms.where }],
  takeApart: ({ id: _id, kind: _kind, where, amount, ...rest }) => ({ where, amount, rest }),
  needsCredits: true,
  pays: {
    for: "units",
    rates: () => ["1"],
    atRateOne: (terms, { credits }) => BigInt(terms.amount) * credits,
  },
};
