import * as z from "zod";
import type { Language } from "../../../shared/base/language.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import { pageAbove } from "../http/match-route.ts";
import { encodeSlashesTwice, withOneSlash } from "../http/own-path.ts";
import { notFound } from "../http/problem.ts";
import type { HttpContext } from "../http/route.ts";
import { type Area, advisorRoot, type Frame } from "../page/layout.ts";

/** The frame of the page that is asked for. */
export function frameOf(context: HttpContext, more: Pick<Frame, "about" | "scripts"> = {}): Frame {
  const { pathname, search } = new URL(context.req.url);
  const person = context.get("person");
  const language = languageOf(context);
  const area = areaOf(pathname);
  const asked = context.req.param("advisorId");
  const isOwn = person?.roles.includes("advisor") ?? false;
  const root = asked === undefined ? (isOwn ? `/${language}/me` : undefined) : advisorRoot(language, asked);
  return {
    language,
    // As a link has to say it: the gateway has taken off one layer of encoding.
    path: encodeSlashesTwice(withOneSlash(context.req.method === "POST" ? pageAbove(context.get("routes"), pathname) : pathname)),
    query: search,
    signedIn: person !== undefined,
    seesAll: person?.roles.some((role) => role !== "advisor") ?? false,
    ...(root !== undefined && { root }),
    ...(area !== undefined && { area, root: `/${language}/${area}` }),
    ...more,
  };
}

function areaOf(pathname: string): Area | undefined {
  const [, , named] = pathname.split("/");
  return named === "hr" || named === "finance" ? named : undefined;
}

/** The language that the path names; elsewhere the one that the browser prefers. */
export function languageOf(context: HttpContext): Language {
  const [, named] = new URL(context.req.url).pathname.split("/");
  if (named === "zh" || named === "en") return named;
  return preferredLanguage(context.req.header("accept-language") ?? "");
}

/** Chinese unless English is preferred: that is what the agency's people read. */
export function preferredLanguage(accepted: string): Language {
  const ranked = accepted
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const quality = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { language: tag.trim().split("-")[0], quality: Number(quality ?? 1) };
    })
    .filter(({ language, quality }) => (language === "zh" || language === "en") && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return ranked[0]?.language === "en" ? "en" : "zh";
}

/** The month that the path names. @throws HttpProblem where it is none. */
export function monthOf(context: HttpContext, name: "month" | "of" = "month"): string {
  const { success, data } = month.safeParse(context.req.param(name));
  if (!success) throw notFound("There is no such month.");
  return data;
}

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

/** The page of a table that the query names; the first where it names none. */
export function pageOf(context: HttpContext): number {
  return pageSchema.parse(context.req.query("page"));
}

/** The component that the path names, as views name it. The gateway and the router have decoded it. */
export function keyOf(context: HttpContext): string {
  return encodeURIComponent(context.req.param("key") ?? "");
}
