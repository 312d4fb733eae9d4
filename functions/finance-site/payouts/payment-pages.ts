import { FINANCE, HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { refusal, refuse } from "../../../shared/base/issues/issue.ts";
import { mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { showable } from "../../../shared/payees/model/parse-details.ts";
import { PAYEE_FIELDS } from "../../../shared/payees/model/payee.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { holdsWordsOf } from "../../../shared/payouts/messages.ts";
import { isOutcomesContent } from "../../../shared/payouts/outcomes/content.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { clearPayment, holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { listFailedPayments } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { failedPaymentsTable, waitingOutcomes } from "../../../shared/payouts/views/failed-payments-view.ts";
import { holdsTable } from "../../../shared/payouts/views/payout-view.ts";
import { FROM_PAGE } from "../../../shared/proposals/entry-kind.ts";
import { WAITING_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { advisorPath, paymentPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { section } from "../../_platform/page/staff-page.ts";
import { payeeRequest, paymentHoldRequest } from "../../_platform/requests/payees.ts";
import { clearPaymentRequest, proposeOutcomeRequest } from "../../_platform/requests/payouts.ts";
import { type Sent, sentText, sentTexts } from "../../_platform/site/form-data.ts";
import { found, namesOf, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";
import { holdForm, payeeForm, showAdvisor } from "./advisor-page.ts";
import { ACTS, type Act, actForm, paymentAt, showPayment } from "./payment-page.ts";

/** The page of one payment and what is done about it, and the list of payments that failed. */
export const paymentPages: readonly Route[] = [
  financePage({ id: "finance.failedPayments", path: "/:lang/finance/failed-payments", access: STAFF, show: showFailed }),

  financePage({
    id: "finance.payment",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId",
    access: STAFF,
    show: async (context) => showPayment(context, await paymentAt(context)),
  }),

  financeForm({
    id: "finance.recordOutcome",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId",
    access: FINANCE,
    take: (context, sent) => act(context, "record", sent),
  }),

  financeForm({
    id: "finance.actOnPayment",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId/acts/:act",
    access: FINANCE,
    take: (context, sent) => {
      const chosen = ACTS.find((each) => each === pathPart(context, "act") && each !== "record");
      return act(context, found(chosen, "act"), sent);
    },
  }),
];

/** Does what was sent about a payment, or proposes it where it takes two people; shows the page again where it is refused. */
async function act(context: FinanceContext, act: Act, sent: Sent): Promise<Response> {
  const { person, deps } = context;
  const shown = await paymentAt(context);
  const { payoutId, advisorId } = shown.payment;
  const form = actForm(context, act, shown);
  const again = async (refused: Parameters<typeof showPayment>[2]) => showPayment(context, await paymentAt(context), refused);
  const at = (done: string) => `${paymentPath(payoutId, advisorId)}?done=${done}`;
  if (act === "clear") {
    return takeForm(context, sent, {
      form,
      request: clearPaymentRequest,
      run: async ({ comment }) => {
        await clearPayment({ payoutId, advisorId, comment }, person, deps);
        return at("cleared");
      },
      again,
    });
  }
  return takeForm(context, sent, {
    form,
    request: proposeOutcomeRequest,
    known: { action: act },
    run: async ({ action, charges, bankDate, comment, ...body }) => {
      const of = { payoutId, advisorId, ...body, ...(bankDate !== undefined && { on: bankDate }), comment, source: FROM_PAGE };
      if (action === "confirm-details") return savedAt(await proposeOutcome({ ...of, act: action }, person, deps));
      const { kind = "paid" } = body;
      if (charges !== undefined && kind !== "returned") refuse({ path: "charges", ...refusal("charges-unfit", { kind }) });
      const outcome = { ...of, kind, chargesMinor: BigInt(charges?.amountMinor ?? 0) };
      if (action === "correct" || kind !== "paid") return savedAt(await proposeOutcome({ ...outcome, act: action }, person, deps));
      await recordOutcome(outcome, person, deps);
      return at("recorded");
    },
    again,
  });
}

/** Payments that failed and are not paid again, and what is proposed about payments. */
async function showFailed(context: FinanceContext): Promise<Response> {
  const { writer, deps } = context;
  const words = outcomesWordsOf(writer.language);
  const [failed, proposals] = await Promise.all([listFailedPayments(deps), deps.proposals.list(WAITING_STATUSES, "outcomes")]);
  const proposed = proposals.flatMap(({ content }) => (isOutcomesContent(content) ? content.entries : []));
  const nameOf = await namesOf(
    [...failed, ...proposed].map(({ advisorId }) => advisorId),
    deps,
  );
  return showPage(context, {
    title: words.title,
    note: words.intro,
    links: [{ text: writer.payouts.title, to: "payouts" }],
    parts: [
      section("failed", words.title, failedPaymentsTable(failed, nameOf, writer)),
      section("proposals", words.proposals, waitingOutcomes(proposals, nameOf, writer)),
    ],
  });
}

/** An advisor as finance sees them (where they stand, where they are paid to, whether they are held), and the list of those who are held. */
export const advisorPages: readonly Route[] = [
  financePage({
    id: "finance.advisor",
    path: "/:lang/finance/advisors/:advisorId",
    access: STAFF,
    show: (context) => showAdvisor(context),
  }),

  financeForm({
    id: "finance.proposePayee",
    path: "/:lang/finance/advisors/:advisorId/payee",
    access: HR_OR_FINANCE,
    take: (context, sent) => {
      const advisorId = context.http.get("advisorId");
      return takeForm(context, sent, {
        form: payeeForm(context, advisorId),
        request: payeeRequest,
        run: async ({ comment, ...typed }) =>
          savedAt(await proposePayee({ advisorId, typed, source: FROM_PAGE, comment }, context.person, context.deps)),
        again: (refused) => {
          const typed = sentTexts(sent, [...PAYEE_FIELDS, "comment"]);
          const comment = mayHoldAccountNumber(typed.comment) ? "" : typed.comment;
          const note = payeesWordsOf(context.language).form.again;
          return showAdvisor(context, { ...refused, typed: { ...showable(typed), comment }, note });
        },
      });
    },
  }),

  financeForm({
    id: "finance.hold",
    path: "/:lang/finance/advisors/:advisorId/hold",
    access: FINANCE,
    take: (context, sent) => {
      const advisorId = context.http.get("advisorId");
      const isHold = sentText(sent, "op") === "hold";
      return takeForm(context, sent, {
        form: holdForm(context, advisorId, !isHold),
        request: paymentHoldRequest,
        run: async ({ reason }) => {
          await (isHold ? holdAdvisor : releaseAdvisor)({ advisorId, reason }, context.person, context.deps);
          return `${advisorPath(advisorId)}?done=${isHold ? "held" : "released"}`;
        },
        again: (refused) => showAdvisor(context, refused),
      });
    },
  }),

  financePage({ id: "finance.holds", path: "/:lang/finance/holds", access: STAFF, show: showHolds }),
];

async function showHolds(context: FinanceContext): Promise<Response> {
  const { language, writer, deps } = context;
  const words = holdsWordsOf(language);
  const holds = await deps.payouts.holds();
  const nameOf = await namesOf(
    holds.map(({ advisorId }) => advisorId),
    deps,
  );
  return showPage(context, {
    title: words.title,
    note: words.intro,
    links: [{ text: payeesWordsOf(language).title, to: "payees" }],
    parts: [section("holds", words.title, holdsTable(holds, nameOf, writer))],
  });
}
