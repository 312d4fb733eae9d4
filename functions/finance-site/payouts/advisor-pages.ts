import { FINANCE, HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { showable } from "../../../shared/payees/model/parse-details.ts";
import { PAYEE_FIELDS } from "../../../shared/payees/model/payee.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { holdsWordsOf } from "../../../shared/payouts/messages.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { holdsTable } from "../../../shared/payouts/views/payout-view.ts";
import { FROM_PAGE } from "../../../shared/proposals/entry-kind.ts";
import { advisorPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { section } from "../../_platform/page/staff-page.ts";
import { payeeRequest, paymentHoldRequest } from "../../_platform/requests/payees.ts";
import { sentText, sentTexts } from "../../_platform/site/form-data.ts";
import { namesOf, showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";
import { holdForm, payeeForm, showAdvisor } from "./advisor-page.ts";

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
