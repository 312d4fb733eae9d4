import { type PayoutWriter, payoutWriterFor } from "../../shared/payouts/messages.ts";
import { type PageContext, pagesWith } from "../_platform/site/page-context.ts";

/** What finance's pages are made in. */
export type FinanceContext = PageContext<PayoutWriter>;

export const { page: financePage, form: financeForm } = pagesWith(payoutWriterFor);

/** Whether the reader proposes and approves adjustments and payees. */
export const mayPropose = ({ isFinance, isHr }: FinanceContext): boolean => isFinance || isHr;
