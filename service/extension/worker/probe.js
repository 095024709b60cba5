// A probe: one sentence of ours goes to the server, as a page's would.

import { Problem } from "./problems.js";
import { check } from "./wire.js";

const SENTENCE = "The Great Wall of China can be seen from the Moon with the naked eye.";

/** {claims}, how many the server knows, or {problem}. */
export async function probe(settings) {
  try {
    const lines = check(settings, [{ id: "0", text: SENTENCE }], AbortSignal.timeout(20_000));
    let claims = null;
    for await (const line of lines) claims ??= line.lookup?.snapshot.claims ?? null;
    return claims === null ? { problem: new Problem("problemNotPriorCheck").toJSON() } : { claims };
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem("problemUnreachable", [settings.server]);
    return { problem: problem.toJSON() };
  }
}
