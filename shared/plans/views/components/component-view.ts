import type { Where } from "../../../engine/plan/schema.ts";
import { type Block, type Figure, figuresBlock, paragraph } from "../../../ui/view.ts";
import { capital, figure } from "../../../ui/writer.ts";
import type { PlanWriter } from "../plan-writer.ts";

/** How a kind of component is told to people. */
export interface ComponentView<Part> {
  /** In one sentence: what it pays. */
  text(part: Part, writer: PlanWriter): string;
  /** All its terms, below its title. */
  blocks(part: Part, writer: PlanWriter): Block[];
}

/** A component's sentence as all there is to tell. */
export const sentence = (text: string): Block[] => [paragraph(capital(text))];

/** What a component pays for, what it pays, and its factors. */
export function paidFigures(
  { where, factors }: { readonly where: Where; readonly factors: readonly string[] },
  pays: readonly Figure[],
  writer: PlanWriter,
): Block {
  const { terms } = writer.plans;
  const multiplied = factors.length === 0 ? [] : [figure(terms.factors, writer.text(factors.join(terms.or)))];
  return figuresBlock([figure(terms.paysFor, writer.text(writer.where(where))), ...pays, ...multiplied]);
}
