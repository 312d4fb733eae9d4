import { wordsOf } from "../ui/writer.ts";
import { en } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const settingsWordsOf = wordsOf({ zh, en });
