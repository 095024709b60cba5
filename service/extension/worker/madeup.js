// Prefixes that stand for no sentence. Each is drawn from a true one by a secret of this browser: a
// page that is checked again sends the same, so that nobody can tell the two apart by what repeats.

const SHARE = 0.5; // of the true ones have a made-up one
const SECRET = "madeUp";

let drawing;

/** Those that go with these true ones, of as many hexadecimal digits (4 at most). */
export async function madeUp(prefixes) {
  const key = await (drawing ??= secret());
  const drawn = await Promise.all(prefixes.map((one) => draw(key, one)));
  return drawn.filter((one) => one !== null);
}

async function draw(key, prefix) {
  const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(prefix));
  const [chance, high, low] = new Uint8Array(signed);
  if (chance >= 256 * SHARE) return null;
  return ((high << 8) | low).toString(16).padStart(4, "0").slice(0, prefix.length);
}

async function secret() {
  const { [SECRET]: kept } = await chrome.storage.local.get(SECRET);
  const bytes = kept ?? [...crypto.getRandomValues(new Uint8Array(32))];
  if (!kept) await chrome.storage.local.set({ [SECRET]: bytes });
  return crypto.subtle.importKey(
    "raw",
    new Uint8Array(bytes),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
}
