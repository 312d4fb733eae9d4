/** A line that can't be read. */
export interface WrongLine {
  readonly line: number;
  readonly reasons: readonly string[];
}
