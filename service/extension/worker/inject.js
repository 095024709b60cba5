// Injecting: the content scripts go into every frame of a tab that the browser lets us into.

import { Problem } from "./problems.js";

const FILES = [
  "content/words.js",
  "content/segments.js",
  "content/sentences.js",
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

let stylesheet;

/** Start the check in all frames; raises Problem where the page admits no extension at all. */
export async function startEverywhere(tabId, { send, bands }) {
  const options = { send, bands, css: await readStylesheet() };
  const documentIds = await prepare(tabId);
  await run(tabId, documentIds, (given) => globalThis.PriorCheck.start(given), [options]);
}

/** Start it in frames that came later, such as one that the page has just added. */
export async function startInNewFrames(tabId, { send, bands }) {
  const options = { send, bands, css: await readStylesheet() };
  const documentIds = await prepare(tabId);
  await run(tabId, documentIds, (given) => globalThis.PriorCheck.startOnce(given), [options]);
}

export async function clearEverywhere(tabId) {
  await run(tabId, null, () => globalThis.PriorCheck?.clear());
}

async function prepare(tabId) {
  // What an extension left behind that was updated since no longer reaches anybody: anew, then.
  const isThere = () => Boolean(globalThis.PriorCheck?.start && chrome.runtime?.id);
  const found = await run(tabId, null, isThere);
  const bare = found.filter(({ result }) => !result).map(({ documentId }) => documentId);
  if (bare.length) {
    await chrome.scripting.executeScript({ target: { tabId, documentIds: bare }, files: FILES });
  }
  return found.map(({ documentId }) => documentId);
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
