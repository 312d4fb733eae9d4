import { accountIssuesEn } from "../../shared/account/messages.en.ts";
import { accountIssuesZh } from "../../shared/account/messages.zh.ts";
import { adjustmentIssuesEn } from "../../shared/adjustments/messages.en.ts";
import { adjustmentIssuesZh } from "../../shared/adjustments/messages.zh.ts";
import { advisorIssuesEn } from "../../shared/advisors/messages.en.ts";
import { advisorIssuesZh } from "../../shared/advisors/messages.zh.ts";
import { auditIssuesEn } from "../../shared/audit/messages.en.ts";
import { auditIssuesZh } from "../../shared/audit/messages.zh.ts";
import { type Catalogue, type FormatIssue, issueFormatter } from "../../shared/base/issues/issue.ts";
import { baseIssuesEn } from "../../shared/base/issues/messages.en.ts";
import { baseIssuesZh } from "../../shared/base/issues/messages.zh.ts";
import type { Language } from "../../shared/base/language.ts";
import { closeIssuesEn } from "../../shared/closing/messages.en.ts";
import { closeIssuesZh } from "../../shared/closing/messages.zh.ts";
import { derivationIssuesEn } from "../../shared/derivations/messages.en.ts";
import { derivationIssuesZh } from "../../shared/derivations/messages.zh.ts";
import { engineIssuesEn } from "../../shared/engine/messages.en.ts";
import { engineIssuesZh } from "../../shared/engine/messages.zh.ts";
import { ledgerIssuesEn } from "../../shared/ledger/messages.en.ts";
import { ledgerIssuesZh } from "../../shared/ledger/messages.zh.ts";
import { payeeIssuesEn } from "../../shared/payees/messages.en.ts";
import { payeeIssuesZh } from "../../shared/payees/messages.zh.ts";
import { bankReportIssuesEn } from "../../shared/payouts/bank-reports/messages.en.ts";
import { bankReportIssuesZh } from "../../shared/payouts/bank-reports/messages.zh.ts";
import { fileIssuesEn } from "../../shared/payouts/files/messages.en.ts";
import { fileIssuesZh } from "../../shared/payouts/files/messages.zh.ts";
import { payoutIssuesEn } from "../../shared/payouts/messages.en.ts";
import { payoutIssuesZh } from "../../shared/payouts/messages.zh.ts";
import { planIssuesEn } from "../../shared/plans/messages.en.ts";
import { planIssuesZh } from "../../shared/plans/messages.zh.ts";
import { proposalIssuesEn } from "../../shared/proposals/messages.en.ts";
import { proposalIssuesZh } from "../../shared/proposals/messages.zh.ts";
import { quarantineIssuesEn } from "../../shared/quarantine/messages.en.ts";
import { quarantineIssuesZh } from "../../shared/quarantine/messages.zh.ts";
import { scoreIssuesEn } from "../../shared/scores/messages.en.ts";
import { scoreIssuesZh } from "../../shared/scores/messages.zh.ts";
import { settingsIssuesEn } from "../../shared/settings/messages.en.ts";
import { settingsIssuesZh } from "../../shared/settings/messages.zh.ts";
import { simulationIssuesEn } from "../../shared/simulations/messages.en.ts";
import { simulationIssuesZh } from "../../shared/simulations/messages.zh.ts";
import { uploadIssuesEn } from "../../shared/uploads/messages.en.ts";
import { uploadIssuesZh } from "../../shared/uploads/messages.zh.ts";
import { apiIssuesEn } from "./api/messages.en.ts";
import { apiIssuesZh } from "./api/messages.zh.ts";

const zh: Catalogue = {
  ...apiIssuesZh,
  ...accountIssuesZh,
  ...adjustmentIssuesZh,
  ...advisorIssuesZh,
  ...auditIssuesZh,
  ...baseIssuesZh,
  ...closeIssuesZh,
  ...engineIssuesZh,
  ...ledgerIssuesZh,
  ...payeeIssuesZh,
  ...payoutIssuesZh,
  ...bankReportIssuesZh,
  ...fileIssuesZh,
  ...planIssuesZh,
  ...proposalIssuesZh,
  ...quarantineIssuesZh,
  ...derivationIssuesZh,
  ...scoreIssuesZh,
  ...settingsIssuesZh,
  ...simulationIssuesZh,
  ...uploadIssuesZh,
};

const en: Catalogue = {
  ...apiIssuesEn,
  ...accountIssuesEn,
  ...adjustmentIssuesEn,
  ...advisorIssuesEn,
  ...auditIssuesEn,
  ...baseIssuesEn,
  ...closeIssuesEn,
  ...engineIssuesEn,
  ...ledgerIssuesEn,
  ...payeeIssuesEn,
  ...payoutIssuesEn,
  ...bankReportIssuesEn,
  ...fileIssuesEn,
  ...planIssuesEn,
  ...proposalIssuesEn,
  ...quarantineIssuesEn,
  ...derivationIssuesEn,
  ...scoreIssuesEn,
  ...settingsIssuesEn,
  ...simulationIssuesEn,
  ...uploadIssuesEn,
};

/** The texts of all codes. */
export const ISSUE_CATALOGUES: Readonly<Record<Language, Catalogue>> = { zh, en };

const FORMATS: Readonly<Record<Language, FormatIssue>> = { zh: issueFormatter(zh, "zh"), en: issueFormatter(en, "en") };

/** Formats issues and refusals of all rooms in a language. */
export const issueFormatIn = (language: Language): FormatIssue => FORMATS[language];
