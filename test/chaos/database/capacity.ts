import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";

const READ_STEP_BYTES = 4096;
const WRITE_STEP_BYTES = 1024;

/** Units of a read: one for each 4 KB started, half of it where it needn't be consistent. What is absent costs like 4 KB. */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / READ_STEP_BYTES)) * (isConsistent ? 1 : 0.5);
}

/** Units of a write: one for each 1 KB started of the larger of the item before and after. */
export function writeUnits(bytesBefore: number, bytesAfter: number): number {
  return Math.max(1, Math.ceil(Math.max(bytesBefore, bytesAfter) / WRITE_STEP_BYTES));
}

/** What is counted in a table's answer, where the caller asked for it. */
export function consumed(
  mode: string | undefined,
  TableName: string,
  CapacityUnits: number,
  more?: "ReadCapacityUnits" | "WriteCapacityUnits",
): ConsumedCapacity | undefined {
  if (mode !== "TOTAL" && mode !== "INDEXES") return undefined;
  const units = { CapacityUnits, ...(more && { [more]: CapacityUnits }) };
  return { TableName, ...units, ...(mode === "INDEXES" && { Table: units }) };
}

/** The same for an answer about several tables. */
export function consumedByTable(
  mode: string | undefined,
  units: ReadonlyMap<string, number>,
  more?: "ReadCapacityUnits" | "WriteCapacityUnits",
): { ConsumedCapacity?: ConsumedCapacity[] } {
  const all = [...units].flatMap(([table, ofTable]) => consumed(mode, table, ofTable, more) ?? []);
  return all.length === 0 ? {} : { ConsumedCapacity: all };
}

/** Adds units to a table's. */
export function count(units: Map<string, number>, tableName: string, more: number): void {
  units.set(tableName, (units.get(tableName) ?? 0) + more);
}
