import { buildVerifier } from "../../infra/browser-bundle.ts";

/** What pages load has to be there before any of them is asked for. Once for a run. */
export default function buildAssets(): void {
  buildVerifier();
}
