import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openapiDocument } from "./openapi-document.ts";

/** npm run openapi: writes the API's description, which the API itself answers with. */
await writeFile(join(import.meta.dirname, "../docs/openapi.json"), `${JSON.stringify(openapiDocument(), null, 2)}\n`);
