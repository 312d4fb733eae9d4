import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jsonSchemas } from "./json-schemas.ts";

/** npm run schemas: writes the JSON Schemas of all facts into docs/schemas. */
const folder = join(import.meta.dirname, "../docs/schemas");
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas()))
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
