import { html } from "hono/html";
import { adjustmentsOf } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { adjustmentsOfAdvisor } from "../../../shared/adjustments/views/adjustments-view.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { notePayeeView, payeeSubject } from "../../../shared/payees/steps/note-views.ts";
import { readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { payeeNowBlocks, payeeVersionsBlock, payeeViewsBlock, waitingPayees } from "../../../shared/payees/views/payees-view.ts";
import { holdsWordsOf, payoutWriterFor } from "../../../shared/payouts/messages.ts";
import type { Hold } from "../../../shared/payouts/model/payout.ts";
import { positionOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { positionBlocks } from "../../../shared/payouts/reconciliation/views/reconciliation-view.ts";
import { holdTrail, paymentsOfAdvisor } from "../../../shared/payouts/views/holds-view.ts";
import { advisorPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { button } from "../../_platform/page/form-fields.ts";
import { advisorRoot, type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { askedField } from "../confirm-fields.ts";
import { type FinanceRoom, refusedNotice } from "../page-context.ts";
import { type PayeeFormData, payeeForm } from "../payees/forms.ts";

/** Why something was refused, and what was typed for it. */
interface After {
  readonly refused: readonly string[];
  readonly payee?: PayeeFormData;
  readonly holdWhy?: string;
}

const DONE = ["held", "released"] as const;

/** An advisor as finance sees them: where they stand, what they were paid, where to, and whether they are held. */
export async function showAdvisor(pageContext: FinanceRoom, after?: After): Promise<Response> {
  const { c, frame, p } = pageContext;
  const advisorId = c.get("advisorId");
  const [advisors, position, payee, adjustments, activity] = await Promise.all([
    p.ledger.advisors([advisorId]),
    positionOfAdvisor(advisorId, p),
    readPayee(advisorId, p),
    adjustmentsOf(advisorId, p),
    p.proposals.activity(`advisor:${advisorId}`),
  ]);
  const name = advisors.get(advisorId)?.name;
  if (name === undefined) throw notFound("There is no such advisor.");
  await notePayeeView(advisorId, pageContext.person, p);
  const views = await p.proposals.activity(payeeSubject(advisorId));
  const writer = payoutWriterFor(p.agency, frame.language, issueFormatIn(frame.language));
  const { file: words, done: doneWords } = holdsWordsOf(frame.language);
  const payeeWords = payeesWordsOf(frame.language);
  const done = after === undefined ? DONE.find((each) => each === c.req.query("done")) : undefined;
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const parts: (Html | "")[] = [
    done === undefined ? "" : notice(frame, "good", doneWords[done]),
    refusedNotice(after?.refused),
    section("position", words.position, blocks(words.position, positionBlocks(position, writer))),
    section("payments", words.payments, blocks(words.payments, [paymentsOfAdvisor(position.payments, writer)])),
    section(
      "payee",
      words.payee,
      blocks(words.payee, payeeNowBlocks(payee.now, writer)),
      payee.waiting.length === 0 ? "" : blocks(words.payee, [waitingPayees(payee.waiting, () => name, writer)]),
      payee.versions.length === 0 ? "" : blocks(words.payee, [payeeVersionsBlock(payee.versions, writer)]),
      blocks(words.payee, [payeeViewsBlock(views, writer)]),
      pageContext.mayPropose
        ? payeeForm(frame, advisorPath(advisorId), after?.payee ?? NOTHING_TYPED, payee.versions.length > 0, writer)
        : html`<p>${payeeWords.only}</p>`,
    ),
    section(
      "hold",
      words.hold,
      holdMarkup(pageContext, advisorId, position.account.hold, after?.holdWhy ?? ""),
      blocks(words.hold, [holdTrail(activity, writer)]),
    ),
    section(
      "adjustments",
      words.adjustments,
      blocks(words.adjustments, [adjustmentsOfAdvisor(adjustments, writer)]),
      pageContext.mayPropose
        ? html`<ul class="links"><li><a href="${linkTo(frame, "adjustments")}?of=${encodeURIComponent(advisorId)}#single">${words.propose}</a></li></ul>`
        : "",
    ),
  ];
  const hrFile = `/${frame.language}/hr/${advisorPath(advisorId)}`;
  const opening = html`<ul class="links"><li><a href="${advisorRoot(frame.language, advisorId)}">${words.own}</a></li><li><a href="${hrFile}">${words.hrFile}</a></li></ul>`;
  const page = peoplePage(frame, { title: words.title(name), subtitle: advisorId, opening, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

const NOTHING_TYPED: PayeeFormData = { holder: "", bankCode: "", bankName: "", why: "" };

/** Whether the advisor is held, and the form that holds or releases them. */
function holdMarkup({ frame, writer, isFinance }: FinanceRoom, advisorId: string, hold: Hold | undefined, why: string): Html {
  const { file: words } = holdsWordsOf(frame.language);
  const stands = hold === undefined ? words.notHeld : words.held(hold.by, writer.moment(hold.at), hold.why);
  const tone = hold === undefined ? html`<p>${stands}</p>` : notice(frame, "warning", stands);
  if (!isFinance) return html`${tone}<p>${words.only}</p>`;
  const isHeld = hold !== undefined;
  return html`${tone}<form class="sheet" id="hold-form" method="post" action="${linkTo(frame, `${advisorPath(advisorId)}/hold`)}">${askedField(
    {
      id: "hold-why",
      name: "why",
      label: isHeld ? words.releaseWhy : words.holdWhy,
      hint: isHeld ? words.releaseIntro : words.holdIntro,
      value: why,
    },
  )}<div class="buttons">${
    isHeld ? button("release", words.submitRelease) : button("hold", words.submitHold, { isQuiet: true })
  }</div></form>`;
}
