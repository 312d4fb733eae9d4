import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { derivationWordsOf } from "../../../shared/derivations/messages.ts";
import { resumeDerivation, stopDerivation } from "../../../shared/derivations/steps/stop-derivation.ts";
import { derivationBlocks, derivationTitle } from "../../../shared/derivations/views/derivation-view.ts";
import { type DerivationProgress, readDerivations } from "../../../shared/ledger/derive/read-derivations.ts";
import type { Names } from "../../../shared/ui/names.ts";
import type { Route } from "../../_platform/http/route.ts";
import { formMarkup, type Refused } from "../../_platform/page/form.ts";
import { type Html, linkTo } from "../../_platform/page/layout.ts";
import { contentMarkup, note, section } from "../../_platform/page/staff-page.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { namesOf, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { take } from "../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";

/** What is being recalculated after a change, and the forms that stop and resume it. */
export const derivationPages: readonly Route[] = [
  hrPage({ id: "hr.derivations", path: "/:lang/hr/derivations", access: STAFF, show: (context) => showList(context) }),

  hrForm({
    id: "hr.stopDerivation",
    path: "/:lang/hr/derivations/:derivationId",
    access: HR,
    take: (context, sent) => {
      const run = async () => {
        const step = sentText(sent, "op") === "resume" ? resumeDerivation : stopDerivation;
        await step(pathPart(context, "derivationId"), context.person, context.deps);
        return "derivations";
      };
      return take(context, run, (refused) => showList(context, refused));
    },
  }),
];

async function showList(context: HrContext, refused?: Refused): Promise<Response> {
  const { writer, deps } = context;
  const words = derivationWordsOf(writer.language);
  const all = await readDerivations(deps);
  const names = await namesOf(
    all.flatMap(({ advisors }) => advisors.map(({ advisorId }) => advisorId)),
    deps,
  );
  return showPage(context, {
    title: words.title,
    note: words.intro,
    refused,
    parts: [
      section(
        "derivations",
        words.progress,
        ...(all.length === 0 ? [words.none] : all.map((each) => derivationMarkup(context, each, names))),
      ),
    ],
    live: all.length > 0 ? ["derivations"] : [],
  });
}

function derivationMarkup({ frame, writer, isHr }: HrContext, derivation: DerivationProgress, names: Names): Html {
  const words = derivationWordsOf(writer.language);
  const { taskId, parts, stopped } = derivation;
  const title = derivationTitle(derivation, names, writer);
  const bar = parts && html`<progress value="${parts.through}" max="${parts.total}" aria-label="${title}"></progress>`;
  const step = stopped === undefined ? "stop" : "resume";
  const form = {
    id: `${step}-${taskId}`,
    action: linkTo(frame, `derivations/${taskId}`),
    fields: [],
    submit: words[step],
    op: step,
    isQuiet: true,
  };
  const intro = stopped === undefined ? note(words.stopHint) : undefined;
  const content = [bar, derivationBlocks(derivation, writer), ...(isHr ? [intro, formMarkup(form, writer)] : [])];
  return html`<article class="blocks"><h3>${title}</h3>${contentMarkup(frame, title, content)}</article>`;
}
