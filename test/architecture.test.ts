import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Rooms of shared/ by level: a room imports rooms of a lower level only. */
const LEVELS = [
  ["base"],
  ["access", "engine", "ui", "uploads"],
  ["activity", "ledger", "settings"],
  ["proposals", "account", "simulations"],
  ["plans", "advisors", "scores", "adjustments", "payees", "settings-proposal", "derivations"],
  // A quarantined record may become a plan or an adjustment.
  ["payouts", "quarantine"],
  ["audit"],
  ["closing"],
];
/** Folders of shared/engine from left to right: each imports only itself and what stands to its left. */
const ENGINE_IN_ORDER = ["facts", "plan", "credits", "earnings", "equity", "statement"];
/** Pure packages that the domain may use. */
const PURE_PACKAGES = ["zod", "@noble/hashes", "csv-parse", "fflate", "saxes", "ibantools"];

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

const pageContextOf = (path: string): string => path.split("/")[1] ?? "";
const levelOf = (path: string): number => LEVELS.findIndex((rooms) => rooms.includes(pageContextOf(path)));
const engineRank = (path: string): number => ENGINE_IN_ORDER.indexOf(path.split("/")[2] ?? "");

test("shared/ imports nothing from outside but pure packages: no AWS, no Node, no functions, no infra", () => {
  const strangers = sourceFiles("shared")
    .flatMap(importsOf)
    .filter(
      ({ target }) => !target.startsWith("shared/") && !PURE_PACKAGES.some((name) => target === name || target.startsWith(`${name}/`)),
    );
  expect(strangers).toEqual([]);
});

