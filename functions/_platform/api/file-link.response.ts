import * as z from "zod";

/** A link to a file, as the API gives it. */
export const fileLinkSchema = z
  .object({
    object: z.literal("file_link"),
    url: z.string().describe("Fetch it here, without a token."),
    name: z.string(),
    seconds: z.int().describe("For how long it holds."),
  })
  .meta({ id: "FileLink", description: "A link to a file, which holds for a short while. Who asked for it is noted." });
