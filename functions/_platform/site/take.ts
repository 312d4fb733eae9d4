import type * as z from "zod";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { type Form, type Known, type Refused, readForm, refusedBy } from "../page/form.ts";
import { linkTo } from "../page/layout.ts";
import { type Sent, sentText } from "./form-data.ts";
import type { AnyPageContext } from "./page-context.ts";

type Answer = Response | Promise<Response>;

/** Leads on after something was done, so that nothing is sent again when the page is loaded anew. @param to from the area's root. */
export const goTo = ({ http, frame }: AnyPageContext, to: string): Response => http.redirect(linkTo(frame, to), 303);

/** The lock version that whoever sends a form has seen. */
export const seenLockVersion = (sent: Sent): number => {
  const lockVersion = Number(sentText(sent, "lockVersion"));
  return Number.isSafeInteger(lockVersion) && lockVersion >= 0 ? lockVersion : 0;
};

/** Where a proposal stands that was made just now. */
export const savedAt = ({ proposalId }: Proposal): string => `${proposalPath(proposalId)}?saved=yes`;

/** Does something and leads on to where it says; shows the page again where it is refused. */
export async function take(
  pageContext: AnyPageContext,
  run: () => Promise<string>,
  again: (refused: Refused) => Answer,
  sent?: Partial<Refused>,
): Promise<Response> {
  let to: string;
  try {
    to = await run();
  } catch (error) {
    return again(refusedBy(error, sent));
  }
  return goTo(pageContext, to);
}

interface Command<Schema extends z.ZodObject> {
  readonly form: Form;
  /** As the API takes the same command. */
  readonly request: Schema;
  /** What the request holds beside what the form asks. */
  readonly known?: Known;
  /** Does it. @returns where to go then. */
  run(body: z.output<Schema>): Promise<string>;
  /** Shows the page again, with what was typed and why it was not taken. */
  again(refused: Refused): Answer;
}

/** Takes what a form sent: checked by the request's schema, done, and led on from. */
export async function takeForm<Schema extends z.ZodObject>(
  pageContext: AnyPageContext,
  sent: Sent,
  { form, request, known, run, again }: Command<Schema>,
): Promise<Response> {
  const { refused, body } = readForm(form, request, sent, known);
  return body === undefined ? again(refused) : take(pageContext, () => run(body), again, refused);
}
