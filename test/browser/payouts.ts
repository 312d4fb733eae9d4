import { wiring } from "../../functions/_platform/wiring.ts";
import { makePayees } from "../../infra/local/sample-agency/payees.ts";
import type { Person } from "../../shared/access/policy.ts";
import { proposePayee } from "../../shared/payees/steps/propose-payees.ts";
import { approveProposal } from "../../shared/proposals/steps/take-steps.ts";

const HR: Person = { username: "hr", roles: ["hr"] };
const FINANCE: Person = { username: "finance", roles: ["finance"] };

/** Tells where advisors are paid to, as people do it: proposed by HR, approved by finance. @returns their account numbers. */
export async function describePayees(advisors: readonly { readonly advisorId: string; readonly name: string }[]): Promise<string[]> {
  const p = wiring();
  const payees = makePayees(1, advisors);
  for (const { advisorId, details } of payees) {
    const { proposalId, lockVersion } = await proposePayee({ advisorId, typed: details, source: "form", comment: "On joining" }, HR, p);
    await approveProposal({ proposalId, lockVersion }, FINANCE, p);
  }
  return payees.map(({ details }) => details.account);
}

/** Gives an advisor another account, as two people do it. */
export async function changeAccount(advisorId: string): Promise<void> {
  const p = wiring();
  const typed = { holder: "王䶮", account: "6222021234567890128", bankCode: "102100099996", bankName: "" };
  const { proposalId, lockVersion } = await proposePayee({ advisorId, typed, source: "form", comment: "The account is closed" }, HR, p);
  await approveProposal({ proposalId, lockVersion }, FINANCE, p);
}

/** The payments of a bank's file, as the bank reads them: reference and amount in fen. */
export function readBankFile(xml: string): { readonly payments: Map<string, bigint>; readonly count: number; readonly controlSum: bigint } {
  const fen = (text = "") => BigInt(text.replace(".", ""));
  const payments = new Map(
    [...xml.matchAll(/<CdtTrfTxInf>.*?<\/CdtTrfTxInf>/gs)].map(([payment]) => [
      /<EndToEndId>([^<]+)</.exec(payment)?.[1] ?? "",
      fen(/<InstdAmt[^>]*>([\d.]+)</.exec(payment)?.[1]),
    ]),
  );
  return { payments, count: Number(/<NbOfTxs>(\d+)</.exec(xml)?.[1]), controlSum: fen(/<CtrlSum>([\d.]+)</.exec(xml)?.[1]) };
}
