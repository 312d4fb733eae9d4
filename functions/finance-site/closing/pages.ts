import { closingMonth } from "../../../shared/closing/steps/next-month.ts";
import { beginPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { month as monthSchema } from "../../../shared/engine/facts/fields.ts";
import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceRoom, financeRoomOf } from "../page-context.ts";
import { showMonth } from "./month-page.ts";

/** Adds the closing of months: what is still open, what is expected, the form that closes, and how far it is. */
export function addClosePages(app: App, wiring: () => Wiring): void {
  route(app, "finance.close", async (c) => {
    const room = financeRoomOf(c, wiring());
    const asked = monthSchema.safeParse(c.req.query("month"));
    return toMonth(room, asked.success ? asked.data : (await closingMonth(room.p)).month, 302);
  });

  route(app, "finance.closeMonth", (c) => showMonth(financeRoomOf(c, wiring()), monthOf(c)));

  route(app, "finance.previewClose", async (c) => {
    const room = financeRoomOf(c, wiring());
    const month = monthOf(c);
    try {
      await beginPreview(month, room.person, room.p);
      return toMonth(room, month);
    } catch (error) {
      return showMonth(room, month, { refused: refusedTexts(error, room.frame.language), typed: undefined });
    }
  });

  route(app, "finance.startClose", async (c) => {
    const room = financeRoomOf(c, wiring());
    const [month, sent] = [monthOf(c), await c.req.parseBody()];
    const typed = { confirm: sentText(sent, "confirm"), reason: sentText(sent, "reason") };
    try {
      await startClose({ month, ...typed }, room.person, room.p);
      return toMonth(room, month);
    } catch (error) {
      return showMonth(room, month, { refused: refusedTexts(error, room.frame.language), typed });
    }
  });
}

const toMonth = ({ c, frame }: FinanceRoom, month: string, status: 302 | 303 = 303): Response =>
  c.redirect(linkTo(frame, `close/${month}`), status);
