// Privacy mode: only the first digits of hashes go out, and what comes back is compared here.

import { forms, hash, VERSION } from "./canonical.js";
import { madeUp } from "./madeup.js";
import { Problem } from "./problems.js";
import { post } from "./wire.js";

const DIGITS = 4; // fit one in 65,536 of all sentences
const MOST_PREFIXES = 20; // of one call

/** The same lines as check() gives, for segments that are one sentence each. */
export async function* checkHashed(settings, segments, signal) {
  const asked = await Promise.all(segments.map(hashed));
  const prefixes = [...new Set(asked.flatMap(({ hashes }) => hashes.map(prefixOf)))];
  const sent = [...new Set([...prefixes, ...(await madeUp(prefixes))])];
  const known = new Map();
  for (const some of batches(shuffled(sent))) {
    const response = await post(settings, "/v1/hashes", { prefixes: some }, signal);
    for (const candidate of await read(response)) {
      known.set(candidate.hash, [...(known.get(candidate.hash) ?? []), candidate]);
    }
  }
  for (const { id, text, hashes } of asked) {
    const matches = hashes.flatMap((one, place) => (known.get(one) ?? []).map(matchOf(place)));
    if (matches.length) yield { segment: id, start: 0, end: [...text].length, lookup: { text, matches } };
  }
  const checked = asked.filter(({ hashes }) => hashes.length).length;
  yield { summary: { sentences: asked.length, checked } };
}

async function hashed({ id, text }) {
  return { id, text, hashes: await Promise.all(forms(text).map(hash)) };
}

async function read(response) {
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Problem("problemNotPriorCheck");
  }
  if (typeof answer?.version !== "number") throw new Problem("problemNotPriorCheck");
  if (answer.version !== VERSION) throw new Problem("problemVersion");
  const candidates = answer.buckets?.flatMap?.((bucket) => bucket?.candidates ?? [null]);
  if (!candidates?.every((one) => one?.claim && Array.isArray(one.reviews))) {
    throw new Problem("problemNotPriorCheck");
  }
  return candidates;
}

/**
 * A repeat of the claim is the claim. A repeat of a review's title may be its denial, and a
 * sentence that quotes a claim may deny it: neither takes over the verdict.
 */
function matchOf(place) {
  return ({ of, claim, reviews }) => {
    const same = of === "text" && place === 0;
    return {
      relation: same ? "same" : "related",
      repeats: same ? "claim" : of === "text" ? "quote" : "title",
      band: "confirmed",
      probability: null,
      differences: [],
      agreement: null,
      provenance: null,
      claim,
      reviews,
    };
  };
}

const prefixOf = (one) => one.slice(0, DIGITS);

function shuffled(all) {
  const order = crypto.getRandomValues(new Uint32Array(all.length));
  return all.map((one, at) => [order[at], one]).sort(([a], [b]) => a - b).map(([, one]) => one);
}

function* batches(all) {
  for (let at = 0; at < all.length; at += MOST_PREFIXES) yield all.slice(at, at + MOST_PREFIXES);
}
