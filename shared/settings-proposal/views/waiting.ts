import type { Proposal } from "../../proposals/model/proposal.ts";
import { settingsWordsOf } from "../../settings/messages.ts";
import { proposalPath } from "../../ui/links.ts";
import { col, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { FinanceWriter } from "../../ui/writer.ts";

/** Changes that wait for another person, each leading to its page. */
export function waitingSettings(proposals: readonly Proposal[], writer: FinanceWriter): Block {
  const words = settingsWordsOf(writer.language);
  return table({ id: "waiting-list", caption: words.waiting }, proposals, [
    col(words.why, ({ proposalId, submission }) => writer.text(submission?.why ?? "", { to: proposalPath(proposalId) })),
    col(words.proposedBy, ({ submission }) => writer.text(submission?.by ?? "")),
    col(words.proposedAt, ({ changedAt }) => writer.text(writer.moment(changedAt))),
  ]);
}
