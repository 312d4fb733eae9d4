import { readdirSync, readFileSync } from "node:fs";
import { CHINESE_TERMS, CODE_TERMS, ENGLISH_TERMS, type Term } from "./terms.ts";

/** What stands somewhere that should be said in another word. */
interface Finding {
  readonly place: string;
  readonly found: string;
  readonly use: string;
}

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = ["shared", "functions", "infra", "test", "docs"];
/** This folder names the words; data of others and worked examples are the contract's. */
const OTHERS = /^test\/(?:glossary|examples|data|cases)\/|^docs\/schemas\//;

const files = [
  "README.md",
  ...FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  ),
].filter((file) => /\.(?:ts|md)$/.test(file) && !OTHERS.test(file));

function findTerms(file: string, text: string, terms: readonly Term[]): Finding[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      terms.flatMap(({ avoid, use }) => [...line.matchAll(avoid)].map(([found]) => ({ place: `${file}:${index + 1}`, found, use }))),
    );
}

/** Which lists hold for a file: catalogues are texts of one language, everything else is code or a document. */
function termsFor(file: string): readonly Term[] {
  if (/messages\.en\.ts$/.test(file)) return [...CODE_TERMS, ...ENGLISH_TERMS];
  if (/\.ts$/.test(file)) return [...CODE_TERMS, ...CHINESE_TERMS];
  return CODE_TERMS;
}

const findings = files.flatMap((file) => findTerms(file, readFileSync(new URL(file, ROOT), "utf8"), termsFor(file)));
for (const { place, found, use } of findings) process.stderr.write(`${place}: "${found}" is not a word of this project. Say: ${use}\n`);
if (findings.length > 0) {
  process.stderr.write(`${findings.length} words of test/glossary/terms.ts found\n`);
  process.exitCode = 1;
}
