import type { Language } from "../base/language.ts";
import { en } from "./messages.en.ts";
import { type SettingsWords, zh } from "./messages.zh.ts";

export const settingsWordsOf = (language: Language): SettingsWords => ({ zh, en })[language];
