import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { isLate } from "../../../shared/base/runtime/late.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { type ExportRequest, exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { type PayoutOverview, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { nextBusinessDay } from "../../../shared/settings/model/business-day.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { liveForms } from "../../_platform/site/assets.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { reloadWhenDone } from "../../_platform/site/reload-when-done.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { exportChoices } from "./export-choices.ts";
import { payoutFiles } from "./files/section.ts";
import { findLines, SHOWN } from "./lines.ts";
import { showPayouts } from "./list.ts";
import { type PayoutRoom, payoutRoomOf } from "./page-context.ts";
import { type PayoutViewModel, payoutPage } from "./payout-page.ts";
import type { StepFormData } from "./steps.ts";

/** Payouts: the list, one of them, and the steps of its life. */
export const payoutPages: readonly Route[] = [
  page({
    id: "finance.payouts",
    path: "/:lang/finance/payouts",
    access: STAFF,
    handle: (context, deps) => showPayouts(payoutRoomOf(context, deps)),
  }),

  page({
    id: "finance.createPayout",
    method: "POST",
    path: "/:lang/finance/payouts",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      const month = new URLSearchParams(await context.req.text()).get("month") ?? "";
      try {
        const { payoutId } = await createPayout({ month }, pageContext.person, pageContext.p);
        return toPayout(pageContext, payoutId, "begun");
      } catch (error) {
        return showPayouts(pageContext, { month, refused: refusedTexts(error, pageContext.frame.language) });
      }
    },
  }),

  page({
    id: "finance.payout",
    path: "/:lang/finance/payouts/:payoutId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      return showPayout(pageContext, await payoutOf(pageContext), { refused: [], typed: undefined });
    },
  }),

  page({
    id: "finance.payoutStep",
    method: "POST",
    path: "/:lang/finance/payouts/:payoutId/steps/:step",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      const { payout } = await payoutOf(pageContext);
      const step = STEPS[context.req.param("step") ?? ""];
      if (step === undefined) throw notFound("There is no such step.");
      const fields = new URLSearchParams(await context.req.text());
      const text = (name: string) => (fields.get(name) ?? "").trim();
      const typed = {
        step: context.req.param("step") ?? "",
        why: text("why"),
        executeOn: text("executeOn"),
        format: text("format"),
        anyDay: text("anyDay") === "yes",
      };
      const { refused, payout: taken } =
        text("sure") === "yes"
          ? await take(step, payout, Number(text("lockVersion")), typed, pageContext)
          : { refused: [pageContext.writer.payouts.next.sureMissing], payout: undefined };
      const isAsked = step.done === "withdrawn" && taken?.status === "exported";
      if (refused.length === 0) return toPayout(pageContext, payout.payoutId, isAsked ? "withdrawalAsked" : step.done);
      return showPayout(pageContext, await payoutOf(pageContext), { refused, typed });
    },
  }),
];

type Asked = { readonly payoutId: string; readonly lockVersion: number; readonly why: string; readonly executeOn: string } & Pick<
  ExportRequest,
  "format" | "acknowledgeNonBusinessDay"
>;
interface Step {
  readonly done: NonNullable<PayoutViewModel["done"]>;
  readonly take: (asked: Asked, person: Person, deps: Wiring) => Promise<Payout>;
}

const STEPS: Readonly<Record<string, Step | undefined>> = Object.assign(Object.create(null) as Record<string, Step>, {
  approve: { done: "approved", take: approvePayout },
  export: { done: "exported", take: exportPayout },
  confirm: { done: "confirmed", take: confirmPayout },
  withdraw: { done: "withdrawn", take: withdrawPayout },
  "confirm-withdrawal": { done: "withdrawn", take: confirmWithdrawal },
  "cancel-withdrawal": { done: "withdrawalCancelled", take: cancelWithdrawal },
} satisfies Record<string, Step>);

/** Takes a step. @returns why it was refused; nothing where it was taken. */
async function take({ take }: Step, { payoutId }: Payout, lockVersion: number, typed: StepFormData, { person, p, frame }: PayoutRoom) {
  try {
    const { why, executeOn, format, anyDay } = typed;
    const asked = { payoutId, lockVersion, why, executeOn, acknowledgeNonBusinessDay: anyDay, ...(format !== "" && { format }) };
    return { refused: [], payout: await take(asked, person, p) };
  } catch (error) {
    return { refused: refusedTexts(error, frame.language), payout: undefined };
  }
}

const toPayout = ({ c, frame }: PayoutRoom, payoutId: string, done: NonNullable<PayoutViewModel["done"]>): Response =>
  c.redirect(`${linkTo(frame, payoutPath(payoutId))}?done=${done}`, 303);

const payoutOf = ({ c, p }: PayoutRoom): Promise<PayoutOverview> => readPayout(c.req.param("payoutId") ?? "", p);

async function showPayout(
  pageContext: PayoutRoom,
  standing: PayoutOverview,
  { refused, typed }: Pick<PayoutViewModel, "refused" | "typed">,
): Promise<Response> {
  const { c, frame, person, p, writer } = pageContext;
  const { payout } = standing;
  const isDrafting = payout.status === "drafting";
  reloadWhenDone(c, "state", isDrafting);
  const asked = {
    show: SHOWN.find((each) => each === c.req.query("show")) ?? "all",
    text: (c.req.query("q") ?? "").trim(),
    page: pageOf(c),
  };
  const [activity, lines, files] = await Promise.all([
    p.proposals.activity(`payout:${payout.payoutId}`),
    payout.content === undefined ? undefined : findLines(payout, asked, p),
    payoutFiles(pageContext, standing),
  ]);
  const today = p.rating.localDay(new Date(p.surroundings.now()).toISOString());
  const done = Object.keys(writer.payouts.done).find((each) => each === c.req.query("done")) as PayoutViewModel["done"];
  const form = { today: nextBusinessDay(today, p.finance.calendar), formats: exportChoices(payout, p.finance) };
  const shown: PayoutViewModel = {
    isLate: isDrafting && isLate(payout.drafted.at, p.surroundings),
    standing,
    person,
    activity,
    form,
    lines,
    asked,
    files: files?.markup ?? "",
    done,
    refused,
    typed,
  };
  const isAlive = isDrafting || files?.isBeingMade === true;
  const alive = isAlive ? { ...frame, scripts: [liveForms().path], refreshSeconds: 5 } : frame;
  return answerPage(c, alive, payoutPage(alive, shown, writer), refused.length > 0 ? 422 : 200);
}
