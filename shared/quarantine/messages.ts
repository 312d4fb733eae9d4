import type { Language } from "../base/language.ts";
import { quarantineEn } from "./messages.en.ts";
import { type QuarantineWords, quarantineZh } from "./messages.zh.ts";

export const quarantineWordsOf = (language: Language): QuarantineWords => ({ zh: quarantineZh, en: quarantineEn })[language];
