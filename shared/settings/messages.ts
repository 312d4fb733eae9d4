import type { Language } from "../ui/view.ts";
import { en } from "./messages.en.ts";
import { type SettingsWords, zh } from "./messages.zh.ts";

export const settingsWordsOf = (language: Language): SettingsWords => (language === "zh" ? zh : en);
