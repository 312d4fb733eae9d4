import { html } from "hono/html";
import { mayHoldAccountNumber } from "../../shared/payee/account-number.ts";
import type { PayeeField } from "../../shared/payee/payee.ts";
import { PAYEE_FIELDS } from "../../shared/payee/payee.ts";
import { showable } from "../../shared/payee/read-details.ts";
import { proposePayee } from "../../shared/use-cases/payees/propose-payees.ts";
import { holdAdvisor, releaseAdvisor } from "../../shared/use-cases/payouts/hold-advisor.ts";
import { advisorPath, proposalPath } from "../../shared/views/finance/finance-writer.ts";
import { holdsTable } from "../../shared/views/finance/holds-view.ts";
import { holdsWordsOf } from "../../shared/views/finance/holds-words.ts";
import { payeesWordsOf } from "../../shared/views/finance/payees-words.ts";
import type { App } from "../_platform/http/app.ts";
import { route } from "../_platform/http/route.ts";
import { linkTo } from "../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../_platform/page/people-page.ts";
import { answerPage } from "../_platform/site/answer.ts";
import { refusedTexts } from "../_platform/site/refused-texts.ts";
import { sentText } from "../_platform/site/sent.ts";
import type { Wiring } from "../_platform/wiring.ts";
import { showAdvisor } from "./advisor-parts.ts";
import { type FinanceRoom, financeRoomOf } from "./finance-room.ts";
import { namesOf } from "./names.ts";

/** Adds an advisor as finance sees her: where she stands, where she is paid to, whether she is held; and who is. */
export function addAdvisorPages(app: App, wiring: () => Wiring): void {
  route(app, "finance.advisor", (c) => showAdvisor(financeRoomOf(c, wiring())));

  route(app, "finance.proposePayee", async (c) => {
    const room = financeRoomOf(c, wiring());
    const sent = await c.req.parseBody();
    const words = payeesWordsOf(room.frame.language).form;
    const typed = Object.fromEntries(PAYEE_FIELDS.map((field) => [field, sentText(sent, field)])) as Record<PayeeField, string>;
    const why = sentText(sent, "why");
    const advisorId = c.get("advisorId");
    try {
      const { proposalId } = await proposePayee({ advisorId, typed, source: words.source, why }, room.person, room.p);
      return c.redirect(`${linkTo(room.frame, proposalPath(proposalId))}?saved=yes`, 303);
    } catch (error) {
      const refused = [...refusedTexts(error, room.frame.language), words.again];
      const { holder, bankCode, bankName } = showable(typed);
      const again = mayHoldAccountNumber(why) ? "" : why;
      return showAdvisor(room, { refused, payee: { holder, bankCode, bankName, why: again } });
    }
  });

  route(app, "finance.hold", async (c) => {
    const room = financeRoomOf(c, wiring());
    const sent = await c.req.parseBody();
    const isHold = sentText(sent, "op") === "hold";
    const asked = { advisorId: c.get("advisorId"), why: sentText(sent, "why") };
    try {
      await (isHold ? holdAdvisor : releaseAdvisor)(asked, room.person, room.p);
      return c.redirect(`${linkTo(room.frame, advisorPath(asked.advisorId))}?done=${isHold ? "held" : "released"}`, 303);
    } catch (error) {
      return showAdvisor(room, { refused: refusedTexts(error, room.frame.language), holdWhy: asked.why });
    }
  });

  route(app, "finance.holds", (c) => showHolds(financeRoomOf(c, wiring())));
}

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
