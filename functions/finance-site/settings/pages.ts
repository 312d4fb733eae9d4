import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { parseJson } from "../../../shared/base/json/parse-json.ts";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import type { SettingsSection } from "../../../shared/settings/model/settings.ts";
import { settingsHistory, settingsTable } from "../../../shared/settings/views/settings-view.ts";
import { proposeSettings } from "../../../shared/settings-proposal/steps/propose-settings.ts";
import { waitingSettings } from "../../../shared/settings-proposal/views/waiting.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { hiddenField, longField, textField } from "../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceRoom, financeRoomOf, refusedNotice } from "../page-context.ts";

/** How many versions the history shows. */
const MAX_SHOWN = 20;

/** The settings: what holds, who changed what when, and a form that proposes a change. */
export const settingsPages: readonly Route[] = [
  page({
    id: "finance.settings",
    path: "/:lang/finance/settings",
    access: STAFF,
    handle: async (context, deps) => showSettings(financeRoomOf(context, deps)),
  }),

  page({
    id: "finance.proposeSettings",
    method: "POST",
    path: "/:lang/finance/settings",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const { language } = pageContext.frame;
      const sent = await context.req.parseBody();
      const texts = Object.fromEntries(sectionsOf(pageContext).map((name) => [name, sentText(sent, name)]));
      const why = sentText(sent, "why");
      const { sections, wrong } = parseSections(texts, pageContext);
      if (wrong.length > 0) return showSettings(pageContext, { refused: wrong, texts, why });
      try {
        const baseVersion = Number(sentText(sent, "baseVersion"));
        const { proposalId } = await proposeSettings({ baseVersion, sections, why }, pageContext.person, pageContext.p);
        return context.redirect(`${linkTo(pageContext.frame, proposalPath(proposalId))}?saved`, 303);
      } catch (error) {
        return showSettings(pageContext, { refused: refusedTexts(error, language), texts, why });
      }
    },
  }),
];

/** Whose form it is: finance changes its own settings, HR the others. */
function sectionsOf({ person: { roles } }: FinanceRoom): readonly SettingsSection[] {
  return [
    ...(roles.includes("finance") ? (["finance"] as const) : []),
    ...(roles.includes("hr") ? (["review", "eventSources"] as const) : []),
  ];
}

interface ParsedSections {
  readonly sections: Partial<Record<SettingsSection, unknown>>;
  /** Of each section that is no JSON, or would be changed by reading it, why. */
  readonly wrong: readonly string[];
}

function parseSections(texts: Readonly<Record<string, string>>, { writer }: FinanceRoom): ParsedSections {
  const words = settingsWordsOf(writer.language);
  const sections: Partial<Record<SettingsSection, unknown>> = {};
  const wrong: string[] = [];
  for (const [name, text] of Object.entries(texts) as [SettingsSection, string][]) {
    const reading = parseJson(text);
    if (reading.ok) sections[name] = reading.value;
    else if (reading.issue.code === "not-json") wrong.push(words.notJson(words.sections[name]));
    else wrong.push(`${words.sections[name]}${writer.words.joins.colon}${writer.formatIssue(reading.issue)}`);
  }
  return { sections, wrong };
}

interface Refused {
  readonly refused: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly why: string;
}

async function showSettings(pageContext: FinanceRoom, after?: Refused): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const words = settingsWordsOf(frame.language);
  const [history, waiting] = await Promise.all([
    p.settings.history(MAX_SHOWN + 1),
    p.proposals.list(["submitted", "approved", "publishing"], "settings"),
  ]);
  const latest = history[0] ?? p.settings.initial;
  const blocks = (title: string, ...all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const parts: (Html | "")[] = [
    refusedNotice(after?.refused),
    section("now", words.version(String(latest.version)), blocks(words.title, settingsTable(latest, writer))),
    waiting.length === 0 ? "" : section("waiting", words.waiting, blocks(words.waiting, waitingSettings(waiting, writer))),
    section("history", words.history, blocks(words.history, settingsHistory(history.slice(0, MAX_SHOWN), writer.moment, writer))),
    section(
      "propose",
      words.propose,
      sectionsOf(pageContext).length === 0 ? html`<p>${words.only}</p>` : proposeForm(pageContext, latest, after),
    ),
  ];
  const opening = html`<p class="soft">${words.intro}</p>`;
  return answerPage(c, frame, peoplePage(frame, { title: words.title, opening, parts }), after === undefined ? 200 : 422);
}

function proposeForm(
  pageContext: FinanceRoom,
  { version, settings }: Awaited<ReturnType<Wiring["settings"]["latest"]>>,
  after?: Refused,
): Html {
  const words = settingsWordsOf(pageContext.frame.language);
  const fields = sectionsOf(pageContext).map((name) =>
    longField({
      name,
      label: words.sections[name],
      rows: name === "finance" ? 24 : 8,
      isCode: true,
      value: after?.texts[name] ?? JSON.stringify(settings[name], null, 2),
    }),
  );
  return html`<p class="soft">${words.proposeIntro}</p><form class="sheet" id="propose-form" method="post">${hiddenField("baseVersion", String(version))}${fields}${textField(
    { name: "why", label: words.why, hint: words.whyHint, value: after?.why ?? "" },
  )}<div class="buttons"><button type="submit">${words.submit}</button></div></form>`;
}
