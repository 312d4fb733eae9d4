import { wordsOf } from "../../../../shared/ui/writer.ts";
import { editorEn } from "./messages.en.ts";
import { editorZh } from "./messages.zh.ts";

export const editorWordsIn = wordsOf({ zh: editorZh, en: editorEn });
