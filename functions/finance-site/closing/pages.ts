import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { closingMonth } from "../../../shared/closing/steps/next-month.ts";
import { requestPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { month as monthSchema } from "../../../shared/engine/facts/fields.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { monthOf } from "../../_platform/site/request.ts";
import { type FinanceRoom, financeRoomOf } from "../page-context.ts";
import { showMonth } from "./month-page.ts";

/** The closing of months: what is still open, what is expected, the form that closes, and how far it is. */
export const closePages: readonly Route[] = [
  page({
    id: "finance.close",
    path: "/:lang/finance/close",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const asked = monthSchema.safeParse(context.req.query("month"));
      return toMonth(pageContext, asked.success ? asked.data : (await closingMonth(pageContext.p)).month, 302);
    },
  }),

  page({
    id: "finance.closeMonth",
    path: "/:lang/finance/close/:month",
    access: STAFF,
    handle: (context, deps) => showMonth(financeRoomOf(context, deps), monthOf(context)),
  }),

  page({
    id: "finance.previewClose",
    method: "POST",
    path: "/:lang/finance/close/:month/preview",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const month = monthOf(context);
      try {
        await requestPreview(month, pageContext.person, pageContext.p);
        return toMonth(pageContext, month);
      } catch (error) {
        return showMonth(pageContext, month, { refused: refusedTexts(error, pageContext.frame.language), typed: undefined });
      }
    },
  }),

  page({
    id: "finance.startClose",
    method: "POST",
    path: "/:lang/finance/close/:month",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const [month, sent] = [monthOf(context), await context.req.parseBody()];
      const typed = { confirm: sentText(sent, "confirm"), reason: sentText(sent, "reason") };
      try {
        await startClose({ month, ...typed }, pageContext.person, pageContext.p);
        return toMonth(pageContext, month);
      } catch (error) {
        return showMonth(pageContext, month, { refused: refusedTexts(error, pageContext.frame.language), typed });
      }
    },
  }),
];

const toMonth = ({ c, frame }: FinanceRoom, month: string, status: 302 | 303 = 303): Response =>
  c.redirect(linkTo(frame, `close/${month}`), status);
