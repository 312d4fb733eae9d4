/** Whether the long runs take their whole length: THOROUGH=1, for a night rather than for every change. */
const isThorough = (process.env.THOROUGH ?? "") !== "";

/** How much of something is done: little with every run of the tests, all of it where it is asked for. */
export const much = (usual: number, thorough: number): number => (isThorough ? thorough : usual);
