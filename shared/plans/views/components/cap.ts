import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import type { PlanWriter } from "../plan-writer.ts";
import { type ComponentView, sentence } from "./component-view.ts";

const text = ({ amount }: ComponentOf<"cap">, writer: PlanWriter) => writer.plans.terms.capText(writer.money(BigInt(amount)));

export const cap: ComponentView<ComponentOf<"cap">> = { text, blocks: (part, writer) => sentence(text(part, writer)) };
