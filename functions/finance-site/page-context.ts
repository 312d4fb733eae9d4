import { html } from "hono/html";
import type { Names } from "../../shared/ui/names.ts";
import { type FinanceWriter, momentWriterFor } from "../../shared/ui/writer.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import type { Html } from "../_platform/page/frame.ts";
import { createPageContext, type PageContext } from "../_platform/site/page-context.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** What finance's pages are made in. */
export interface FinanceRoom extends PageContext<FinanceWriter> {
  /** Whether the reader closes months, pays and holds. */
  readonly isFinance: boolean;
  /** Whether the reader proposes and approves adjustments and payees. */
  readonly mayPropose: boolean;
}

export function financeRoomOf(context: HttpContext, deps: Wiring): FinanceRoom {
  const pageContext = createPageContext(context, deps, momentWriterFor);
  const { roles } = pageContext.person;
  const isFinance = roles.includes("finance");
  return { ...pageContext, isFinance, mayPropose: isFinance || roles.includes("hr") };
}

/** Reads what advisors are called. */
export async function namesOf(advisorIds: readonly string[], { ledger }: Wiring): Promise<Names> {
  const found = await ledger.advisors([...new Set(advisorIds)]);
  return (advisorId) => found.get(advisorId)?.name;
}

/** Why something was refused, told before all else. */
export function refusedNotice(texts: readonly string[] = []): Html | "" {
  return texts.length === 0 ? "" : html`<div class="notice" role="alert">${texts.map((text) => html`<p>${text}</p>`)}</div>`;
}
