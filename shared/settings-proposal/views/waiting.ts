import type { Proposal } from "../../proposals/model/proposal.ts";
import { settingsWordsOf } from "../../settings/messages.ts";
import { proposalPath } from "../../ui/links.ts";
import type { Block } from "../../ui/view.ts";
import { type FinanceWriter, textColumn } from "../../ui/writer.ts";

/** Changes that wait for another person, each leading to its page. */
export function waitingSettings(proposals: readonly Proposal[], writer: FinanceWriter): Block {
  const words = settingsWordsOf(writer.language);
  const rows = proposals.map(({ proposalId, submission, changedAt }) => ({
    cells: [
      writer.text(submission?.why ?? "", { to: proposalPath(proposalId) }),
      writer.text(submission?.by ?? ""),
      writer.text(writer.moment(changedAt)),
    ],
  }));
  return {
    kind: "table",
    id: "waiting-list",
    caption: words.waiting,
    columns: [words.why, words.proposedBy, words.proposedAt].map((title) => textColumn(title)),
    rows,
  };
}
