import type { VerifyLanguage } from "../../../shared/engine/statement/verify/describe.ts";
import { EN } from "./messages.en.ts";
import { type Words, ZH } from "./messages.zh.ts";

/** What the form says, beside the checks themselves. */
export const messagesIn = (language: VerifyLanguage): Words => ({ zh: ZH, en: EN })[language];
