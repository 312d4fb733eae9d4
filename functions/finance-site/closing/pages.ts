import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { closingMonth } from "../../../shared/closing/steps/close-progress.ts";
import { requestPreview, startClose } from "../../../shared/closing/steps/start-close.ts";
import { month as monthSchema } from "../../../shared/engine/facts/fields.ts";
import type { Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { startCloseRequest } from "../../_platform/requests/closing.ts";
import { monthOf } from "../../_platform/site/request.ts";
import { take, takeForm } from "../../_platform/site/take.ts";
import { financeForm, financePage } from "../context.ts";
import { closeForm, showMonth } from "./month-page.ts";

/** The closing of months: what is still open, what is expected, the form that closes, and how far it is. */
export const closePages: readonly Route[] = [
  financePage({
    id: "finance.close",
    path: "/:lang/finance/close",
    access: STAFF,
    show: async ({ http, frame, deps }) => {
      const asked = monthSchema.safeParse(http.req.query("month"));
      return http.redirect(linkTo(frame, `close/${asked.success ? asked.data : (await closingMonth(deps)).month}`), 302);
    },
  }),

  financePage({
    id: "finance.closeMonth",
    path: "/:lang/finance/close/:month",
    access: STAFF,
    show: (context) => showMonth(context, monthOf(context.http)),
  }),

  financeForm({
    id: "finance.previewClose",
    path: "/:lang/finance/close/:month/preview",
    access: FINANCE,
    take: (context) => {
      const month = monthOf(context.http);
      const run = async () => {
        await requestPreview(month, context.person, context.deps);
        return `close/${month}`;
      };
      return take(context, run, (refused) => showMonth(context, month, refused));
    },
  }),

  financeForm({
    id: "finance.startClose",
    path: "/:lang/finance/close/:month",
    access: FINANCE,
    take: (context, sent) => {
      const month = monthOf(context.http);
      return takeForm(context, sent, {
        form: closeForm(context, month),
        request: startCloseRequest,
        run: async (body) => {
          await startClose({ month, ...body }, context.person, context.deps);
          return `close/${month}`;
        },
        again: (refused) => showMonth(context, month, refused),
      });
    },
  }),
];
