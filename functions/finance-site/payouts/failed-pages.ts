import { html } from "hono/html";
import { STAFF } from "../../../shared/access/groups.ts";
import { isOutcomesContent } from "../../../shared/payouts/outcomes/content.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { listFailedPayments } from "../../../shared/payouts/steps/find-failed.ts";
import { failedPaymentsTable, waitingOutcomes } from "../../../shared/payouts/views/failed-payments-view.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { namesOf } from "../page-context.ts";
import { payoutRoomOf } from "./page-context.ts";

/** The list of payments that failed and are not paid again, and of what is proposed about payments. */
export const failedPages: readonly Route[] = [
  page({
    id: "finance.failedPayments",
    path: "/:lang/finance/failed-payments",
    access: STAFF,
    handle: async (context, deps) => {
      const { frame, writer, p } = payoutRoomOf(context, deps);
      const words = outcomesWordsOf(frame.language);
      const [failed, proposals] = await Promise.all([
        listFailedPayments(p),
        p.proposals.list(["submitted", "approved", "publishing"], "outcomes"),
      ]);
      const proposed = proposals.flatMap(({ content }) => (isOutcomesContent(content) ? content.entries : []));
      const nameOf = await namesOf(
        [...failed, ...proposed].map(({ advisorId }) => advisorId),
        p,
      );
      const parts = [
        section("failed", words.title, blocksMarkup(frame, words.title, [failedPaymentsTable(failed, nameOf, writer)])),
        section("proposals", words.proposals, blocksMarkup(frame, words.proposals, [waitingOutcomes(proposals, nameOf, writer)])),
      ];
      const opening = html`<p class="soft">${words.intro}</p><ul class="links"><li><a href="${linkTo(frame, "payouts")}">${writer.payouts.title}</a></li></ul>`;
      return answerPage(context, frame, peoplePage(frame, { title: words.title, opening, parts }));
    },
  }),
];
