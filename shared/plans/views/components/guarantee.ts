import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import type { PlanWriter } from "../plan-writer.ts";
import { type ComponentView, sentence } from "./component-view.ts";

const text = ({ amount, months }: ComponentOf<"guarantee">, writer: PlanWriter) =>
  writer.plans.terms.guaranteeText(writer.money(BigInt(amount)), String(months));

export const guarantee: ComponentView<ComponentOf<"guarantee">> = { text, blocks: (part, writer) => sentence(text(part, writer)) };
