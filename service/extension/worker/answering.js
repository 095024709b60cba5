// Answering: one batch of a frame's text goes to the server, its answers go back as they come.

import { readSettings } from "../shared/settings.js";
import { checkHashed } from "./hashes.js";
import { Problem } from "./problems.js";
import { check } from "./wire.js";

/** Answer {type: "check", number, segments, send}. */
export async function answer(port, { number, segments, send }, signal) {
  const settings = await readSettings();
  const ask = settings.send === "hashes" ? checkHashed : check;
  try {
    if (send !== settings.send) throw new Problem("problemSettings"); // chosen after the page was read
    for await (const line of ask(settings, segments, signal)) {
      port.postMessage({ type: "line", number, line });
    }
    port.postMessage({ type: "done", number, problem: null });
  } catch (error) {
    if (signal.aborted) return; // the page is gone, or cleared
    const problem = error instanceof Problem ? error.toJSON() : unexpected(error);
    port.postMessage({ type: "done", number, problem });
  }
}

function unexpected(error) {
  return { message: "problemInternal", substitutions: [String(error?.message ?? error)] };
}
