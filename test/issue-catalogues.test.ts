import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ISSUE_CATALOGUES } from "../functions/_platform/issue-texts.ts";

const ROOT = join(import.meta.dirname, "..");

const sources = ["shared", "functions", "infra"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(ROOT, folder, name), "utf8") })),
);
const isCatalogue = (name: string): boolean => /\/messages\.(zh|en)\.ts$/.test(name);

const { zh, en } = ISSUE_CATALOGUES;

test("issues: catalogues of all languages have equal keys", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test("issues: no code has two texts", () => {
  const keys = sources
    .filter(({ name }) => name.endsWith("/messages.zh.ts"))
    .flatMap(({ text }) => [...text.matchAll(/IssuesZh = \{\n([\s\S]*?)\n\} as const satisfies Messages;/g)].map(([, body = ""]) => body))
    .flatMap((body) => [...body.matchAll(/^ {2}"?([a-z0-9-]+)"?: \(/gm)].map(([, key]) => key));
  expect(keys.length).toBeGreaterThan(200);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("issues: every code with a text is used, as the compiler makes sure of the opposite", () => {
  const code = sources.filter(({ name }) => !isCatalogue(name)).map(({ text }) => text);
  const unused = Object.keys(zh).filter((key) => !code.some((text) => text.includes(`"${key}"`)));
  expect(unused).toEqual([]);
});

test("issues: each text names what its params give, in both languages", () => {
  const params = new Proxy({}, { get: (_, name) => `<${String(name)}>`, has: () => true });
  const placesIn = (text: string) => [...new Set(text.match(/<\w+>/g) ?? [])].sort();
  for (const [key, text] of Object.entries(zh)) {
    expect(text(params), key).toMatch(/\p{Script=Han}/u);
    expect(en[key as keyof typeof en](params), key).not.toMatch(/\p{Script=Han}/u);
    expect(placesIn(text(params)).length === 0 || placesIn(en[key as keyof typeof en](params)).length > 0, key).toBe(true);
  }
});

test("no regular expression reads a message: nothing matches the text of an issue, a refusal or an error", () => {
  const reading = sources.filter(({ text }) =>
    /\.(?:message|detail)\b\.?\s*(?:\.match|\.replace|\.split|\.startsWith|\.includes)\(|\.(?:test|exec)\([^)\n]*\b(?:message|reason)\)/.test(
      text,
    ),
  );
  expect(reading.map(({ name }) => name)).toEqual([]);
  // The modules that read sentences back are gone for good.
  const gone = /\b(?:readReason|reasonText|plainReason|withoutFigures|messageOf\(refusal|invalidRefusal)\b/;
  expect(sources.filter(({ text }) => gone.test(text)).map(({ name }) => name)).toEqual([]);
});
