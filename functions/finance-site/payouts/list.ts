import { html } from "hono/html";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { inFlightOf } from "../../../shared/payouts/model/totals.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { isOutdatedDraft, type PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { payoutsTable } from "../../../shared/payouts/views/payouts-view.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { choiceField } from "../../_platform/page/form-fields.ts";
import { type Content, note, section } from "../../_platform/page/staff-page.ts";
import { showPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import type { FinanceContext } from "../context.ts";

/** Shows all payouts, and the form that drafts another; with why the one that was asked for was refused. */
export async function showPayouts(context: FinanceContext, refused?: Refused): Promise<Response> {
  const { writer, deps } = context;
  const words = writer.payouts;
  const [shown, closes] = await Promise.all([standingPayouts(deps), deps.accounts.closes()]);
  const months = closes.map(({ month }) => month);
  return showPage(context, {
    title: words.title,
    note: words.intro,
    links: [{ text: outcomesWordsOf(writer.language).list, to: "failed-payments" }],
    refused,
    parts: [
      section("begin", words.begin.title, ...beginContent(context, months, refused?.typed.month)),
      section("payouts", words.title, payoutsTable(shown, writer)),
    ],
  });
}

function beginContent(
  { writer, isFinance, http }: FinanceContext,
  months: readonly string[],
  typed: string | undefined,
): readonly Content[] {
  const words = writer.payouts.begin;
  if (!isFinance) return [words.onlyFinance];
  if (months.length === 0) return [words.noClose];
  const options = months.map((month) => ({ value: month, text: writer.month(month) }));
  const asked = http.req.query("month");
  const value = typed ?? months.find((month) => month === asked);
  const field = choiceField({ name: "month", form: "begin", label: words.month, options, value });
  return [
    html`<form class="question" id="begin-form" method="post">${field}<button type="submit">${words.submit}</button></form>`,
    note(words.note),
  ];
}

const READS_CONCURRENCY = 8;

/** All payouts with how their payments stand, the latest first. */
async function standingPayouts(deps: Pick<Wiring, "payouts" | "finance">): Promise<readonly PayoutOverview[]> {
  return inParallel(await deps.payouts.list(), READS_CONCURRENCY, async (payout) => {
    const totals = await deps.payouts.totals(payout.payoutId);
    return { payout, totals, inFlight: inFlightOf(payout, totals), isOutdated: await isOutdatedDraft(payout, deps) };
  });
}
