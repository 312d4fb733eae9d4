import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ValidationException } from "./errors.ts";
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from "./limits.ts";
import { utf8Length } from "./sizes.ts";
import { type LowLevelItem, own, typeOf } from "./values.ts";

/** An item's key: both parts are texts. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The key of a request that names an item by it. @throws ValidationException */
export function keyFrom(item: LowLevelItem): Key {
  const [pk, sk] = [own(item, "pk"), own(item, "sk")];
  if (Object.keys(item).length !== 2 || pk?.S === undefined || sk?.S === undefined)
    throw new ValidationException("The provided key element does not match the schema");
  return checkedKey(pk.S, sk.S);
}

/** The key of a whole item. @throws ValidationException */
export function keyOfItem(item: LowLevelItem): Key {
  return checkedKey(keyText(item, "pk"), keyText(item, "sk"));
}

function keyText(item: LowLevelItem, name: string): string {
  const value: AttributeValue | undefined = own(item, name);
  if (value === undefined) throw invalid(`Missing the key ${name} in the item`);
  if (value.S === undefined) throw invalid(`Type mismatch for key ${name} expected: S actual: ${typeOf(value)}`);
  return value.S;
}

/** A key within the limits. */
function checkedKey(pk: string, sk: string): Key {
  for (const [name, text] of [["pk", pk] as const, ["sk", sk] as const]) {
    if (text !== "") continue;
    throw new ValidationException(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  }
  if (isLonger(pk, MAX_PARTITION_KEY_BYTES))
    throw invalid(`Size of hashkey has exceeded the maximum size limit of${MAX_PARTITION_KEY_BYTES} bytes`);
  if (isLonger(sk, MAX_SORT_KEY_BYTES))
    throw invalid(`Aggregated size of all range keys has exceeded the size limit of ${MAX_SORT_KEY_BYTES} bytes`);
  return { pk, sk };
}

/** A UTF-16 unit takes three bytes at most: most keys needn't be measured. */
function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && utf8Length(text) > bytes;
}

function invalid(message: string): ValidationException {
  return new ValidationException(`One or more parameter values were invalid: ${message}`);
}

export function keyItem({ pk, sk }: Key): Record<string, AttributeValue> {
  return { pk: { S: pk }, sk: { S: sk } };
}
