import * as z from "zod";
import { bonus, bonusSchema, type CompiledBonus } from "./bonus.ts";
import { type CompiledCap, cap, capSchema } from "./cap.ts";
import type { ComponentKind, PaysFor } from "./component-kind.ts";
import { type CompiledFlat, flat, flatSchema } from "./flat.ts";
import { type CompiledGuarantee, guarantee, guaranteeSchema } from "./guarantee.ts";
import { type CompiledShare, share, shareSchema } from "./share.ts";
import { type CompiledTable, table, tableSchema } from "./table.ts";

/** A component as a plan writes it. */
export const componentSchema = z.discriminatedUnion("kind", [
  shareSchema,
  flatSchema,
  bonusSchema,
  capSchema,
  guaranteeSchema,
  tableSchema,
]);

export type Component = z.infer<typeof componentSchema>;

/** The terms of one kind. */
export type ComponentOf<Kind extends Component["kind"]> = Extract<Component, { kind: Kind }>;

/** A component that pays for credits, made ready. */
export type CompiledPaid = CompiledShare | CompiledFlat | CompiledTable;

/** A component of a month as a whole, made ready. */
export type CompiledMonthPart = CompiledBonus | CompiledCap | CompiledGuarantee;

type Compiled = CompiledPaid | CompiledMonthPart;

const KINDS: { readonly [Kind in Component["kind"]]: ComponentKind<ComponentOf<Kind>, Extract<Compiled, { kind: Kind }>> } = {
  share,
  flat,
  bonus,
  cap,
  guarantee,
  table,
};

/** What a plan knows of a component's kind. */
export const kindOf = ({ kind }: Component): ComponentKind<Component, Compiled> => KINDS[kind] as ComponentKind<Component, Compiled>;

/** Whether a kind of component pays for bases or units; none where it pays for no credit. */
export const paysFor = (kind: Component["kind"]): PaysFor | undefined => KINDS[kind].pays?.for;

/** The tiers by which a component pays, if it does. */
export const tiersOf = (part: Component) => ("tiers" in part ? part.tiers : undefined);

/** The attributes of the advisor's own by which a component measures. */
export const targetsOf = (part: Component): readonly string[] => kindOf(part).targets?.(part) ?? [];

/** Those of them that are sales, in minor units. */
export const salesTargetsOf = (part: Component): readonly string[] => kindOf(part).salesTargets?.(part) ?? [];

/** Whether what the component pays in a month depends on the calendar year's earlier months. */
export const readsYear = (part: Component): boolean => tiersOf(part)?.period === "year";
