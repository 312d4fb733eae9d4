import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

/** Noto Sans SC: it has the rare characters of names, which small subsets lack. Under the SIL Open Font License 1.1. */
const FILES = { regular: "400Regular/NotoSansSC_400Regular.ttf", strong: "600SemiBold/NotoSansSC_600SemiBold.ttf" } as const;

export type FontName = keyof typeof FILES;

const read = new Map<FontName, Buffer>();

/** A font's file: beside the bundle where it is deployed, in its package otherwise. Read once. */
export function fontFile(name: FontName): Buffer {
  const known = read.get(name) ?? readFileSync(pathOf(FILES[name]));
  read.set(name, known);
  return known;
}

function pathOf(file: string): string {
  const besideBundle = join(import.meta.dirname, "fonts", basename(file));
  return existsSync(besideBundle) ? besideBundle : createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
}
