import { wordsOf } from "../ui/writer.ts";
import { activityEn } from "./messages.en.ts";
import { activityZh } from "./messages.zh.ts";

/** The words of the activity log. */
export const activityWordsOf = wordsOf({ zh: activityZh, en: activityEn });
