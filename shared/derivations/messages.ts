import type { Language } from "../base/language.ts";
import { derivationsEn } from "./messages.en.ts";
import { type DerivationWords, derivationsZh } from "./messages.zh.ts";

export const derivationWordsOf = (language: Language): DerivationWords => ({ zh: derivationsZh, en: derivationsEn })[language];
