import { STAFF } from "../../../shared/access/groups.ts";
import type { Language } from "../../../shared/base/language.ts";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { type ApprovalItem, approvalsView } from "../../../shared/proposals/views/inbox-view.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { frameOf } from "../../_platform/site/request.ts";
import { answerView } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** So many of the latest decisions are shown. */
const DECIDED_SHOWN = 20;

/** What waits for approval. */
export const approvalPages: readonly Route[] = [
  page({
    id: "hr.approvals",
    path: "/:lang/hr/approvals",
    access: STAFF,
    handle: async (context, deps) => {
      const p = deps;
      const frame = frameOf(context);
      const [waiting, decided] = await Promise.all([
        p.proposals.list(["submitted", "approved", "publishing"]),
        p.proposals.list(["published", "withdrawn"]),
      ]);
      // What one person may save alone was never decided on.
      const lately = decided.filter(({ submission }) => submission !== undefined).slice(0, DECIDED_SHOWN);
      const items = await inParallel([...waiting, ...lately], 4, (proposal) => itemOf(proposal, frame.language, p));
      const reader = context.get("person") ?? { username: "", roles: [] };
      return answerView(context, frame, approvalsView(items, reader, p.agency, frame.language, p.kinds));
    },
  }),
];

async function itemOf(proposal: Proposal, language: Language, { kinds }: Wiring): Promise<ApprovalItem> {
  const { content, submission } = proposal;
  const effect = submission && (await kinds.of(content).effectOf?.(submission, language));
  return effect === undefined ? { proposal } : { proposal, effect };
}
