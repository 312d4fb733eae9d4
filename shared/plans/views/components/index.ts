import { ownValue } from "../../../base/json/own-value.ts";
import type { Component, ComponentOf } from "../../../engine/plan/components/index.ts";
import type { Block } from "../../../ui/view.ts";
import type { PlanWriter } from "../plan-writer.ts";
import { bonus } from "./bonus.ts";
import { cap } from "./cap.ts";
import type { ComponentView } from "./component-view.ts";
import { flat } from "./flat.ts";
import { guarantee } from "./guarantee.ts";
import { share } from "./share.ts";
import { table } from "./table.ts";

const VIEWS: { readonly [Kind in Component["kind"]]: ComponentView<ComponentOf<Kind>> } = {
  share,
  flat,
  bonus,
  cap,
  guarantee,
  table,
};

const viewOf = ({ kind }: Component): ComponentView<Component> => VIEWS[kind] as ComponentView<Component>;

/** "Share: tour share (tour)". */
export const componentTitle = ({ kind, id, label }: Pick<Component, "kind" | "id" | "label">, writer: PlanWriter): string =>
  `${ownValue(writer.plans.terms.kinds, kind) ?? kind}${writer.words.joins.colon}${writer.label(id, label)}`;

/** A component in one sentence: what it pays. */
export const componentText = (part: Component, writer: PlanWriter): string => viewOf(part).text(part, writer);

/** All terms of a component, below its title. */
export const componentBlocks = (part: Component, writer: PlanWriter): Block[] => viewOf(part).blocks(part, writer);
