import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import { formatPercent } from "../../../ui/format.ts";
import { figure } from "../../../ui/writer.ts";
import { type ComponentView, paidFigures } from "./component-view.ts";
import { tiersFigures, tiersTable, tiersText } from "./tiers-view.ts";

export const share: ComponentView<ComponentOf<"share">> = {
  text: ({ rate, tiers }, writer) =>
    tiers === undefined ? writer.plans.terms.shareText(formatPercent(rate ?? "0")) : tiersText(tiers, writer),
  blocks(part, writer) {
    const { tiers, rate } = part;
    if (tiers === undefined) return [paidFigures(part, [figure(writer.plans.rate, writer.percent(rate ?? "0"))], writer)];
    return [paidFigures(part, tiersFigures(tiers, writer), writer), tiersTable(part.id, tiers, writer)];
  },
};
