import type { FenrunConfig } from "../../config.ts";
import type { SamplePerson } from "../reports/sample-people.ts";
import type { Local } from "../start.ts";

/** Something that npm start plays and then serves. */
export interface Run {
  /** What it is, for whoever waits. */
  readonly title: string;
  readonly agency: FenrunConfig["agency"];
  readonly finance: FenrunConfig["finance"];
  readonly review: FenrunConfig["review"] | undefined;
  /**
   * Plays it, and says what came out.
   * @param out where reports are written; undefined where none are asked for.
   */
  play(local: Local, out: string | undefined): Promise<Played>;
}

/** How a run is served once it is played. */
export interface Played {
  /** Where the clock stands, ISO 8601. */
  readonly clock: string;
  readonly people: readonly SamplePerson[];
}
