// The settings page: what was entered is checked, kept, and tried out.

import { explain, localise, message } from "../shared/messages.js";
import * as settings from "../shared/settings.js";
import { probe } from "../worker/probe.js";

const form = document.getElementById("settings");
const outcome = document.getElementById("outcome");

localise();
const { server, key, send, bands, automatic } = await settings.readSettings();
form.elements.server.value = server;
form.elements.key.value = key;
form.elements.send.value = send;
form.elements.bands.value = bands;
form.elements.automatic.checked =
  automatic && (await chrome.permissions.contains({ origins: settings.EVERYWHERE }));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const entered = read();
  if (!entered) return;
  // The browser asks at the click only, so nothing may be waited for before this line.
  const everywhere = entered.automatic && (await allow({ origins: settings.EVERYWHERE }));
  if (!entered.automatic) await giveBack({ origins: settings.EVERYWHERE });
  const access = settings.permissionOf(entered.server);
  const admitted = await allow(access);
  const before = settings.permissionOf((await settings.readSettings()).server);
  if (!everywhere && before.origins[0] !== access.origins[0]) await giveBack(before);
  await settings.writeSettings({ ...entered, automatic: everywhere });
  form.elements.automatic.checked = everywhere;
  if (entered.automatic && !everywhere) say(message("automaticRefused"));
  else say(message(admitted ? "saved" : "savedWithoutAccess"));
});

document.getElementById("test").addEventListener("click", async () => {
  const entered = read();
  if (!entered) return;
  say(message("testing"));
  const { claims, problem } = await probe(entered);
  if (problem) say(explain(problem), true);
  else say(message("testDone", claims.toLocaleString(document.documentElement.lang)));
});

/** What is entered, or null after the fields that are wrong have been named. */
function read() {
  const fields = {
    server: settings.parseServer(form.elements.server.value),
    key: settings.parseKey(form.elements.key.value),
  };
  const wrong = Object.entries(fields).filter(([name, { problem }]) => blame(name, problem));
  if (wrong.length) {
    form.elements[wrong[0][0]].focus();
    say("");
    return null;
  }
  return {
    server: fields.server.server,
    key: fields.key.key,
    send: form.elements.send.value,
    bands: form.elements.bands.value,
    automatic: form.elements.automatic.checked,
  };
}

function blame(name, problem) {
  form.elements[name].setAttribute("aria-invalid", String(Boolean(problem)));
  document.getElementById(`${name}-problem`).textContent = problem ? message(problem) : "";
  return Boolean(problem);
}

async function allow(permission) {
  try {
    return await chrome.permissions.request(permission);
  } catch {
    return false;
  }
}

/** Giving access to all sites back takes that to the server along, so this comes first. */
async function giveBack(permission) {
  try {
    if (await chrome.permissions.contains(permission)) await chrome.permissions.remove(permission);
  } catch {
    // It was not given here, but with the extension.
  }
}

function say(words, isProblem = false) {
  outcome.textContent = words;
  outcome.classList.toggle("problem", isProblem);
}
