import { html } from "hono/html";
import { FINANCE, HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { showable } from "../../../shared/payees/model/parse-details.ts";
import type { PayeeField } from "../../../shared/payees/model/payee.ts";
import { PAYEE_FIELDS } from "../../../shared/payees/model/payee.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { holdsWordsOf } from "../../../shared/payouts/messages.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { holdsTable } from "../../../shared/payouts/views/holds-view.ts";
import { FROM_PAGE } from "../../../shared/proposals/entry-kind.ts";
import { advisorPath, proposalPath } from "../../../shared/ui/links.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, financeRoomOf, namesOf } from "../page-context.ts";
import { showAdvisor } from "./advisor-page.ts";

/** An advisor as finance sees them (where they stand, where they are paid to, whether they are held), and the list of those who are held. */
export const advisorPages: readonly Route[] = [
  page({
    id: "finance.advisor",
    path: "/:lang/finance/advisors/:advisorId",
    access: STAFF,
    handle: (context, deps) => showAdvisor(financeRoomOf(context, deps)),
  }),

  page({
    id: "finance.proposePayee",
    method: "POST",
    path: "/:lang/finance/advisors/:advisorId/payee",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent = await context.req.parseBody();
      const words = payeesWordsOf(pageContext.frame.language).form;
      const typed = Object.fromEntries(PAYEE_FIELDS.map((field) => [field, sentText(sent, field)])) as Record<PayeeField, string>;
      const why = sentText(sent, "why");
      const advisorId = context.get("advisorId");
      try {
        const { proposalId } = await proposePayee({ advisorId, typed, source: FROM_PAGE, why }, pageContext.person, pageContext.p);
        return context.redirect(`${linkTo(pageContext.frame, proposalPath(proposalId))}?saved=yes`, 303);
      } catch (error) {
        const refused = [...refusedTexts(error, pageContext.frame.language), words.again];
        const { holder, bankCode, bankName } = showable(typed);
        const again = mayHoldAccountNumber(why) ? "" : why;
        return showAdvisor(pageContext, { refused, payee: { holder, bankCode, bankName, why: again } });
      }
    },
  }),

  page({
    id: "finance.hold",
    method: "POST",
    path: "/:lang/finance/advisors/:advisorId/hold",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent = await context.req.parseBody();
      const isHold = sentText(sent, "op") === "hold";
      const asked = { advisorId: context.get("advisorId"), why: sentText(sent, "why") };
      try {
        await (isHold ? holdAdvisor : releaseAdvisor)(asked, pageContext.person, pageContext.p);
        return context.redirect(`${linkTo(pageContext.frame, advisorPath(asked.advisorId))}?done=${isHold ? "held" : "released"}`, 303);
      } catch (error) {
        return showAdvisor(pageContext, { refused: refusedTexts(error, pageContext.frame.language), holdWhy: asked.why });
      }
    },
  }),

  page({
    id: "finance.holds",
    path: "/:lang/finance/holds",
    access: STAFF,
    handle: (context, deps) => showHolds(financeRoomOf(context, deps)),
  }),
];

async function showHolds({ c, frame, writer, p }: FinanceRoom): Promise<Response> {
  const words = holdsWordsOf(frame.language);
  const holds = await p.payouts.holds();
  const nameOf = await namesOf(
    holds.map(({ advisorId }) => advisorId),
    p,
  );
  const opening = html`<p class="soft">${words.intro}</p><ul class="links"><li><a href="${linkTo(frame, "payees")}">${payeesWordsOf(frame.language).title}</a></li></ul>`;
  const parts = [section("holds", words.title, blocksMarkup(frame, words.title, [holdsTable(holds, nameOf, writer)]))];
  return answerPage(c, frame, peoplePage(frame, { title: words.title, opening, parts }));
}
