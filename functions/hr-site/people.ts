import type { Person } from "../../shared/access/policy.ts";
import type { AdvisorContent, Proposal, ScoresContent } from "../../shared/approval/proposal.ts";
import { proposeFacts } from "../../shared/use-cases/proposals/propose-facts.ts";
import { RefusedError } from "../../shared/use-cases/retry.ts";
import { type PeopleWriter, peopleWriterFor } from "../../shared/views/hr/people-writer.ts";
import { refusalText } from "../../shared/views/hr/refusals.ts";
import type { HttpContext } from "../_platform/http/app.ts";
import { HttpProblem } from "../_platform/http/problem.ts";
import { type Frame, type Html, linkTo } from "../_platform/page/frame.ts";
import { frameOf } from "../_platform/site/request.ts";
import type { Wiring } from "../_platform/wiring.ts";
import { notice } from "./page/people-page.ts";

/** What a page about people is made in: who looks, in which language, and what reaches outside. */
export interface Room {
  readonly c: HttpContext;
  readonly frame: Frame;
  readonly writer: PeopleWriter;
  readonly person: Person;
  readonly p: Wiring;
  /** Whether she may change anything here. */
  readonly mayWrite: boolean;
}

export function roomOf(c: HttpContext, p: Wiring): Room {
  const frame = frameOf(c);
  const person = c.get("person");
  if (person === undefined) throw new HttpProblem("forbidden", "Nobody is signed in.");
  return { c, frame, writer: peopleWriterFor(p.agency, frame.language), person, p, mayWrite: person.roles.includes("hr") };
}

/** Saves a change, or tells in the reader's language why it can't be. */
export async function propose(
  content: AdvisorContent | ScoresContent,
  more: { readonly why: string; readonly seenResultHash: string },
  { person, p, writer }: Room,
): Promise<{ readonly proposal: Proposal } | { readonly refused: string }> {
  try {
    return { proposal: await proposeFacts(content, more, person, p) };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { refused: refusedText(error, writer) };
  }
}

/** Where nothing is told by name, the message says it. */
const refusedText = ({ message, refusals = [] }: RefusedError, { language, words }: PeopleWriter): string =>
  refusals.length === 0 ? message : refusals.map((each) => refusalText(each, language)).join(words.joins.sentence);

/** Leads to a page that tells what became of a change. */
export function toSaved({ c, frame }: Room, to: string, { proposalId }: Proposal): Response {
  return c.redirect(`${linkTo(frame, to)}?saved=${encodeURIComponent(proposalId)}`, 303);
}

/** What became of the change that was saved last, where the address names it. */
export async function savedNotice({ c, frame, writer, p }: Room): Promise<Html | ""> {
  const proposalId = c.req.query("saved");
  const proposal = proposalId === undefined ? undefined : await p.proposals.find(proposalId);
  if (proposal === undefined) return "";
  const words = writer.people.saved;
  const { status } = proposal;
  const isKnown = status === "published" || status === "submitted" || status === "publishing";
  const link = { href: linkTo(frame, `proposals/${encodeURIComponent(proposal.proposalId)}`), text: words.see };
  return notice(frame, "good", isKnown ? words[status] : words.other, link);
}
