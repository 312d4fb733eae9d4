import type { Person } from "../../../shared/access/policy.ts";
import { type PayoutWriter, payoutWriterFor } from "../../../shared/payouts/messages.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { makeRoom, type Room } from "../../_platform/site/page-context.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** What a page about paying is made in. */
export type PayoutRoom = Room<PayoutWriter>;

export const payoutRoomOf = (c: HttpContext, deps: Wiring): PayoutRoom => makeRoom(c, deps, payoutWriterFor);

/** Whether someone may pay. */
export const mayPay = ({ roles }: Person): boolean => roles.includes("finance");
