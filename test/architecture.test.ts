import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Folders of shared/ from left to right: each imports only itself and what stands to its left. */
const SHARED_IN_ORDER = [
  ["money", "json", "calendar"],
  ["facts"],
  ["plan"],
  ["credits"],
  ["earnings"],
  ["equity"],
  ["statement"],
  ["outlook"],
  ["payee"],
  ["approval"],
  ["payout"],
  ["bank"],
  ["accounting"],
  ["trial"],
  ["views"],
  ["access"],
  ["use-cases"],
];
/** Pure packages that the domain may use. */
const PURE_PACKAGES = ["zod", "@noble/hashes", "csv-parse", "saxes"];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** What a file imports: a path from the root, or a package's name. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*)"([^"\n]+)"/g)].map(([, target = ""]) => ({
    file,
    target: target.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), target)) : target,
  }));
}

const rank = (path: string): number => SHARED_IN_ORDER.findIndex((folders) => folders.includes(path.split("/")[1] ?? ""));

test("shared/ imports nothing from outside but pure packages: no AWS, no Node, no functions, no infra", () => {
  const strangers = sourceFiles("shared")
    .flatMap(importsOf)
    .filter(
      ({ target }) => !target.startsWith("shared/") && !PURE_PACKAGES.some((name) => target === name || target.startsWith(`${name}/`)),
    );
  expect(strangers).toEqual([]);
});

test("inside shared/ arrows run one way", () => {
  const backwards = sourceFiles("shared")
    .flatMap(importsOf)
    .filter(({ file, target }) => target.startsWith("shared/") && rank(target) > rank(file));
  expect(backwards).toEqual([]);
  expect(sourceFiles("shared").filter((file) => rank(file) < 0)).toEqual([]);
});

test("functions/ know shared/ and each other's _platform, not infra/ and not one another", () => {
  const wrong = sourceFiles("functions")
    .flatMap(importsOf)
    .filter(({ file, target }) => {
      if (target.startsWith("infra/") || target.startsWith("test/")) return true;
      const [, ownFolder] = file.split("/");
      const [top, otherFolder] = target.split("/");
      return top === "functions" && otherFolder !== "_platform" && otherFolder !== ownFolder;
    });
  expect(wrong).toEqual([]);
});

test("the pure part reads no clock and no chance", () => {
  const files = sourceFiles("shared").filter((file) =>
    /\b(Date\.now|Math\.random|new Date\(\)|process\.env|setTimeout)\b/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(files).toEqual([]);
});

test("every domain folder opens with its invariants", () => {
  for (const folder of SHARED_IN_ORDER.flat())
    expect(readFileSync(join(ROOT, "shared", folder, "README.md"), "utf8"), folder).toMatch(/^# .+\n\n- /);
});
