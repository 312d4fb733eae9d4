import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { plantedText } from "./planted-text.ts";
import type { Plant } from "./plants.ts";
import type * as Stories from "./stories.ts";

const ROOT = pathToFileURL(join(import.meta.dirname, "../..")).href;
const STORIES = new URL("stories.ts", import.meta.url).href;
const PARAMETER = "planted";

/** A fault under the name by which it is loaded, and the sources that it changes or that import one of those. */
interface Planted {
  readonly plant: Plant;
  readonly changed: ReadonlySet<string>;
}

const planted = new Map<string, Planted>();
/** What stands in the files, without their types: each plant loads many of them anew. */
const stripped = new Map<string, string>();
/** Who imports a source, by its address. */
let importers: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Loads the stories with a fault planted: the edited sources, and all that import them, once more beside what is loaded
 * already. What a fault can't reach is loaded and compiled once for all.
 * @throws Error where a text to be replaced does not stand in its file exactly once, or no story imports the file.
 */
export async function loadPlanted(plant: Plant): Promise<typeof Stories> {
  if (planted.size === 0) registerHooks({ resolve, load });
  importers ??= importersOf(STORIES);
  const changed = new Set(plant.edits.map(({ file }) => `${ROOT}/${file}`));
  for (const url of changed) for (const importer of importers.get(url) ?? []) changed.add(importer);
  if (!changed.has(STORIES)) throw new Error(`${plant.name}: no story imports what it changes`);
  const name = String(planted.size + 1);
  planted.set(name, { plant, changed });
  return (await import(`${STORIES}?${PARAMETER}=${name}`)) as typeof Stories;
}

type Hooks = Required<Parameters<typeof registerHooks>[0]>;

const resolve: Hooks["resolve"] = (specifier, context, next) => {
  const resolved = next(specifier, context);
  const name = nameIn(context.parentURL);
  const isReached = name !== undefined && planted.get(name)?.changed.has(resolved.url);
  return isReached ? { ...resolved, url: `${resolved.url}?${PARAMETER}=${name}` } : resolved;
};

const load: Hooks["load"] = (url, context, next) => {
  const { plant } = planted.get(nameIn(url) ?? "") ?? {};
  if (plant === undefined) return next(url, context);
  const file = fileURLToPath(url.split("?")[0] ?? url);
  const edits = plant.edits.filter((edit) => join(fileURLToPath(ROOT), edit.file) === file);
  const source = edits.length === 0 ? sourceOf(file) : stripTypeScriptTypes(edits.reduce(plantedText, readFileSync(file, "utf8")));
  return { format: "module", source, shortCircuit: true };
};

function nameIn(url: string | undefined): string | undefined {
  return url?.split(`?${PARAMETER}=`)[1];
}

/** Our sources' imports, from one on, turned round. */
function importersOf(start: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const seen = new Set([start]);
  for (const url of seen)
    for (const [, specifier = ""] of sourceOf(fileURLToPath(url)).matchAll(OWN_IMPORT)) {
      const imported = new URL(specifier, url).href;
      seen.add(imported);
      found.set(imported, [...(found.get(imported) ?? []), url]);
    }
  return found;
}

/** An import or a re-export of a source of ours, which names its file. */
const OWN_IMPORT = /^(?:import|export)[^"';]*?"(\.[^"]*\.ts)"/gm;

function sourceOf(file: string): string {
  const source = stripped.get(file) ?? stripTypeScriptTypes(readFileSync(file, "utf8"));
  stripped.set(file, source);
  return source;
}
