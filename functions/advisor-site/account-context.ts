import { OWN_OR_STAFF } from "../../shared/access/groups.ts";
import { type OpenAccount, openAccount } from "../../shared/account/steps/open-account.ts";
import { componentView } from "../../shared/account/views/component-view.ts";
import type { MonthSource } from "../../shared/account/views/month-source.ts";
import { orderView } from "../../shared/account/views/order-view.ts";
import type { View } from "../../shared/ui/view.ts";
import { pathPart } from "../_platform/api/request-context.ts";
import { notFound } from "../_platform/http/problem.ts";
import { type HttpContext, page, type Route } from "../_platform/http/route.ts";
import type { Frame } from "../_platform/page/layout.ts";
import { answerView } from "../_platform/site/page-context.ts";
import { frameOf, keyOf, pageOf } from "../_platform/site/request.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** The account that a request is about, with what is needed to look further into it and to show it. */
export interface Opened {
  readonly account: OpenAccount;
  readonly looking: Wiring;
  readonly frame: Frame;
}

/** Opens the account that the path names. @throws HttpProblem where there is no such advisor. */
export async function openFor(context: HttpContext, wiring: Wiring): Promise<Opened> {
  const account = await openAccount(context.get("advisorId"), wiring);
  if (account === undefined) throw notFound("There is no such advisor.");
  const { advisorId, name } = account.books.advisor;
  const isOwn = context.req.param("advisorId") === undefined;
  return { account, looking: wiring, frame: frameOf(context, isOwn ? {} : { about: { advisorId, name } }) };
}

/** A page about one advisor that shows one view. */
interface AccountPage extends Pick<Route, "id" | "path"> {
  /** What it shows; undefined where there is no such thing. */
  view(opened: Opened, context: HttpContext): View | undefined | Promise<View | undefined>;
  /** What is said where there is no such thing. */
  readonly missing?: string;
}

/** Defines a page about one advisor: of their own, or for staff who look at it. */
export const accountPage = ({ view, missing = "There is no such page.", ...route }: AccountPage): Route =>
  page({
    ...route,
    access: OWN_OR_STAFF,
    handle: async (context, wiring) => {
      const opened = await openFor(context, wiring);
      const shown = await view(opened, context);
      if (shown === undefined) throw notFound(missing);
      return answerView(context, opened.frame, shown);
    },
  });

/** The pages of what explains a month's amounts, as it stands or as a statement has it: each component, and each order. */
export const sourcePages = (
  ids: readonly [component: string, order: string],
  { path, what, sourceOf }: { path: string; what: string; sourceOf(opened: Opened, context: HttpContext): Promise<MonthSource> },
): readonly Route[] => [
  accountPage({
    id: ids[0],
    path: `${path}/components/:key`,
    missing: `The ${what} has no such component.`,
    view: async (opened, context) => componentView(await sourceOf(opened, context), keyOf(context), pageOf(context), opened.frame.language),
  }),
  accountPage({
    id: ids[1],
    path: `${path}/orders/:orderId`,
    missing: `The ${what} has no such order.`,
    view: async (opened, context) => orderView(await sourceOf(opened, context), pathPart(context, "orderId"), opened.frame.language),
  }),
];
