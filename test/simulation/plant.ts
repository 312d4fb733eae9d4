import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plant } from "./plants.ts";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Changes source files as they are loaded from now on, and only for this process.
 * @throws Error, at the loading, where the text to be replaced does not stand there exactly once: the source has moved on.
 */
export function plant({ name, edits }: Plant): void {
  const byUrl = Map.groupBy(edits, ({ file }) => pathToFileURL(join(ROOT, file)).href);
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const edited = byUrl.get(url);
      if (edited === undefined) return loaded;
      const source = edited.reduce(
        (text, { file, find, replace }) => {
          const [before, after, ...more] = text.split(find);
          if (before === undefined || after === undefined || more.length > 0)
            throw new Error(`"${name}" can't be planted: ${file} does not hold exactly once: ${find}`);
          return before + replace + after;
        },
        String(loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : loaded.source),
      );
      return { ...loaded, source };
    },
  });
}
