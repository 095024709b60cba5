// What is hashed of a sentence, as the server does it: tests/material/hashes.json holds both to it.

export const VERSION = 1;
const SHORTEST = 12; // code points of a form

/** The forms of a sentence, its own first; then what it quotes, and itself without a name. */
export function forms(sentence) {
  const quoted = sentence.match(/[“”„«»「『"]([^“”„«»「」『』"]{20,})[“”«»」』"]/u);
  const told = sentence.match(/^(.{20,}?)[ \t\n]+[—–-][ \t\n]+[^—–]{2,60}$/su);
  const parts = [sentence, quoted?.[1], told?.[1]].filter((part) => part !== undefined);
  return [...new Set(parts.map(canonical))].filter((form) => [...form].length >= SHORTEST);
}

function canonical(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]|\p{Cf}/gu, "")
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** SHA-256 in lower-case hex. */
export async function hash(form) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(form));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