test("shared: every room has a level, and imports between rooms run downward", () => {
  const files = sourceFiles("shared");
  expect(files.filter((file) => levelOf(file) < 0)).toEqual([]);
  const upward = files
    .flatMap(importsOf)
    .filter(({ file, target }) => target.startsWith("shared/") && pageContextOf(target) !== pageContextOf(file))
    .filter(({ file, target }) => levelOf(target) < 0 || levelOf(target) >= levelOf(file));
  expect(upward.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test("architecture: inside shared/engine arrows run one way, and base imports nothing but itself", () => {
  const backwards = sourceFiles("shared/engine")
    .flatMap(importsOf)
    .filter(({ file, target }) => target.startsWith("shared/engine/") && engineRank(target) > engineRank(file));
  expect(backwards).toEqual([]);
});

test("architecture: functions/ know shared/ and each other's _platform, not infra/ and not one another", () => {
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

test("architecture: the pure part reads no clock and no chance", () => {
  const files = sourceFiles("shared").filter((file) =>
    /\b(Date\.now|Math\.random|new Date\(\)|process\.env|setTimeout)\b/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(files).toEqual([]);
});

test("architecture: every room opens with its invariants", () => {
  for (const folder of readdirSync(join(ROOT, "shared")))
    expect(readFileSync(join(ROOT, "shared", folder, "README.md"), "utf8"), folder).toMatch(/^# .+\n\n- /);
});

test("no generic part names a kind of component: modules and their indexes do, and catalogues of words", () => {
  const modules = /\/components\/[a-z-]+\.ts$|\/messages\.(zh|en)\.ts$|^shared\/ui\/names\.ts$/;
  const naming = [...sourceFiles("shared"), ...sourceFiles("functions")].filter(
    (file) => !modules.test(file) && /"(share|flat|bonus|cap|guarantee)"/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(naming).toEqual([]);
  // "table" also names a block of a page.
  const kinds = ["shared/engine/plan", "shared/engine/earnings", "shared/plans/views", "functions/hr-site/plans/editor"].map((folder) =>
    readdirSync(join(ROOT, folder, "components")).filter((name) => /^(share|flat|table|bonus|cap|guarantee)\.ts$/.test(name)),
  );
  expect(kinds).toEqual(kinds.map(() => ["bonus.ts", "cap.ts", "flat.ts", "guarantee.ts", "share.ts", "table.ts"]));
});

test("proposals: the mechanism knows no kind by name, neither in code nor in words", () => {
  const kinds = ["plan", "advisor", "scores", "adjustments", "payees", "outcomes", "correction", "settings"];
  const named = sourceFiles("shared/proposals").flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return kinds.filter((kind) => new RegExp(`(===|!==|case|kind:) "${kind}"`).test(text)).map((kind) => `${file}: ${kind}`);
  });
  const rooms = ["base", "access", "ui", "activity", "proposals"];
  const arrows = sourceFiles("shared/proposals")
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith("shared/") && !rooms.includes(pageContextOf(target)));
  expect([...named, ...arrows.map(({ file, target }) => `${file} -> ${target}`)]).toEqual([]);
});

test("what serves every route names no subject: neither an id nor an address of one", () => {
  const generic = [...sourceFiles("functions/_platform/http"), "functions/_platform/api/endpoint.ts", ...sourceFiles("shared/access")];
  const subjects = ["advisor-api", "hr-api", "finance-api"].flatMap((api) =>
    readdirSync(join(ROOT, "functions", api), { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : [])),
  );
  const idOrAddress = new RegExp(
    `"(api|hrApi|financeApi|hr|finance)\\.\\w+"|/(${subjects.join("|")})\\b(?!.*\\.ts")|\\b(plan|proposal|payout|order)Id\\b`,
  );
  const code = (file: string) => readFileSync(join(ROOT, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|^import .*$/gm, "");
  expect(subjects).toContain("payouts");
  expect(generic.filter((file) => idOrAddress.test(code(file)))).toEqual([]);
});

test("architecture: docs/house.md: the map names every room at its level", () => {
  const map = readFileSync(join(ROOT, "docs/house.md"), "utf8").split("```")[1] ?? "";
  let level = -1;
  const found = new Map<string, number>();
  for (const line of map.split("\nfunctions/")[0]?.split("\n") ?? []) {
    level = /^\d/.test(line) ? Number(line[0]) : level;
    for (const [, pageContext = ""] of line.matchAll(/\b([a-z-]+)\/(?= |$)/g)) if (pageContext !== "shared") found.set(pageContext, level);
  }
  const expected = LEVELS.flatMap((rooms, at) => rooms.map((pageContext): [string, number] => [pageContext, at]));
  expect([...found].filter(([pageContext]) => levelOf(`shared/${pageContext}/`) >= 0).sort()).toEqual(expected.sort());
});

test("architecture: no cycles, type imports included", () => {
  const files = ["shared", "functions", "infra"].flatMap(sourceFiles);
  const known = new Set(files);
  const arrows = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .map(({ target }) => target)
        .filter((target) => known.has(target)),
    ]),
  );
  // Whoever imports nothing that is left is in no cycle: taken off until nobody more can be.
  for (let before = -1; before !== arrows.size; ) {
    before = arrows.size;
    for (const [file, targets] of arrows) if (!targets.some((target) => arrows.has(target))) arrows.delete(file);
  }
  const used = new Set([...arrows.values()].flat());
  expect([...arrows.keys()].filter((file) => used.has(file))).toEqual([]);
});

/** Nouns that end so. */
const NOUNS_IN_ING = /(Crossing|Finding|Warning|Heading|Encoding|Meaning|Booking|Wiring|AfterLeaving)$/;

test("architecture: types are nouns, and no parameter is called p", () => {
  const files = ["shared", "functions", "infra"].flatMap(sourceFiles);
  const wrong = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const gerunds = [...text.matchAll(/^export (?:interface|type|class) (\w+ing)\b/gm)].map(([, name = ""]) => name);
    const letters = [...text.matchAll(/\(([a-z])\) =>|\(([a-z]), [a-z]\) =>|[(,]\s*(p): [A-Z]/g)].flatMap(
      ([, alone, first, typed]) => alone ?? first ?? typed ?? [],
    );
    return [...gerunds.filter((name) => !NOUNS_IN_ING.test(name)), ...letters].map((name) => `${file}: ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("architecture: no file only passes on, and none but a catalogue of texts is longer than 300 lines", () => {
  const files = ["shared", "functions", "infra"].flatMap(sourceFiles);
  const texts = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
  const statement = /^(import|export) [^;]*? from "[^"]+";|^import "[^"]+";|^export \{[^}]*\};/gm;
  const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
  const passing = files.filter((file) => (texts.get(file) ?? "").replace(comment, "").replace(statement, "").trim() === "");
  const long = files.filter((file) => (texts.get(file) ?? "").split("\n").length > 301 && !/messages\.(zh|en)\.ts$/.test(file));
  expect({ passing, long }).toEqual({ passing: [], long: [] });
});

test("views make tables of columns: a table's head and its rows stand nowhere apart", () => {
  const apart = [...sourceFiles("shared"), ...sourceFiles("functions")]
    .filter((file) => file !== "shared/ui/writer.ts" && file !== "shared/ui/view.ts")
    .filter((file) => /kind: "table",[^}]*\bcaption\b/.test(readFileSync(join(ROOT, file), "utf8")));
  expect(apart).toEqual([]);
});

test("architecture: a test's title says its subject and its behaviour", () => {
  const title = /^(?:(?:test|it)(?:\.\w+)*(?:\([^"'`\n]*\)(?: as const)?\))?|\](?: as const)?\))\(\s*(["'`])((?:\\.|(?!\1).)*)\1/gm;
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const titles = files.flatMap((file) =>
    [...readFileSync(join(ROOT, "test", file), "utf8").matchAll(title)].map(([, , text = ""]) => ({ file, text })),
  );
  expect(titles.length).toBeGreaterThan(500);
  expect(titles.filter(({ text }) => !/^[^.;]{2,60}?: /.test(text))).toEqual([]);
});
