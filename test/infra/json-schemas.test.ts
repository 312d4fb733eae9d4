import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jsonSchemas } from "../../infra/json-schemas.ts";

test.each(Object.entries(jsonSchemas()))(
  "json schemas: docs/schemas/%s.json is what the code reads; npm run schemas brings it up to date",
  (name, schema) => {
    const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../../docs/schemas", `${name}.json`), "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);
