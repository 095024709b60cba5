// The wire: a check is posted, its answers are read line by line as they come.

import { permissionOf } from "../shared/settings.js";
import { Problem, problemOf, problemOfLine } from "./problems.js";

const MOST_MATCHES = 3;
const MOST_TRIES = 4;
const LONGEST_WAIT_S = 10;
const LONGEST_SILENCE_S = 20; // the browser ends a worker that waits for 30

/**
 * The answers to `segments` ([{id, text}]), in order; the last is {summary}.
 * Nothing but the texts is sent: no address of the page, no cookies, no referrer.
 */
export async function* check(settings, segments, signal) {
  let response;
  try {
    response = await post(settings, "/v1/check", { segments, limit: MOST_MATCHES }, signal);
  } catch (error) {
    if (error.message !== "problemTooLarge" || segments.length === 1) throw error;
    const half = Math.ceil(segments.length / 2);
    yield* check(settings, segments.slice(0, half), signal);
    yield* check(settings, segments.slice(half), signal);
    return;
  }
  let isWhole = false;
  for await (const line of readLines(response)) {
    if (line?.error) throw problemOfLine(line.error);
    if (!line?.summary && !Array.isArray(line?.lookup?.matches)) {
      throw new Problem("problemNotPriorCheck");
    }
    isWhole = Boolean(line.summary);
    yield line;
  }
  if (!isWhole) throw new Problem("problemBrokenOff");
}

/** A call that answers with JSON or NDJSON; raises Problem. Waits and tries again when told to. */
export async function post(settings, path, sent, signal) {
  for (let tried = 1; ; tried += 1) {
    const response = await send(settings, path, sent, signal);
    if (response.ok) return response;
    if (response.type === "opaqueredirect") throw new Problem("problemMoved", [settings.server]);
    const problem = await problemOf(response, settings.server);
    const wait = problem.retryAfter ?? tried;
    if (response.status !== 429 || tried === MOST_TRIES || wait > LONGEST_WAIT_S) throw problem;
    await pause(wait, signal);
  }
}

async function send({ server, key }, path, sent, signal) {
  const headers = { "Content-Type": "application/json", Accept: "application/x-ndjson" };
  if (key) headers["X-PriorCheck-Key"] = key;
  const unheard = new AbortController();
  const timer = setTimeout(() => unheard.abort(), LONGEST_SILENCE_S * 1000);
  try {
    return await fetch(server + path, {
      method: "POST",
      headers,
      body: JSON.stringify(sent),
      signal: AbortSignal.any([signal, unheard.signal]),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "manual", // what a page says goes nowhere else
      cache: "no-store",
    });
  } catch (error) {
    if (signal.aborted) throw error;
    const allowed = await chrome.permissions.contains(permissionOf(server));
    throw new Problem(allowed ? "problemUnreachable" : "problemNotAllowed", [server]);
  } finally {
    clearTimeout(timer);
  }
}

async function* readLines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await read(reader);
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : lines.pop();
    for (const line of lines) if (line.trim()) yield parse(line);
    if (done) return;
  }
}

async function read(reader) {
  const timer = setTimeout(() => reader.cancel(), LONGEST_SILENCE_S * 1000);
  try {
    return await reader.read();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("problemBrokenOff");
  } finally {
    clearTimeout(timer);
  }
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new Problem("problemNotPriorCheck");
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)));
  });
}
