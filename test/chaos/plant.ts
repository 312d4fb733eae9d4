import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { plantedText } from "./planted-text.ts";
import type { Plant } from "./plants.ts";
import type * as Stories from "./stories.ts";

const ROOT = pathToFileURL(join(import.meta.dirname, "../..")).href;
const PARAMETER = "planted";

/** By the name under which it is loaded. */
const planted = new Map<string, Plant>();
/** What stands in the files, without their types: each plant loads nearly all of them anew. */
const stripped = new Map<string, string>();

/**
 * Loads the stories with a fault planted: all of our source once more, with the edits in it, beside what is loaded already.
 * @throws Error where a text to be replaced does not stand in its file exactly once: the source has moved on.
 */
export async function loadPlanted(plant: Plant): Promise<typeof Stories> {
  if (planted.size === 0) registerHooks({ resolve, load });
  const name = String(planted.size + 1);
  planted.set(name, plant);
  return (await import(`${new URL("stories.ts", import.meta.url)}?${PARAMETER}=${name}`)) as typeof Stories;
}

type Hooks = Required<Parameters<typeof registerHooks>[0]>;

/** Whatever source a planted module imports of ours is planted too. Packages and data, such as the API's description, are loaded once. */
const resolve: Hooks["resolve"] = (specifier, context, next) => {
  const resolved = next(specifier, context);
  const name = nameIn(context.parentURL);
  const isOurs = resolved.url.startsWith(ROOT) && !resolved.url.includes("/node_modules/") && !resolved.url.endsWith(".json");
  return name === undefined || !isOurs ? resolved : { ...resolved, url: `${resolved.url.split("?")[0]}?${PARAMETER}=${name}` };
};

const load: Hooks["load"] = (url, context, next) => {
  const plant = planted.get(nameIn(url) ?? "");
  if (plant === undefined) return next(url, context);
  const file = fileURLToPath(url.split("?")[0] ?? url);
  const edits = plant.edits.filter((edit) => join(fileURLToPath(ROOT), edit.file) === file);
  const source = edits.length === 0 ? sourceOf(file) : stripTypeScriptTypes(edits.reduce(plantedText, readFileSync(file, "utf8")));
  return { format: "module", source, shortCircuit: true };
};

function nameIn(url: string | undefined): string | undefined {
  return url?.split(`?${PARAMETER}=`)[1];
}

function sourceOf(file: string): string {
  const source = stripped.get(file) ?? stripTypeScriptTypes(readFileSync(file, "utf8"));
  stripped.set(file, source);
  return source;
}
