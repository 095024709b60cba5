// The badge: what the toolbar says of a tab.

import { message } from "../shared/messages.js";

const COLOURS = { found: "#9a5b00", busy: "#5f6670", problem: "#b3261e" };

/** Show totals on the toolbar. The tab may be gone by now: then there is nothing to show. */
export async function show(tabId, { matched, checked, busy, problem }) {
  const [text, colour, title] = problem
    ? ["!", COLOURS.problem, message(problem.message, ...problem.substitutions)]
    : busy && !matched
      ? ["…", COLOURS.busy, message("checking")]
      : [String(matched), matched ? COLOURS.found : COLOURS.busy, found(matched, checked)];
  await set(tabId, text, colour, title, `popup/popup.html?tab=${tabId}`);
}

/** As before the first check: a click checks the page. */
export function hide(tabId) {
  return set(tabId, "", COLOURS.busy, message("actionTitle"), "");
}

function found(matched, checked) {
  if (!checked && !matched) return message("foundNoText");
  if (matched === 0) return message("foundNone");
  return matched === 1 ? message("foundOne") : message("foundMany", matched);
}

async function set(tabId, text, colour, title, popup) {
  try {
    await Promise.all([
      chrome.action.setBadgeText({ tabId, text }),
      chrome.action.setBadgeBackgroundColor({ tabId, color: colour }),
      chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
      chrome.action.setTitle({ tabId, title }),
      chrome.action.setPopup({ tabId, popup }),
    ]);
  } catch {
    // No such tab any more.
  }
}
