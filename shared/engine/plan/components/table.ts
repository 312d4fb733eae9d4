import * as z from "zod";
import { type Decimal, parseDecimal } from "../../../base/money/money.ts";
import { rate } from "../../facts/fields.ts";
import type { ComponentKind, PaidTerms } from "./component-kind.ts";
import { factors, identity, type Where, where } from "./fields.ts";

export const tableSchema = z.strictObject({
  ...identity,
  kind: z.literal("table"),
  where: where.default({}),
  factors,
  rows: z
    .array(
      z.strictObject({
        where: where.default({}).describe("must hold beside the component's; without role: any that the component pays"),
        rate,
      }),
    )
    .min(1)
    .max(100)
    .describe("the first that matches pays"),
  otherwise: rate.optional().describe("of what no row matches; without it that isn't the component's"),
});

export interface CompiledTable extends PaidTerms {
  readonly kind: "table";
  /** By their index the same as `weights`; the last has no condition where it pays what no other row matches. */
  readonly rows: readonly { readonly where: Where | undefined; readonly rate: Decimal }[];
}

/** A part of the base, at the rate of the first row that matches. */
export const table: ComponentKind<z.infer<typeof tableSchema>, CompiledTable> = {
  compile(terms, { matcher, rowMatcher, factors }) {
    const matches = matcher(terms.where);
    const conditions = terms.rows.map(({ where }) => rowMatcher(where));
    const rows: CompiledTable["rows"] = [
      ...terms.rows.map(({ where, rate }) => ({ where, rate: parseDecimal(rate) })),
      ...(terms.otherwise === undefined ? [] : [{ where: undefined, rate: parseDecimal(terms.otherwise) }]),
    ];
    return {
      kind: "table",
      id: terms.id,
      factors: factors(terms.factors),
      paysFor: "base",
      weights: rows.map(({ rate }) => rate),
      rowOf(facets) {
        if (!matches(facets)) return undefined;
        const row = conditions.findIndex((condition) => condition(facets));
        if (row >= 0) return row;
        return terms.otherwise === undefined ? undefined : conditions.length;
      },
      ladder: undefined,
      rows,
    };
  },
  conditions: (terms) => [
    { field: "where", where: terms.where },
    ...terms.rows.map(({ where }, index) => ({ field: `rows[${index}].where`, where })),
  ],
  takeApart: ({ id: _id, kind: _kind, where, rows, ...rest }) => ({ where, rows, rest }),
  needsCredits: true,
  hiddenRows: ({ rows }) =>
    rows.flatMap(({ where }, index) => {
      const before = rows.slice(0, index).findIndex((earlier) => covers(earlier.where, where));
      return before < 0 ? [] : [{ row: index, by: before }];
    }),
  pays: {
    for: "base",
    rates: ({ rows, otherwise }) => [...rows.map(({ rate }) => rate), ...(otherwise === undefined ? [] : [otherwise])],
    atRateOne: (_terms, { base }) => base,
  },
};

/** Whether whatever matches one condition matches the other, too. */
const covers = (wide: Where, narrow: Where): boolean =>
  Object.entries(wide).every(([facet, accepted]) => {
    const values = Object.hasOwn(narrow, facet) ? narrow[facet] : undefined;
    return values?.every((value) => accepted.includes(value)) ?? false;
  });
