// Injecting: the content scripts go into every frame of a tab that the browser lets us into.

import { Problem } from "./problems.js";

const FILES = [
  "content/words.js",
  "content/unseen.js",
  "content/sight.js",
  "content/segments.js",
  "content/sentences.js",
  "content/wording.js",
  "content/split.js",
  "content/marks.js",
  "content/overlay.js",
  "content/match.js",
  "content/card.js",
  "content/panel.js",
  "content/line.js",
  "content/asked.js",
  "content/watch.js",
  "content/view.js",
  "content/page.js",
];

const MOST_TRIES = 3;
const PAUSE_MS = 250;

let stylesheet;

/** Start the check in all frames; raises Problem where the page cannot be checked at all. */
export async function startEverywhere(tabId, settings) {
  const problem = await inject(tabId, settings, (given) => globalThis.PriorCheck.start(given));
  if (problem) throw new Problem(problem.message, problem.substitutions);
}

/** Has this very document been checked, or cleared since? Its address may have changed meanwhile. */
export async function isKnown(tabId) {
  const target = { tabId, frameIds: [0] };
  const [{ result }] = await chrome.scripting.executeScript({ target, func: isThere });
  return result;
}

/** Start it in frames that came later, such as one that the page has just added. */
export function startInNewFrames(tabId, settings) {
  return inject(tabId, settings, (given) => void globalThis.PriorCheck.startOnce(given));
}

/**
 * Answers with the problem of the page's top frame, null where there is none. Frames come and go:
 * one that went while it was looked at must not stop the others.
 */
async function inject(tabId, { send, bands }, start) {
  const options = { send, bands, css: await readStylesheet() };
  for (let tried = 1; ; tried += 1) {
    try {
      const started = await run(tabId, await prepare(tabId), start, [options]);
      return started.find(({ frameId }) => frameId === 0)?.result ?? null;
    } catch (error) {
      if (tried === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

export async function clearEverywhere(tabId) {
  await run(tabId, null, () => globalThis.PriorCheck?.clear());
}

async function prepare(tabId) {
  const found = await run(tabId, null, isThere);
  const bare = found.filter(({ result }) => !result).map(({ documentId }) => documentId);
  if (bare.length) {
    await chrome.scripting.executeScript({ target: { tabId, documentIds: bare }, files: FILES });
  }
  return found.map(({ documentId }) => documentId);
}

/** What an extension left behind that was updated since no longer reaches anybody: it is not. */
function isThere() {
  return Boolean(globalThis.PriorCheck?.start && chrome.runtime?.id);
}

async function run(tabId, documentIds, func, args = []) {
  const target = documentIds ? { tabId, documentIds } : { tabId, allFrames: true };
  try {
    return await chrome.scripting.executeScript({ target, func, args });
  } catch {
    throw new Problem("problemPage");
  }
}

async function readStylesheet() {
  stylesheet ??= await (await fetch(chrome.runtime.getURL("content/overlay.css"))).text();
  return stylesheet;
}
