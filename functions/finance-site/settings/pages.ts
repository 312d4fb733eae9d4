import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { parseJson } from "../../../shared/base/json/parse-json.ts";
import { WAITING_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import type { SettingsSection, SettingsVersion } from "../../../shared/settings/model/settings.ts";
import { settingsHistory, settingsTable } from "../../../shared/settings/views/settings-view.ts";
import { waitingSettings } from "../../../shared/settings-proposal/kind.ts";
import { proposeSettings } from "../../../shared/settings-proposal/steps/propose-settings.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, type FormField, formMarkup, type ReadField, type Refused } from "../../_platform/page/form.ts";
import { note, section } from "../../_platform/page/staff-page.ts";
import { settingsRequest } from "../../_platform/requests/settings.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";

/** How many versions the history shows. */
const MAX_SHOWN = 20;

/** The settings: what holds, who changed what when, and a form that proposes a change. */
export const settingsPages: readonly Route[] = [
  financePage({
    id: "finance.settings",
    path: "/:lang/finance/settings",
    access: STAFF,
    show: (context) => showSettings(context),
  }),

  financeForm({
    id: "finance.proposeSettings",
    path: "/:lang/finance/settings",
    access: HR_OR_FINANCE,
    take: (context, sent) =>
      takeForm(context, sent, {
        form: settingsForm(context, 0),
        request: settingsRequest,
        known: { baseVersion: Number(sentText(sent, "baseVersion")) },
        run: async ({ baseVersion, comment, ...sections }) =>
          savedAt(await proposeSettings({ baseVersion, sections, comment }, context.person, context.deps)),
        again: (refused) => showSettings(context, refused),
      }),
  }),
];

/** Whose form it is: finance changes its own settings, HR the others. */
function sectionsOf({ isFinance, isHr }: FinanceContext): readonly SettingsSection[] {
  return [...(isFinance ? (["finance"] as const) : []), ...(isHr ? (["review", "eventSources"] as const) : [])];
}

async function showSettings(context: FinanceContext, refused?: Refused): Promise<Response> {
  const { writer, deps } = context;
  const words = settingsWordsOf(writer.language);
  const [history, waiting] = await Promise.all([deps.settings.history(MAX_SHOWN + 1), deps.proposals.list(WAITING_STATUSES, "settings")]);
  const latest = history[0] ?? deps.settings.initial;
  const sections = sectionsOf(context);
  const values = Object.fromEntries(sections.map((name) => [name, JSON.stringify(latest.settings[name], null, 2)]));
  const form = () => [note(words.proposeIntro), formMarkup(settingsForm(context, latest.version), writer, values, refused)];
  return showPage(context, {
    title: words.title,
    note: words.intro,
    refused,
    parts: [
      section("now", words.version(String(latest.version)), settingsTable(latest, writer)),
      waiting.length === 0 ? "" : section("waiting", words.waiting, waitingSettings(waiting, writer)),
      section("history", words.history, settingsHistory(history.slice(0, MAX_SHOWN), writer.moment, writer)),
      section("propose", words.propose, ...(sections.length === 0 ? [words.only] : form())),
    ],
  });
}

function settingsForm(context: FinanceContext, baseVersion: SettingsVersion["version"]): Form {
  const words = settingsWordsOf(context.language);
  const areas = sectionsOf(context).map((name): FormField => {
    const rows = name === "finance" ? 24 : 8;
    return { name, label: words.sections[name], rows, isCode: true, read: readJson };
  });
  return {
    id: "propose",
    hidden: { baseVersion: String(baseVersion) },
    fields: [...areas, { name: "comment", label: words.comment, hint: words.commentHint }],
    submit: words.submitForApproval,
  };
}

/** A section as JSON; what is none, or would be changed by reading it, is refused. */
function readJson(text: string): ReadField {
  return parseJson(text);
}
