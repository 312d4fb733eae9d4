import * as z from "zod";
import { why } from "../../_platform/api/common-schemas.ts";

export const holdRequest = z.strictObject({ action: z.enum(["hold", "release"]), why }).meta({ id: "HoldRequest" });
