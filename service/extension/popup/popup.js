// The popup: what was found in this tab, and what to do next.

import { explain, localise, message } from "../shared/messages.js";

const tabId = Number(new URLSearchParams(location.search).get("tab"));
const part = (id) => document.getElementById(id);

function found({ matched, checked, busy }) {
  if (busy && !matched) return message("checking");
  if (!checked && !matched) return message("foundNoText");
  if (!matched) return message("foundNone");
  return matched === 1 ? message("foundOne") : message("foundMany", matched);
}

async function show() {
  const totals = await chrome.runtime.sendMessage({ type: "totals", tabId });
  if (!totals) return;
  const { problem, checked, skipped } = totals;
  part("problem").hidden = !problem;
  part("problem").textContent = problem ? explain(problem) : "";
  part("found").hidden = Boolean(problem) && !totals.matched;
  part("found").textContent = found(totals);
  const sums = [checked && message("ofChecked", checked), skipped && message("skippedMany", skipped)];
  part("sums").textContent = sums.filter(Boolean).join(" ");
}

function does(id, type) {
  part(id).addEventListener("click", async () => {
    await chrome.runtime.sendMessage({ type, tabId });
    window.close();
  });
}

localise();
does("check", "check");
does("clear", "clear");
does("settings", "settings");
chrome.storage.session.onChanged.addListener(show);
await show();
