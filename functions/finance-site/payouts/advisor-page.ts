import { adjustmentsOf } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { adjustmentsOfAdvisor } from "../../../shared/adjustments/views/adjustments-view.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { notePayeeView, payeeSubject } from "../../../shared/payees/steps/note-views.ts";
import { readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { payeeNowBlocks, payeeVersionsBlock, payeeViewsBlock, waitingPayees } from "../../../shared/payees/views/payees-view.ts";
import { holdsWordsOf } from "../../../shared/payouts/messages.ts";
import type { Hold } from "../../../shared/payouts/model/payout.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { payablesBlocks } from "../../../shared/payouts/reconciliation/views/reconciliation-view.ts";
import { holdTrail, paymentsOfAdvisor } from "../../../shared/payouts/views/payout-view.ts";
import { advisorPath, encodedQuery } from "../../../shared/ui/links.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/layout.ts";
import { type Content, links, notice, section } from "../../_platform/page/staff-page.ts";
import { doneOf, found, showPage } from "../../_platform/site/page-context.ts";
import { type FinanceContext, mayPropose } from "../context.ts";

/** An advisor as finance sees them: where they stand, what they were paid, where to, and whether they are held. */
export async function showAdvisor(context: FinanceContext, refused?: Refused): Promise<Response> {
  const { http, language, writer, person, deps } = context;
  const advisorId = http.get("advisorId");
  const [advisors, payables, payee, adjustments, activity] = await Promise.all([
    deps.ledger.advisors([advisorId]),
    payablesOfAdvisor(advisorId, deps),
    readPayee(advisorId, deps),
    adjustmentsOf(advisorId, deps),
    deps.proposals.activity(`advisor:${advisorId}`),
  ]);
  const { name } = found(advisors.get(advisorId), "advisor");
  await notePayeeView(advisorId, person, deps);
  const views = await deps.proposals.activity(payeeSubject(advisorId));
  const { file: words, done: doneWords } = holdsWordsOf(language);
  const done = doneOf(context, ["held", "released"]);
  const propose = links({ text: words.propose, to: `adjustments?${encodedQuery({ of: advisorId })}#single` });
  return showPage(context, {
    title: words.title(name),
    subtitle: advisorId,
    links: [
      { text: writer.words.advisorView, to: `/${advisorPath(advisorId)}` },
      { text: words.hrFile, to: `/hr/${advisorPath(advisorId)}` },
    ],
    done: done && doneWords[done],
    refused,
    parts: [
      section("position", words.position, payablesBlocks(payables, writer)),
      section("payments", writer.words.paymentsTitle, paymentsOfAdvisor(payables.payments, writer)),
      section(
        "payee",
        words.payee,
        payeeNowBlocks(payee.now, writer),
        payee.waiting.length === 0 ? "" : waitingPayees(payee.waiting, () => name, writer),
        payee.versions.length === 0 ? "" : payeeVersionsBlock(payee.versions, writer),
        payeeViewsBlock(views, writer),
        mayPropose(context)
          ? formMarkup(payeeForm(context, advisorId, payee.versions.length === 0), writer, {}, refused)
          : payeesWordsOf(language).only,
      ),
      section("hold", words.hold, ...holdContent(context, advisorId, payables.account.hold, refused), holdTrail(activity, writer)),
      section("adjustments", writer.words.manualAdjustments, adjustmentsOfAdvisor(adjustments, writer), mayPropose(context) ? propose : ""),
    ],
  });
}

/** The form that proposes an advisor's payee. @param isFirst whether the advisor has none yet. */
export function payeeForm({ frame, language }: FinanceContext, advisorId: string, isFirst = false): Form {
  const { form: words, comment, submitForApproval } = payeesWordsOf(language);
  return {
    id: "payee",
    title: isFirst ? words.first : words.title,
    action: linkTo(frame, `${advisorPath(advisorId)}/payee`),
    fields: [
      [
        { name: "holder", label: words.holder },
        { name: "account", label: words.account, hint: words.accountHint, isSecret: true },
      ],
      [
        { name: "bankCode", label: words.bankCode, hint: words.bankCodeHint },
        { name: "bankName", label: words.bankName, hint: words.bankNameHint },
      ],
      { name: "comment", label: comment, hint: words.commentHint },
    ],
    submit: submitForApproval,
  };
}

/** Whether the advisor is held, and the form that holds or releases them. */
function holdContent(context: FinanceContext, advisorId: string, hold: Hold | undefined, refused?: Refused): readonly Content[] {
  const { frame, language, writer, isFinance } = context;
  const { file: words } = holdsWordsOf(language);
  const stands = hold === undefined ? words.notHeld : notice(frame, "warning", words.held(hold.by, writer.moment(hold.at), hold.reason));
  if (!isFinance) return [stands, words.only];
  return [stands, formMarkup(holdForm(context, advisorId, hold !== undefined), writer, {}, refused)];
}

export function holdForm({ frame, language }: FinanceContext, advisorId: string, isHeld: boolean): Form {
  const { file: words } = holdsWordsOf(language);
  const reason = isHeld ? { label: words.releaseReason, hint: words.releaseIntro } : { label: words.holdReason, hint: words.holdIntro };
  return {
    id: "hold",
    action: linkTo(frame, `${advisorPath(advisorId)}/hold`),
    fields: [{ name: "reason", ...reason }],
    submit: isHeld ? words.submitRelease : words.submitHold,
    op: isHeld ? "release" : "hold",
    isQuiet: !isHeld,
  };
}
