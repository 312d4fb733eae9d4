import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

/**
 * Noto, under the SIL Open Font License 1.1. Noto Sans SC has the rare characters of names, which small subsets lack; other
 * scripts have fonts of their own, in one weight.
 */
const FILES = {
  regular: "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  strong: "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
  thai: "noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf",
  arabic: "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  korean: "noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
  devanagari: "noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf",
  hebrew: "noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  emoji: "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
} as const;

export type FontName = keyof typeof FILES;

/** The fonts' files within their packages, for whoever bundles them. */
export const FONT_FILES: readonly string[] = Object.values(FILES).map((file) => `@expo-google-fonts/${file}`);

const read = new Map<FontName, Buffer>();

/** A font's file: beside the bundle where it is deployed, in its package otherwise. Read once, and only when it is needed. */
export function fontFile(name: FontName): Buffer {
  const known = read.get(name) ?? readFileSync(pathOf(FILES[name]));
  read.set(name, known);
  return known;
}

function pathOf(file: string): string {
  const besideBundle = join(import.meta.dirname, "fonts", basename(file));
  return existsSync(besideBundle) ? besideBundle : createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`);
}
