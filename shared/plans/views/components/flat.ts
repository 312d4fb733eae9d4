import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import { figure } from "../../../ui/writer.ts";
import { type ComponentView, paidFigures } from "./component-view.ts";

export const flat: ComponentView<ComponentOf<"flat">> = {
  text: ({ amount }, writer) => writer.plans.terms.flatText(writer.money(BigInt(amount))),
  blocks: (part, writer) => [paidFigures(part, [figure(writer.plans.terms.amountEach, writer.amount(BigInt(part.amount)))], writer)],
};
