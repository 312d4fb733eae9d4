import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { numberSizeBytes } from "./decimals.ts";
import { type LowLevelItem, typeOf } from "./values.ts";

const CONTAINER_BYTES = 3;

/** An item never changes, and its size is asked for several times. */
const known = new WeakMap<LowLevelItem, number>();

/** Bytes that an item takes: its names and values, as DynamoDB's documentation counts them. */
export function itemSizeBytes(item: LowLevelItem): number {
  let bytes = known.get(item);
  if (bytes === undefined) {
    bytes = mapSizeBytes(item);
    known.set(item, bytes);
  }
  return bytes;
}

function mapSizeBytes(item: LowLevelItem): number {
  let bytes = 0;
  for (const name in item) bytes += utf8Length(name) + valueSizeBytes(item[name] as AttributeValue);
  return bytes;
}

function valueSizeBytes(value: AttributeValue): number {
  switch (typeOf(value)) {
    case "S":
      return utf8Length(value.S ?? "");
    case "N":
      return numberSizeBytes(value.N ?? "0");
    case "B":
      return value.B?.length ?? 0;
    case "L":
      return (value.L ?? []).reduce((bytes, element) => bytes + 1 + valueSizeBytes(element), CONTAINER_BYTES);
    case "M": {
      const map = value.M ?? {};
      return CONTAINER_BYTES + Object.keys(map).length + mapSizeBytes(map);
    }
    case "SS":
      return (value.SS ?? []).reduce((bytes, text) => bytes + utf8Length(text), 0);
    case "NS":
      return (value.NS ?? []).reduce((bytes, number) => bytes + numberSizeBytes(number), 0);
    case "BS":
      return (value.BS ?? []).reduce((bytes, element) => bytes + element.length, 0);
    default:
      return 1;
  }
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
