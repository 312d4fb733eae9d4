import type { DerivationProgress } from "../../ledger/derive/read-derivations.ts";
import type { Names } from "../../ui/names.ts";
import { type Block, figuresBlock } from "../../ui/view.ts";
import { figure, type MomentWriter } from "../../ui/writer.ts";
import { derivationWordsOf } from "../messages.ts";

/** What changed, so that credits are derived anew. */
export function derivationTitle({ plans, advisors }: DerivationProgress, nameOf: Names, writer: MomentWriter): string {
  const words = derivationWordsOf(writer.language);
  const told = [
    ...plans.map(({ planId, bookedFrom }) => words.ofPlan(planId, writer.day(bookedFrom))),
    ...advisors.map(({ advisorId }) => words.ofAdvisor(nameOf(advisorId) ?? advisorId)),
  ];
  return told.join(writer.words.joins.list);
}

/** How far it is: in one phrase. */
export function derivationState({ parts, begun, stopped }: DerivationProgress, writer: MomentWriter): string {
  const words = derivationWordsOf(writer.language);
  const state =
    stopped !== undefined
      ? words.stopped(stopped.by, writer.moment(stopped.at))
      : begun === undefined
        ? words.waiting
        : parts === undefined
          ? words.running
          : undefined;
  const through = parts && words.parts(writer.count(parts.through).text, writer.count(parts.total).text);
  return [through, state].filter((each) => each !== undefined).join(writer.words.joins.list);
}

/** Since when it waits, how far it is, and when it is expected to end. */
export function derivationBlocks(derivation: DerivationProgress, writer: MomentWriter): Block[] {
  const words = derivationWordsOf(writer.language);
  const { notedAt, orders, expectedAt } = derivation;
  return [
    figuresBlock([
      figure(words.notedAt, writer.text(writer.moment(notedAt))),
      figure(words.progress, writer.text(derivationState(derivation, writer))),
      figure(words.orders, writer.count(orders)),
      ...(expectedAt === undefined ? [] : [figure(words.expectedAt, writer.text(writer.moment(expectedAt)))]),
    ]),
  ];
}
