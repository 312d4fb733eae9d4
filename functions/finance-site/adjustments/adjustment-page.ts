import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { counteredBy as counteredOriginal, originOf } from "../../../shared/adjustments/model/content.ts";
import { adjustmentsOf, entryOf } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { counterAdjustment } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { counterSubject } from "../../../shared/adjustments/steps/store-adjustments.ts";
import { type AdjustmentShown, adjustmentBlock } from "../../../shared/adjustments/views/adjustments-view.ts";
import { openMonth } from "../../../shared/closing/steps/next-month.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { advisorPath, proposalPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceRoom, financeRoomOf, refusedNotice } from "../page-context.ts";
import { counterForm, type ReversalFormData } from "./forms.ts";

/** One adjustment's page, and the form that undoes it. */
export const singleAdjustmentPages: readonly Route[] = [
  page({
    id: "finance.adjustment",
    path: "/:lang/finance/adjustments/:adjustmentId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      return showAdjustment(pageContext, await adjustmentAt(pageContext, context.req.query("of")));
    },
  }),

  page({
    id: "finance.reverseAdjustment",
    method: "POST",
    path: "/:lang/finance/adjustments/:adjustmentId",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent = await context.req.parseBody();
      const shown = await adjustmentAt(pageContext, sentText(sent, "of"));
      const typed = { month: sentText(sent, "month"), reason: sentText(sent, "reason"), evidence: sentText(sent, "evidence") };
      const { advisorId, adjustmentId } = shown;
      try {
        const { proposalId } = await counterAdjustment({ advisorId, adjustmentId, ...typed }, pageContext.person, pageContext.p);
        return context.redirect(`${linkTo(pageContext.frame, proposalPath(proposalId))}?saved=yes`, 303);
      } catch (error) {
        return showAdjustment(pageContext, shown, { typed, refused: refusedTexts(error, pageContext.frame.language) });
      }
    },
  }),
];

type Shown = AdjustmentShown & { readonly name: string };

/** The adjustment that the path names. @param of whose it is, where its id doesn't tell. */
async function adjustmentAt({ c, p }: FinanceRoom, of: string | undefined): Promise<Shown> {
  const adjustmentId = c.req.param("adjustmentId") ?? "";
  const counters = counteredOriginal(adjustmentId);
  const from = await proposalOf(adjustmentId, counters, p);
  const entry = from && entryOf(from, adjustmentId);
  const advisorId = entry?.advisorId ?? of ?? "";
  const found = (await adjustmentsOf(advisorId, p)).find((each) => each.adjustmentId === adjustmentId);
  if (found === undefined) throw notFound("There is no such adjustment.");
  const advisors = await p.ledger.advisors([advisorId]);
  return {
    ...found,
    name: advisors.get(advisorId)?.name ?? advisorId,
    counters,
    evidence: entry?.evidence,
    from: entry === undefined ? undefined : from,
  };
}

/** The proposal that an adjustment stems from: its id names it, or of a counter-adjustment the activity log of what it undoes does. */
async function proposalOf(adjustmentId: string, counters: string | undefined, { proposals }: Wiring): Promise<Proposal | undefined> {
  const origin = originOf(adjustmentId);
  if (counters === undefined) return origin && proposals.find(origin.proposalId);
  const activity = await proposals.activity(counterSubject(counters));
  const proposalId = activity.findLast((entry) => entry.proposalId !== undefined)?.proposalId;
  return proposalId === undefined ? undefined : proposals.find(proposalId);
}

interface After {
  readonly typed: ReversalFormData;
  readonly refused: readonly string[];
}

async function showAdjustment(pageContext: FinanceRoom, shown: Shown, after?: After): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const words = adjustmentsWordsOf(frame.language);
  // Where it may, the counter-adjustment joins the same statement.
  const [, month = shown.month] = [shown.month, await openMonth(p)].sort();
  const typed = after?.typed ?? { month, reason: "", evidence: "" };
  const parts: (Html | "")[] = [
    refusedNotice(after?.refused),
    section("facts", words.one.facts, blocksMarkup(frame, words.one.facts, [adjustmentBlock(shown, writer)])),
    section("counter", words.one.counter, counterMarkup(pageContext, shown, typed)),
  ];
  const opening = html`<ul class="links"><li><a href="${linkTo(frame, "adjustments")}">${words.title}</a></li><li><a href="${linkTo(frame, advisorPath(shown.advisorId))}">${shown.name}</a></li></ul>`;
  const page = peoplePage(frame, { title: words.one.title(shown.name), subtitle: writer.month(shown.month), opening, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

function counterMarkup({ writer, frame, mayPropose }: FinanceRoom, shown: Shown, typed: ReversalFormData): Html {
  const words = adjustmentsWordsOf(frame.language);
  if (shown.counteredBy !== undefined) return html`<p>${words.one.done}</p>`;
  if (shown.counters !== undefined) return html`<p>${words.one.isCounter}</p>`;
  if (shown.kind === "writeOff") return html`<p>${words.one.noCounter}</p>`;
  if (!mayPropose) return html`<p>${words.only}</p>`;
  const intro = words.one.counterIntro(writer.changeOf(-BigInt(shown.amount)));
  return html`<p class="soft">${intro}</p>${counterForm(shown.advisorId, typed, writer)}`;
}
