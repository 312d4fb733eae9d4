import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { counteredBy as counteredOriginal, originOf } from "../../../shared/adjustments/model/content.ts";
import { adjustmentsOf, entryOf } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { counterAdjustment, counterSubject } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { type AdjustmentShown, adjustmentBlock } from "../../../shared/adjustments/views/adjustments-view.ts";
import { openMonth } from "../../../shared/closing/steps/close-progress.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { advisorPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { type Content, note, section } from "../../_platform/page/staff-page.ts";
import { reversalRequest } from "../../_platform/requests/adjustments.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceContext, financeForm, financePage, mayPropose } from "../context.ts";

/** One adjustment's page, and the form that undoes it. */
export const singleAdjustmentPages: readonly Route[] = [
  financePage({
    id: "finance.adjustment",
    path: "/:lang/finance/adjustments/:adjustmentId",
    access: STAFF,
    show: async (context) => showAdjustment(context, await adjustmentAt(context, context.http.req.query("of"))),
  }),

  financeForm({
    id: "finance.reverseAdjustment",
    path: "/:lang/finance/adjustments/:adjustmentId",
    access: HR_OR_FINANCE,
    take: async (context, sent) => {
      const shown = await adjustmentAt(context, sentText(sent, "of"));
      const { advisorId, adjustmentId } = shown;
      return takeForm(context, sent, {
        form: counterForm(context, advisorId),
        request: reversalRequest,
        known: { advisorId },
        run: async (body) => savedAt(await counterAdjustment({ adjustmentId, ...body }, context.person, context.deps)),
        again: (refused) => showAdjustment(context, shown, refused),
      });
    },
  }),
];

type Shown = AdjustmentShown & { readonly name: string };

/** The adjustment that the path names. @param of whose it is, where its id doesn't tell. */
async function adjustmentAt(context: FinanceContext, of: string | undefined): Promise<Shown> {
  const { deps } = context;
  const adjustmentId = pathPart(context, "adjustmentId");
  const counters = counteredOriginal(adjustmentId);
  const from = await proposalOf(adjustmentId, counters, deps);
  const entry = from && entryOf(from, adjustmentId);
  const advisorId = entry?.advisorId ?? of ?? "";
  const all = await adjustmentsOf(advisorId, deps);
  const adjustment = found(
    all.find((each) => each.adjustmentId === adjustmentId),
    "adjustment",
  );
  const advisors = await deps.ledger.advisors([advisorId]);
  return {
    ...adjustment,
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

async function showAdjustment(context: FinanceContext, shown: Shown, refused?: Refused): Promise<Response> {
  const { writer } = context;
  const { title, one } = adjustmentsWordsOf(writer.language);
  return showPage(context, {
    title: one.title(shown.name),
    subtitle: writer.month(shown.month),
    links: [
      { text: title, to: "adjustments" },
      { text: shown.name, to: advisorPath(shown.advisorId) },
    ],
    refused,
    parts: [
      section("facts", one.facts, adjustmentBlock(shown, writer)),
      section("counter", one.counter, ...(await counterContent(context, shown, refused))),
    ],
  });
}

async function counterContent(context: FinanceContext, shown: Shown, refused?: Refused): Promise<readonly Content[]> {
  const { writer, deps } = context;
  const { one, only } = adjustmentsWordsOf(writer.language);
  if (shown.counteredBy !== undefined) return [one.done];
  if (shown.counters !== undefined) return [one.isCounter];
  if (shown.kind === "writeOff") return [one.noCounter];
  if (!mayPropose(context)) return [only];
  // Where it may, the counter-adjustment joins the same statement.
  const [, month = shown.month] = [shown.month, await openMonth(deps)].sort();
  const form = formMarkup(counterForm(context, shown.advisorId), writer, { month }, refused);
  return [note(one.counterIntro(writer.changeOf(-BigInt(shown.amount)))), form];
}

/** The form that proposes an adjustment's exact opposite. */
function counterForm({ language }: FinanceContext, of: string): Form {
  const words = adjustmentsWordsOf(language);
  return {
    id: "counter",
    hidden: { of },
    fields: [
      [{ name: "month", label: words.one.counterMonth, type: "month" }],
      { name: "reason", label: words.one.counterReason, hint: words.reasonHint },
      { name: "evidence", label: words.evidence, hint: words.evidenceHint },
    ],
    submit: words.one.submit,
    op: "counter",
  };
}
