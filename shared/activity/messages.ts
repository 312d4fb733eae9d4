import type { Language } from "../base/language.ts";
import { activityEn } from "./messages.en.ts";
import { type ActivityWords, activityZh } from "./messages.zh.ts";

/** The words of the activity log. */
export const activityWordsOf = (language: Language): ActivityWords => ({ zh: activityZh, en: activityEn })[language];
