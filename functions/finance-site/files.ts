import { html } from "hono/html";
import type { Payout } from "../../shared/payout/payout.ts";
import { filesWordsOf } from "../../shared/views/finance/files-words.ts";
import type { Html } from "../_platform/page/frame.ts";
import { section } from "../_platform/page/people-page.ts";
import { pollMarkup } from "../_platform/page/poll.ts";
import { type FileShown, filesList } from "./page/files-list.ts";
import type { PayoutRoom } from "./payout-room.ts";

/** A section of files, and whether one of them is being made. */
export interface FilesSection {
  readonly markup: Html;
  readonly isBeingMade: boolean;
}

/** Whose bytes hold whole account numbers is fetched by finance only. */
const FOR_LOOKERS: readonly string[] = ["csv", "xlsx", "journal", "positions"];

/** A payout's files: the lists from its approval on, those for bank and payroll once it is exported. */
export async function payoutFiles(room: PayoutRoom, { payoutId, status, content }: Payout): Promise<FilesSection | undefined> {
  if (content === undefined || status === "withdrawn") return undefined;
  const words = filesWordsOf(room.frame.language);
  if (status === "draft") return { markup: section("files", words.title, html`<p>${words.notYet}</p>`), isBeingMade: false };
  const wentOut = status === "exported" || status === "confirmed";
  const own = room.p.finance.templates.map(({ id, name, kind }) => ({ format: id, name, what: words[kind] }));
  const formats = [...namedFormats(["csv", "xlsx"], room), ...(wentOut ? [...namedFormats(["pain.001"], room), ...own] : [])];
  const intro = wentOut ? words.intro : `${words.intro}${room.writer.words.joins.sentence}${words.notYet}`;
  return filesSection(room, { of: `payout:${payoutId}`, formats, intro, expected: content.payments });
}

/** Formats that every agency has, with what they are called. */
export function namedFormats(formats: readonly string[], { frame }: PayoutRoom): FileShown["format"][] {
  const words = filesWordsOf(frame.language);
  return formats.map((format) => ({ format, name: words.formats[format] ?? format, what: words.whats[format] ?? "" }));
}

interface Wanted {
  readonly of: string;
  readonly formats: readonly FileShown["format"][];
  readonly intro: string;
  /** What count and control sum have to be. */
  readonly expected?: FileShown["expected"];
  /** Of its own on the page, where there are several. */
  readonly id?: string;
  readonly title?: string;
}

/** Files of one thing, each with how it stands and what can be done with it. */
export async function filesSection(room: PayoutRoom, { of, formats, intro, expected, id = "files", title }: Wanted): Promise<FilesSection> {
  const { frame, person, p } = room;
  const words = filesWordsOf(frame.language);
  const known = await p.fileRegister.list(of);
  const shown = formats.map((format) => ({
    of,
    format,
    expected,
    file: known.find((file) => file.format === format.format),
    mayFetch: person.roles.includes("finance") || (FOR_LOOKERS.includes(format.format) && person.roles.includes("auditor")),
  }));
  const isBeingMade = shown.some(({ file }) => file !== undefined && file.made === undefined && file.failed === undefined);
  const markup = section(
    id,
    title ?? words.title,
    html`<p class="soft">${intro} ${words.link(`${p.finance.linkSeconds}`)}</p>`,
    filesList(room, shown),
    // Within what it replaces: once all are made, nobody looks again.
    isBeingMade ? pollMarkup(frame, id) : "",
  );
  return { markup, isBeingMade };
}
