// Settings: what the reader chose. Kept in this browser only (storage.local, never synced).

export const SEND = ["page", "screen", "hashes"];
export const BANDS = ["all", "confirmed"];
export const EVERYWHERE = ["http://*/*", "https://*/*"];

const DEFAULTS = {
  server: "http://127.0.0.1:8000",
  key: "",
  send: "page",
  bands: "all",
  automatic: false,
};

/** The settings; anything unreadable falls back to its default. */
export async function readSettings() {
  const kept = await chrome.storage.local.get(DEFAULTS);
  return {
    server: parseServer(kept.server).server ?? DEFAULTS.server,
    key: parseKey(kept.key).key ?? DEFAULTS.key,
    send: SEND.includes(kept.send) ? kept.send : DEFAULTS.send,
    bands: BANDS.includes(kept.bands) ? kept.bands : DEFAULTS.bands,
    automatic: kept.automatic === true,
  };
}

export function writeSettings(settings) {
  return chrome.storage.local.set(settings);
}

/** {server} without a slash at its end, or {problem}, the key of a message. */
export function parseServer(written) {
  let url;
  try {
    url = new URL(String(written).trim());
  } catch {
    return { problem: "serverNotUrl" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "serverNotUrl" };
  if (url.username || url.password) return { problem: "serverHasPassword" };
  if (url.search || url.hash) return { problem: "serverHasQuery" };
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return { problem: "serverNotSecure" };
  return { server: url.origin + url.pathname.replace(/\/+$/, "") };
}

/** {key}, or {problem}: a header's value has no room for anything but visible ASCII. */
export function parseKey(written) {
  const key = String(written).trim();
  return /^[!-~]*$/.test(key) ? { key } : { problem: "keyNotPlain" };
}

/** The match pattern by which the browser grants access to the server alone. */
export function permissionOf(server) {
  return { origins: [new URL(server).origin + "/*"] };
}

function isLoopback(host) {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}
