import type { Person } from "../../../shared/access/policy.ts";
import { type PayoutWriter, payoutWriterFor } from "../../../shared/payouts/messages.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { createPageContext, type PageContext } from "../../_platform/site/page-context.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** What a page about paying is made in. */
export type PayoutRoom = PageContext<PayoutWriter>;

export const payoutRoomOf = (context: HttpContext, deps: Wiring): PayoutRoom => createPageContext(context, deps, payoutWriterFor);

/** Whether someone may pay. */
export const mayPay = ({ roles }: Person): boolean => roles.includes("finance");
