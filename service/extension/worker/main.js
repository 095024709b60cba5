// The service worker: a click starts a check; frames send their text here and get answers back.

import { EVERYWHERE, readSettings } from "../shared/settings.js";
import * as badge from "./badge.js";
import { clearEverywhere, isKnown, startEverywhere, startInNewFrames } from "./inject.js";
import { answer } from "./answering.js";
import { Problem } from "./problems.js";
import * as tally from "./tally.js";

chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") chrome.runtime.openOptionsPage();
});

chrome.action.onClicked.addListener((tab) => checkTab(tab.id));

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === "clear" && tab) clearTab(tab.id);
});

// Only tells pages apart when the reader allowed automatic checks everywhere.
chrome.tabs.onUpdated.addListener(async (tabId, { status }, tab) => {
  if (status !== "complete" || !/^https?:/.test(tab.url ?? "")) return;
  const { automatic } = await readSettings();
  if (!automatic || !(await chrome.permissions.contains({ origins: EVERYWHERE }))) return;
  if (!(await isOfNewAddress(tabId))) checkTab(tabId);
});

chrome.tabs.onRemoved.addListener((tabId) => tally.forget(tabId));

chrome.runtime.onMessage.addListener((sent, sender, respond) => {
  // Only pages of ours may speak of another tab than their own.
  const tabId = sender.origin === location.origin ? sent.tabId : sender.tab?.id;
  if (!Object.hasOwn(ACTIONS, sent.type)) return false;
  ACTIONS[sent.type](tabId).then(respond);
  return true;
});

chrome.runtime.onConnect.addListener((port) => {
  const { tab, documentId } = port.sender;
  const stop = new AbortController();
  port.onDisconnect.addListener(async () => {
    stop.abort();
    await report(tab.id, tally.leave(tab.id, documentId));
  });
  port.onMessage.addListener(async (sent) => {
    if (sent.type === "counts") {
      await report(tab.id, tally.count(tab.id, documentId, sent.counts));
    } else if (sent.type === "check") {
      await answer(port, sent, stop.signal);
    }
  });
});

const ACTIONS = {
  check: checkTab,
  clear: clearTab,
  frames: checkNewFrames,
  settings: () => chrome.runtime.openOptionsPage(),
  totals: tally.totals,
};

async function checkTab(tabId) {
  await report(tabId, tally.reset(tabId));
  await badge.show(tabId, { busy: true, matched: 0, problem: null });
  try {
    await startEverywhere(tabId, await readSettings());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await report(tabId, tally.fail(tabId, error.toJSON()));
  }
}

/** A page that only writes its address anew is followed already, unless the reader has cleared it. */
async function isOfNewAddress(tabId) {
  try {
    return await isKnown(tabId);
  } catch {
    return false; // what cannot be looked into is told by the check
  }
}

async function checkNewFrames(tabId) {
  try {
    await startInNewFrames(tabId, await readSettings());
  } catch {
    // The tab has gone on to another page.
  }
}

async function clearTab(tabId) {
  await report(tabId, tally.forget(tabId));
  try {
    await clearEverywhere(tabId);
  } catch {
    // A page that could not be checked has nothing to clear.
  }
}

/** Badge and the page's own panel show the same totals. */
async function report(tabId, changed) {
  const totals = await changed;
  if (!totals) return badge.hide(tabId);
  await badge.show(tabId, totals);
  try {
    await chrome.tabs.sendMessage(tabId, { type: "totals", totals }, { frameId: 0 });
  } catch {
    // The page's top frame does not listen: not yet, or no more.
  }
}
