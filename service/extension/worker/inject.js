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

const PAGE = { frameIds: [0] };
const FRAMES = { allFrames: true };
const AT_ONCE = { injectImmediately: true }; // what is still loading may do so without an end
const MOST_TRIES = 3;
const PAUSE_MS = 250;

let stylesheet;

/**
 * Start the check in all frames; raises Problem where the page cannot be checked at all. The page
 * comes first: to ask for all frames is to wait for one that never loads.
 */
export async function startEverywhere(tabId, settings) {
  const start = (given) => globalThis.PriorCheck.start(given);
  const [problem] = await inject(tabId, settings, start, PAGE);
  if (problem) throw new Problem(problem.message, problem.substitutions);
  inject(tabId, settings, start, FRAMES).catch(() => {}); // the page has gone
}

/** Has this very document been checked, or cleared since? Its address may have changed meanwhile. */
export async function isKnown(tabId) {
  const [{ result }] = await run({ tabId, ...PAGE }, isThere);
  return result;
}

/** Start it in frames that came later, such as one that the page has just added. */
export function startInNewFrames(tabId, settings) {
  return inject(tabId, settings, (given) => void globalThis.PriorCheck.startOnce(given), FRAMES);
}

/**
 * Answers with the problem of each frame, null where there is none. Frames come and go: one that
 * went while it was looked at must not stop the others.
 */
async function inject(tabId, { send, bands }, start, which) {
  const options = { send, bands, css: await readStylesheet() };
  for (let tried = 1; ; tried += 1) {
    try {
      const documentIds = await prepare(tabId, which);
      if (!documentIds.length || (which === FRAMES && !(await isUnderCheck(tabId)))) return [];
      const started = await run({ tabId, documentIds }, start, [options]);
      return started.map(({ result }) => result);
    } catch (error) {
      if (tried === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Or was the page cleared, while its frames were waited for? */
async function isUnderCheck(tabId) {
  const [{ result }] = await run({ tabId, ...PAGE }, () => globalThis.PriorCheck?.isUnderCheck());
  return result;
}

export async function clearEverywhere(tabId) {
  const clear = () => globalThis.PriorCheck?.clear();
  await run({ tabId, ...PAGE }, clear);
  run({ tabId, ...FRAMES }, clear).catch(() => {}); // the page has gone
}

async function prepare(tabId, which) {
  const all = await run({ tabId, ...which }, isThere);
  const found = all.filter(({ frameId }) => which === PAGE || frameId !== 0);
  const bare = found.filter(({ result }) => !result).map(({ documentId }) => documentId);
  if (bare.length) {
    const target = { tabId, documentIds: bare };
    await chrome.scripting.executeScript({ target, files: FILES, ...AT_ONCE });
  }
  return found.map(({ documentId }) => documentId);
}

/** What an extension left behind that was updated since no longer reaches anybody: it is not. */
function isThere() {
  return Boolean(globalThis.PriorCheck?.start && chrome.runtime?.id);
}

async function run(target, func, args = []) {
  try {
    return await chrome.scripting.executeScript({ target, func, args, ...AT_ONCE });
  } catch {
    throw new Problem("problemPage");
  }
}

async function readStylesheet() {
  stylesheet ??= await (await fetch(chrome.runtime.getURL("content/overlay.css"))).text();
  return stylesheet;
}
