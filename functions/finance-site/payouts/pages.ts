import { html } from "hono/html";
import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../../shared/base/runtime/runtime.ts";
import { inTransitOf } from "../../../shared/payouts/model/totals.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { isOutdatedDraft, type PayoutOverview, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { payoutsTable } from "../../../shared/payouts/views/payout-view.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { choiceField } from "../../_platform/page/form-fields.ts";
import { type Content, note, section } from "../../_platform/page/staff-page.ts";
import { createPayoutRequest, payoutStepRequests } from "../../_platform/requests/payouts.ts";
import type { Sent } from "../../_platform/site/form-data.ts";
import { found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { seenLockVersion, takeForm } from "../../_platform/site/take.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";
import { STEPS, type Step, showPayout, stepForm } from "./payout-page.ts";

/** Payouts: the list, one of them, and the steps of its life. */
export const payoutPages: readonly Route[] = [
  financePage({ id: "finance.payouts", path: "/:lang/finance/payouts", access: STAFF, show: (context) => showPayouts(context) }),

  financeForm({
    id: "finance.createPayout",
    path: "/:lang/finance/payouts",
    access: FINANCE,
    take: (context, sent) =>
      takeForm(context, sent, {
        form: { id: "begin", fields: [{ name: "month", label: context.writer.payouts.begin.month }] },
        request: createPayoutRequest,
        run: async (body) => `${payoutPath((await createPayout(body, context.person, context.deps)).payoutId)}?done=begun`,
        again: (refused) => showPayouts(context, refused),
      }),
  }),

  financePage({
    id: "finance.payout",
    path: "/:lang/finance/payouts/:payoutId",
    access: STAFF,
    show: async (context) => showPayout(context, await payoutAt(context)),
  }),

  financeForm({
    id: "finance.payoutStep",
    path: "/:lang/finance/payouts/:payoutId/steps/:step",
    access: FINANCE,
    take: async (context, sent) => {
      const { payout } = await payoutAt(context);
      const chosen = STEPS.find((each) => each === pathPart(context, "step"));
      return takeStep(context, payout.payoutId, found(chosen, "step"), sent);
    },
  }),
];

const payoutAt = (context: FinanceContext) => readPayout(pathPart(context, "payoutId"), context.deps);

async function takeStep(context: FinanceContext, payoutId: string, step: Step, sent: Sent): Promise<Response> {
  const { person, deps } = context;
  const lockVersion = seenLockVersion(sent);
  const form = stepForm(context, await payoutAt(context), step, true);
  const again = async (refused: Parameters<typeof showPayout>[2]) => showPayout(context, await payoutAt(context), refused);
  const at = (done: string) => `${payoutPath(payoutId)}?done=${done}`;
  const of = { payoutId, lockVersion };
  const known = { lockVersion };
  if (step === "approve") {
    return takeForm(context, sent, {
      form,
      request: payoutStepRequests.approve,
      known,
      run: async () => {
        await approvePayout(of, person, deps);
        return at("approved");
      },
      again,
    });
  }
  if (step === "export") {
    return takeForm(context, sent, {
      form,
      request: payoutStepRequests.export,
      known,
      run: async (body) => {
        await exportPayout({ ...body, ...of }, person, deps);
        return at("exported");
      },
      again,
    });
  }
  return takeForm(context, sent, {
    form,
    request: payoutStepRequests[step],
    known,
    run: async ({ comment }) => {
      const { take, done } = STEPS_WITH_COMMENT[step];
      const { status } = await take({ ...of, comment }, person, deps);
      return at(step === "withdraw" && status === "exported" ? "withdrawalAsked" : done);
    },
    again,
  });
}

const STEPS_WITH_COMMENT = {
  confirm: { done: "confirmed", take: confirmPayout },
  withdraw: { done: "withdrawn", take: withdrawPayout },
  "confirm-withdrawal": { done: "withdrawn", take: confirmWithdrawal },
  "cancel-withdrawal": { done: "withdrawalCancelled", take: cancelWithdrawal },
} as const;

/** Shows all payouts, and the form that drafts another; with why the one that was asked for was refused. */
async function showPayouts(context: FinanceContext, refused?: Refused): Promise<Response> {
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
      section("begin", words.createPayout, ...beginContent(context, months, refused?.typed.month)),
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
    html`<form class="question" id="begin-form" method="post">${field}<button type="submit">${writer.words.createPayout}</button></form>`,
    note(words.note),
  ];
}

/** All payouts with how their payments stand, the latest first. */
async function standingPayouts(deps: Pick<Wiring, "payouts" | "finance">): Promise<readonly PayoutOverview[]> {
  return inParallel(await deps.payouts.list(), READS_CONCURRENCY, async (payout) => {
    const totals = await deps.payouts.totals(payout.payoutId);
    return { payout, totals, inTransit: inTransitOf(payout, totals), isOutdated: await isOutdatedDraft(payout, deps) };
  });
}
