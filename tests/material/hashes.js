// What a client of privacy mode computes of a sentence. The README says the same in words.
function canonical(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]|\p{Cf}/gu, "").toLowerCase()
    .replace(/ς/g, "σ").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

function forms(sentence) {
  const quoted = sentence.match(/[“”„«»「『"]([^“”„«»「」『』"]{20,})[“”«»」』"]/u);
  const told = sentence.match(/^(.{20,}?)[ \t\n]+[—–-][ \t\n]+[^—–]{2,60}$/su);
  const parts = [sentence, quoted?.[1], told?.[1]].filter(part => part !== undefined);
  return [...new Set(parts.map(canonical))].filter(form => [...form].length >= 12);
}

async function hash(form) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(form));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
