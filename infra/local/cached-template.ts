import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FenrunConfig } from "../config.ts";
import type { Template } from "../template.ts";

/**
 * The synthesized template, from a file where nothing that makes it has changed since: synthesizing takes more than a
 * second, most of it to load CDK, and every run and test file would wait for it.
 */
export async function readTemplate(config: FenrunConfig): Promise<Template> {
  const file = join(CACHE_FOLDER, `${await fingerprint(config)}.json`);
  try {
    return JSON.parse(await readFile(file, "utf8")) as Template;
  } catch {
    // Not there, or not readable: it is made anew.
  }
  const { synthesizeTemplate } = await import("../synthesize.ts");
  const { template } = synthesizeTemplate(config);
  await keep(file, template);
  return template;
}

async function keep(file: string, template: Template): Promise<void> {
  try {
    await mkdir(CACHE_FOLDER, { recursive: true });
    // By another name first, so that no one who runs at the same time reads half of it.
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, JSON.stringify(template));
    await rename(draft, file);
  } catch {
    // Where nothing can be written, the next one has to wait again; that is all.
  }
}

const INFRA = join(import.meta.dirname, "..");
const CACHE_FOLDER = join(INFRA, "../node_modules/.cache/fenrun-template");

/** What the constructs take from outside of infra: the routes, of which the gateway's are made, and where files lie. */
const OUTSIDE = [
  ...["../shared/payouts/files/model", "../functions/file-links", "../functions/advisor-api", "../functions/_platform/http"],
  ...["../functions/advisor-api/account", "../functions/advisor-api/docs"],
].map((folder) => join(INFRA, folder));

/** Changes with the settings, the constructs, what they take from outside, cdk.json and the version of CDK. */
async function fingerprint(config: FenrunConfig): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(config));
  const sources = await Promise.all([INFRA, ...OUTSIDE].map(sourcesIn));
  const cdk = dirname(createRequire(import.meta.url).resolve("aws-cdk-lib/package.json"));
  for (const file of [...sources.flat(), join(INFRA, "../cdk.json"), join(cdk, "package.json")]) {
    hash.update(`\0${file}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  return names.map((name) => join(folder, name));
}
