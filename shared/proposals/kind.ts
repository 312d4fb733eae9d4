import type { ActivityAction, ActivityEntry, FieldChange } from "../activity/model/activity-entry.ts";
import type { Refusal } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import type { PublishResult } from "./model/entries.ts";
import type { ApprovalEffect, Content, Proposal, Submission, Workflow } from "./model/proposal.ts";

/** What of a submission follows from its content; by whom and when is added where it is stored. */
export type UnsignedSubmission = Omit<Submission, "by" | "at">;

/** What submitting is asked with. */
export interface SubmitComment {
  /** For whoever reads the activity log later. */
  readonly comment: string;
  /** Ids of the warnings that the submitter knows and means. */
  readonly acknowledged: readonly string[];
}

/** A change that one person may save alone where it leaves closed months as they are. */
export interface PreparedChange {
  readonly submission: UnsignedSubmission;
  /** What it changes of what is stored. */
  readonly changes: readonly FieldChange[];
}

/** What of a kind of proposal follows from its content alone. */
export interface KindRules<C extends Content = Content> {
  readonly kind: C["kind"];
  readonly workflow: Workflow;
  /** What it is about, as the activity log names it. */
  subjectOf(content: C): string;
  /** Whether it is about this advisor: they can't approve it themselves. */
  concerns(content: C, advisorId: string): boolean;
  /** SHA-256 of the facts that it is to become: what an approval signs. None where the content is no valid fact yet. */
  hash(content: C): string | undefined;
  /** What an edit changed, field by field; without a content before, all of it. */
  diff(before: C | undefined, after: C): FieldChange[];
  /** What its first line in the activity log is called; `create` where this is missing. */
  createdAs?(content: C): ActivityAction;
  /** What the activity log says beside its hash when it is published. */
  publishedChanges?(content: C): FieldChange[];
}

/** What pages say of a kind of proposal. */
export interface KindViews<C extends Content = Content> {
  title(content: C, language: Language): string;
  /** The line of the inbox, and what is noted below it. */
  summary(content: C, language: Language): { readonly text: string; readonly notes: readonly string[] };
}

/**
 * A kind of proposal: each subject builds its own with its dependencies, and the mechanism in this room knows none of
 * them by name.
 */
export interface ProposalKind<C extends Content = Content> extends KindRules<C> {
  readonly views: KindViews<C>;
  /**
   * Fixes what a draft's submission binds. Missing where there are no drafts of the kind.
   * @throws RefusedError with all that stands against submitting it.
   */
  prepare?(proposal: Proposal<C>, comment: SubmitComment): Promise<UnsignedSubmission>;
  /**
   * The same for a change that is saved without a draft. Missing where there are none.
   * @throws RefusedError where it is no valid fact.
   */
  prepareChange?(content: C, comment: string): Promise<PreparedChange>;
  /** Why it can't be published as things stand, before it is proposed (without an id) and again when it is published. */
  recheck(proposal: ProposalToCheck<C>): Promise<readonly Refusal[]>;
  /** Numbers that are fixed with the decision to publish, so that publishing again gives the same. */
  fixNumbers?(content: C): Promise<readonly number[]>;
  /**
   * Stores the facts. Idempotent.
   * @throws RetryableError where the table is too busy.
   */
  publish(proposal: Proposal<C>): Promise<PublishResult>;
  /** Whether publishing takes longer than a request may. */
  runsInBackground(proposal: Proposal<C>): Promise<boolean>;
  /** What the subject's activity log says once it is published, where that is more than that it was. */
  publishedEntry?(proposal: Proposal<C>, entry: ActivityEntry): Promise<ActivityEntry>;
  /** What a submission comes to; none where that isn't known. */
  effectOf?(submission: Submission, language: Language): Promise<ApprovalEffect | undefined>;
}

/** A proposal that may not be stored yet: then it has neither id nor submission. */
export type ProposalToCheck<C extends Content = Content> = Pick<Proposal<C>, "content"> & Partial<Omit<Proposal<C>, "content">>;

/** The kinds of proposals that there are. */
export class ProposalKinds {
  readonly #kinds: ReadonlyMap<string, ProposalKind>;

  constructor(kinds: readonly ProposalKind[]) {
    this.#kinds = new Map(kinds.map((each) => [each.kind, each]));
  }

  /** Their names, in the order in which pages list them. */
  get names(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** The kind of a content. @throws Error where there is no such kind: its module was not composed. */
  of<C extends Content>({ kind }: C): ProposalKind<C> {
    const found = this.#kinds.get(kind);
    if (found === undefined) throw new Error(`there is no proposal kind "${kind}"`);
    return found as ProposalKind<C>;
  }
}
