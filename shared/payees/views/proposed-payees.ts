import { entryViews } from "../../proposals/entry-kind.ts";
import { payeesWordsOf } from "../messages.ts";
import type { PayeesContent } from "../model/content.ts";

/** What pages say of a proposal of payees. */
export const payeesViews = entryViews<PayeesContent>(payeesWordsOf);
