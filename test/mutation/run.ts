import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const REPORT = "reports/mutation/mutation.json";

/** Code that is changed together, and how the names of the tests begin that have to notice. */
interface Area {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** All of the engine but the verifying of statements, which changes each fact of all examples and takes minutes. */
const CORE = [
  ...["engine/plan", "engine/earnings", "engine/credits", "engine/equity", "engine/facts"],
  ..."sbewmdip".split("").map((initial) => `engine/statement/${initial}`),
  ...["ledger/settle", "ledger/as-of"],
];
const of = (mutate: readonly string[], tests: readonly string[], more: readonly string[] = []): Area => ({
  mutate: mutate.map((path) => `shared/${path}`),
  tests: [...tests.map((start) => `test/shared/${start}`), ...more],
});
const ofCore = (...mutate: readonly string[]): Area => of(mutate, CORE, ["test/scenarios/examples-in-the-pure-core"]);

const AREAS: Readonly<Record<string, Area>> = {
  money: of(
    ["base/money/*.ts", "base/calendar/*.ts", "base/text/*.ts", "base/memoize.ts"],
    [
      "base/calendar",
      "base/memoize",
      "base/money",
      "base/parse-amount",
      "base/text",
      "payees/",
      "settings/",
      "payouts/payments",
      "payouts/bank-files",
    ],
  ),
  csv: of(["base/csv/*.ts", "base/xlsx/*.ts"], ["base/uploaded", "base/odd-", "base/sheets", "base/parse-", "base/decode", "adjustments/"]),
  earnings: ofCore("engine/earnings/**/*.ts", "engine/plan/compile.ts", "engine/plan/components/*.ts", "engine/plan/plan-versions.ts"),
  credits: ofCore("engine/credits/*.ts", "engine/equity/*.ts"),
  settlement: ofCore("engine/statement/*.ts", "ledger/close/as-of-period.ts", "ledger/close/settle-shard.ts"),
  verify: of(["engine/statement/verify/*.ts"], ["engine/statement/verify"]),
  settings: of(["settings/model/*.ts", "uploads/model/*.ts"], ["settings/"]),
  access: of(["access/*.ts"], ["access/"]),
  proposals: of(["proposals/model/*.ts"], ["proposals/"]),
  payees: of(["payees/model/*.ts", "adjustments/model/*.ts"], ["payees/", "adjustments/"]),
  payouts: of(["payouts/model/*.ts"], ["payouts/pay", "payouts/approval", "payouts/booked", "payouts/statement", "payouts/reason"]),
  "bank-files": of(["payouts/bank-files/*.ts"], ["payouts/bank-f"]),
  "bank-reports": of(
    ["payouts/bank-reports/model/*.ts", "payouts/bank-reports/formats/*.ts"],
    ["payouts/bank-report", "payouts/booked", "payouts/classify"],
  ),
  accounting: of(["payouts/accounting/*.ts", "payouts/reconciliation/model/*.ts"], ["payouts/accounting", "payouts/positions"]),
};

/** Fetched when it is first run: it brings more packages than all the rest, and is needed seldom. */
const STRYKER = ["--yes", "--package=@stryker-mutator/core@10.1.1", "stryker", "run"];
const stryker = (options: readonly string[], env = process.env): number =>
  spawnSync("npx", [...STRYKER, ...options], { stdio: "inherit", env }).status ?? 1;

/** Runs Stryker on an area or on some files of it, with further options. @returns whether enough was noticed. */
function run({ mutate, tests }: Area, files: readonly string[], options: readonly string[]): boolean {
  const env = { ...process.env, MUTATION_TESTS: tests.join(",") };
  return stryker(["-m", (files.length === 0 ? mutate : files).join(","), ...options], env) === 0;
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** A line for each folder: changes, noticed, of these by running too long, and the score. */
function tableOf({ files }: Report): string[] {
  const folders = new Map<string, string[]>();
  for (const [file, { mutants }] of Object.entries(files)) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    folders.set(folder, [...(folders.get(folder) ?? []), ...mutants.map(({ status }) => status)]);
  }
  return [...folders].map(([folder, statuses]) => {
    const counted = statuses.filter((status) => status !== "Ignored");
    const timeouts = counted.filter((status) => status === "Timeout").length;
    const noticed = counted.filter((status) => status === "Killed").length + timeouts;
    return `| \`${folder}\` | ${counted.length} | ${noticed} | ${timeouts} | ${((100 * noticed) / counted.length).toFixed(1)}% |`;
  });
}

const [first = "", ...others] = process.argv.slice(2);
// Options alone, such as -m FILES, are Stryker's own: all pure tests have to notice then.
if (first.startsWith("-")) process.exit(stryker([first, ...others]));

const told = [first, ...others].filter((name) => !name.startsWith("-") && name !== "");
const files = told.filter((name) => name.includes("/"));
const named = told.filter((name) => !name.includes("/"));
const options = others.filter((name) => name.startsWith("-"));
const unknown = named.filter((name) => !Object.hasOwn(AREAS, name));
if (unknown.length > 0) {
  process.stderr.write(`no such area: ${unknown.join(", ")}; there are ${Object.keys(AREAS).join(", ")}\n`);
  process.exit(1);
}
const lines: string[] = [];
const failed: string[] = [];
for (const [name, area] of Object.entries(AREAS).filter(([each]) => named.length === 0 || named.includes(each))) {
  rmSync(REPORT, { force: true });
  if (!run(area, files, options)) failed.push(name);
  if (existsSync(REPORT)) lines.push(...tableOf(JSON.parse(readFileSync(REPORT, "utf8")) as Report));
}
process.stdout.write(
  `${["", "| folder | changes | noticed | of these by time | score |", "| --- | --- | --- | --- | --- |", ...lines].join("\n")}\n`,
);
if (failed.length > 0) {
  process.stderr.write(`too little is noticed, or the run failed, in ${failed.join(", ")}\n`);
  process.exit(1);
}
