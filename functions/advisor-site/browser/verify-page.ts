import { describeVerification } from "../../../shared/engine/statement/verify/describe.ts";
import type { Verification } from "../../../shared/engine/statement/verify/verify-statement.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import { element, field, icon } from "./elements.ts";
import { messagesIn } from "./messages.ts";

/**
 * Runs in the reader's browser, on the page of a statement: computes it anew there. It trusts nothing that the page
 * says: it reads the files, and what it checks by is the code that also settles.
 */
const place = document.getElementById("verify");
if (place !== null) offer(place);

function offer(place: HTMLElement): void {
  const language = place.lang.startsWith("zh") ? "zh" : "en";
  const words = messagesIn(language);
  const { statement = "", previous } = place.dataset;

  const root = field("verify-root", words.root, { type: "text", autocomplete: "off", spellcheck: false });
  const own = field("verify-file", words.file, { type: "file", accept: ".json,application/json" });
  const before = field("verify-previous", words.previous, { type: "file", accept: ".json,application/json" });
  const beside = field("verify-others", words.others, { type: "file", accept: ".json,application/json", multiple: true });
  const answer = element("div", { className: "blocks", role: "status" });
  const form = element(
    "form",
    { className: "question" },
    root.row,
    own.row,
    before.row,
    beside.row,
    element("button", { type: "submit", textContent: words.verify }),
  );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check();
  });
  place.classList.add("blocks");
  place.append(element("p", { className: "soft", textContent: words.hint }), form, answer);

  async function check(): Promise<void> {
    answer.replaceChildren(element("p", { textContent: words.working }));
    try {
      const [chosen, chosenBefore] = [own.input.files?.[0], before.input.files?.[0]];
      const text = await (chosen?.text() ?? download(statement));
      // The one before the page's statement isn't the one before another file.
      const previousText = await (chosenBefore?.text() ??
        (chosen === undefined && previous !== undefined ? download(previous) : undefined));
      const others = await Promise.all([...(beside.input.files ?? [])].map((file) => file.text()));
      show(verifyStatement(text, previousText, root.input.value.trim() || undefined, others));
    } catch (error) {
      answer.replaceChildren(element("p", { className: "tone warning", textContent: `${words.failed} ${(error as Error).message}` }));
    }
  }

  function show(verification: Verification): void {
    const { verdict, checks } = describeVerification(verification, language);
    answer.replaceChildren(
      element("p", { className: verification.ok ? "tone good" : "tone warning" }, element("strong", { textContent: verdict })),
      element(
        "ul",
        { className: "checks" },
        ...checks.map(({ result, label, text, details }) =>
          element(
            "li",
            { className: result === "right" ? "fulfilled" : "missing" },
            icon(result),
            element(
              "div",
              {},
              element("p", {}, element("strong", { textContent: label }), ` ${text}`),
              ...details.map((detail) => element("p", { className: "soft hash", textContent: detail })),
            ),
          ),
        ),
      ),
    );
  }
}

/** Fetches a file of this site. @throws Error where it doesn't come whole. */
async function download(path: string): Promise<string> {
  const response = await fetch(path, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}
