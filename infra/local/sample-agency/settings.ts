import { type FinanceSettings, financeSchema } from "../../../shared/settings/model/settings.ts";
import { readCdkContext } from "../../config.ts";

/** Whose account the sample pays from. Both numbers are made up, with check digits that are right. */
const DEBTORS: Readonly<Record<string, FinanceSettings["debtor"]>> = {
  CNY: { name: "分润旅行社", account: "6222020200112230", bankCode: "102100099996" },
  EUR: { name: "Fenrun Travel", account: "DE89370400440532013000", bankCode: "COBADEFFXXX" },
};

/** The finance settings of the sample: those of cdk.json, with an account to pay from, so that bank files can be made. */
export function sampleFinance(currency: string): FinanceSettings {
  const debtor = (Object.hasOwn(DEBTORS, currency) ? DEBTORS[currency] : undefined) ?? DEBTORS.CNY;
  return financeSchema.parse({ ...(readCdkContext().finance as object), debtor });
}
