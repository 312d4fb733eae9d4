import type { Language } from "../../../../shared/base/language.ts";
import { editorEn } from "./messages.en.ts";
import { type EditorWords, editorZh } from "./messages.zh.ts";

export const editorWordsIn = (language: Language): EditorWords => ({ zh: editorZh, en: editorEn })[language];
