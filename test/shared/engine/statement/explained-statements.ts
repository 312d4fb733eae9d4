import type { Month } from "../../../../shared/base/calendar/month.ts";
import type { AdjustmentState } from "../../../../shared/engine/statement/explain-adjustment.ts";
import { NOTHING_SETTLED, type Settled, type Settlement } from "../../../../shared/engine/statement/settle.ts";
import type { Statement } from "../../../../shared/engine/statement/statement.ts";
import type { PureCore } from "../../../support/pure-core.ts";

/** A statement of a run, and what it is explained by. */
export interface Explained {
  readonly settlement: Settlement & { readonly statement: Statement };
  readonly now: AdjustmentState;
  readonly adjusted: ReadonlyMap<Month, { readonly before: AdjustmentState | undefined; readonly now: AdjustmentState }>;
  readonly firstMonth: Month;
  readonly settledBefore: Settled;
}

/** Every statement of a run, close by close, with how its adjusted months stood at the close before, and at its own. */
export function explainedStatements(core: PureCore): Explained[] {
  const firstMonth = core.closes[0]?.month ?? "";
  return core.closes.flatMap(({ month, moment, settlements }, index) =>
    [...settlements].flatMap(([advisorId, { statement, ...settlement }]) => {
      if (statement === undefined) return [];
      const previous = core.closes[index - 1]?.moment;
      const wasRegistered = previous?.facts.advisor(advisorId) !== undefined;
      const wasSettled = (each: Month) =>
        each >= firstMonth || core.closes[index - 1]?.settlements.get(advisorId)?.settled.byMonth.has(each);
      const adjusted = new Map(
        statement.adjustments.map(({ month: each }) => [
          each,
          {
            before: wasRegistered && wasSettled(each) ? previous?.standing(advisorId, each) : undefined,
            now: moment.standing(advisorId, each),
          },
        ]),
      );
      const settledBefore = core.closes[index - 1]?.settlements.get(advisorId)?.settled ?? NOTHING_SETTLED;
      return [{ settlement: { ...settlement, statement }, now: moment.standing(advisorId, month), adjusted, firstMonth, settledBefore }];
    }),
  );
}
