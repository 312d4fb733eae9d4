import { exportFormats } from "../../../shared/payouts/bank-files/bank-formats.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import type { FinanceSettings } from "../../../shared/settings/model/finance-settings.ts";

/** A file by which a payout can go out, as a form offers it. */
export interface ExportChoice {
  readonly format: string;
  /** A template's name; none of pain.001. */
  readonly name?: string;
}

/** The formats in which a payout can be told, by what was tried when it was drafted. */
export function exportChoices({ content }: Payout, finance: Pick<FinanceSettings, "templates" | "pain001">): ExportChoice[] {
  const possible = new Set(content?.formats.flatMap(({ format, issue }) => (issue === undefined ? [format] : [])));
  return exportFormats(finance)
    .filter((format) => possible.has(format))
    .map((format) => {
      const name = finance.templates.find(({ id }) => id === format)?.name;
      return { format, ...(name !== undefined && { name }) };
    });
}
