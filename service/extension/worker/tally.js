// The tally: what was found in each frame of a tab, for badge and popup. Counts only, in memory.

const NOTHING = { matched: 0, checked: 0, skipped: 0, busy: false, problem: null };
const EMPTY = { frames: {}, problem: null };
let turn = Promise.resolve();

/** Forget what was known of a tab: a new check begins, or the page is clear again. */
export function reset(tabId) {
  return change(tabId, () => ({ frames: {}, problem: null }));
}

/** Take over what a frame says of itself. */
export function count(tabId, documentId, counts) {
  return change(tabId, ({ frames, problem } = EMPTY) => ({
    frames: { ...frames, [documentId]: { ...NOTHING, ...frames[documentId], ...counts } },
    problem,
  }));
}

/** A frame is gone; with the last one goes all that was known of the tab. */
export function leave(tabId, documentId) {
  return change(tabId, (state) => {
    if (!state || !(documentId in state.frames)) return state;
    const { [documentId]: _, ...frames } = state.frames;
    return Object.keys(frames).length ? { ...state, frames } : null;
  });
}

/** Say that the page cannot be checked at all. */
export function fail(tabId, problem) {
  return change(tabId, () => ({ frames: {}, problem }));
}

export function forget(tabId) {
  return change(tabId, () => null);
}

/** {matched, checked, skipped, busy, problem} of all frames together; null before a check. */
export async function totals(tabId) {
  return sum(await read(tabId));
}

function sum(state) {
  if (!state) return null;
  const { frames, problem } = state;
  const total = { ...NOTHING, problem };
  for (const one of Object.values(frames)) {
    total.matched += one.matched;
    total.checked += one.checked;
    total.skipped += one.skipped;
    total.busy ||= one.busy;
    total.problem ??= one.problem;
  }
  return total;
}

async function read(tabId) {
  const kept = await chrome.storage.session.get(String(tabId));
  return kept[tabId];
}

/** Changes take turns: two frames that report at once must not overwrite each other. */
function change(tabId, by) {
  const done = turn.then(async () => {
    const state = by(await read(tabId));
    if (state) await chrome.storage.session.set({ [tabId]: state });
    else await chrome.storage.session.remove(String(tabId));
    return sum(state);
  });
  turn = done.catch(() => {});
  return done;
}
