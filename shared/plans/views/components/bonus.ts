import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import { figuresBlock } from "../../../ui/view.ts";
import { figure } from "../../../ui/writer.ts";
import type { PlanWriter } from "../plan-writer.ts";
import type { ComponentView } from "./component-view.ts";
import { measureName } from "./tiers-view.ts";

export const bonus: ComponentView<ComponentOf<"bonus">> = {
  text: (part, writer) => writer.plans.terms.bonusText(writer.money(BigInt(part.amount)), conditionText(part, writer)),
  blocks(part, writer) {
    const { terms } = writer.plans;
    const { of = {}, measure } = part.when;
    const measures = measure === "earnings" ? [] : [figure(terms.of, writer.text(writer.where(of)))];
    const pays = [
      figure(writer.words.amount, writer.amount(BigInt(part.amount))),
      figure(terms.condition, writer.text(conditionText(part, writer))),
    ];
    return [figuresBlock([...pays, ...measures])];
  },
};

/** When it is paid. */
function conditionText({ when }: ComponentOf<"bonus">, writer: PlanWriter): string {
  const { terms } = writer.plans;
  return terms.atLeast(measureName(when, writer), writer.measure(when.measure, when.atLeast));
}
