import { wordsOf } from "../../../shared/ui/writer.ts";
import { EN } from "./messages.en.ts";
import { ZH } from "./messages.zh.ts";

/** What the pages say beside their views, with the words of every page. */
export const messagesIn = wordsOf({ zh: ZH, en: EN });
