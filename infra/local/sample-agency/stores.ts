/** The agency's stores and their regions: about one store for seventeen people. */

/** The service centre on the internet: its people are paid by the plan "online". */
export const ONLINE_STORE_ID = "online-1";

/** Which city gets the next store. Eleven of them and the centre make the twelve of 200 people. */
const CITIES = ["nanjing", "shanghai", "suzhou", "nanjing", "shanghai", "hangzhou", "nanjing", "shanghai", "suzhou", "nanjing", "shanghai"];
const REGION_OF_CITY: Readonly<Record<string, string>> = {
  nanjing: "reg-1",
  shanghai: "reg-2",
  suzhou: "reg-3",
  hangzhou: "reg-3",
  online: "reg-3",
};
const PEOPLE_PER_STORE = 17;

export interface Store {
  readonly storeId: string;
  readonly managerId: string;
  readonly regionManagerId: string;
}

export function makeStores(advisorCount: number): Store[] {
  const count = Math.max(4, Math.round(advisorCount / PEOPLE_PER_STORE));
  const opened: Record<string, number> = {};
  return Array.from({ length: count }, (_, index) => {
    const city = index === count - 1 ? "online" : (CITIES[index % CITIES.length] as string);
    opened[city] = (opened[city] ?? 0) + 1;
    return {
      storeId: `${city}-${opened[city]}`,
      managerId: `mgr-${String(index + 1).padStart(2, "0")}`,
      regionManagerId: REGION_OF_CITY[city] as string,
    };
  });
}
