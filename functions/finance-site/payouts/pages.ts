import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { createPayoutRequest, payoutStepRequests } from "../../_platform/requests/payouts.ts";
import type { Sent } from "../../_platform/site/form-data.ts";
import { found, pathPart } from "../../_platform/site/page-context.ts";
import { seenLockVersion, takeForm } from "../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";
import { showPayouts } from "./list.ts";
import { showPayout } from "./payout-page.ts";
import { STEPS, type Step, stepForm } from "./steps.ts";

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
    run: async ({ comment: why }) => {
      const { take, done } = STEPS_WITH_COMMENT[step];
      const { status } = await take({ ...of, why }, person, deps);
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
