import { type OpenAccount, openAccount } from "../../shared/account/steps/open-account.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { notFound } from "../_platform/http/problem.ts";
import type { Frame } from "../_platform/page/frame.ts";
import { frameOf } from "../_platform/site/request.ts";
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
