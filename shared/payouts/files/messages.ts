import type { Language } from "../../base/language.ts";
import { filesEn } from "./messages.en.ts";
import { type FilesWords, filesZh } from "./messages.zh.ts";

export const filesWordsOf = (language: Language): FilesWords => ({ zh: filesZh, en: filesEn })[language];
