// Problems: everything that can go wrong, as the key of a message that says what to do.

export class Problem extends Error {
  constructor(message, substitutions = [], { retryAfter = null } = {}) {
    super(message);
    this.substitutions = substitutions;
    this.retryAfter = retryAfter;
  }

  /** As it goes through messages and storage. */
  toJSON() {
    return { message: this.message, substitutions: this.substitutions };
  }
}

const BY_STATUS = {
  401: "problemKey",
  403: "problemKey",
  404: "problemNotPriorCheck",
  405: "problemNotPriorCheck",
  413: "problemTooLarge",
  429: "problemBusy",
  503: "problemNotReady",
};

/** The problem of an answer that is none; reads its problem document where there is one. */
export async function problemOf(response, server) {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  const known = BY_STATUS[response.status];
  if (known) return new Problem(known, [server], { retryAfter });
  return new Problem("problemRefused", [String(response.status), await readDetail(response)]);
}

/** The problem of a last line {"error": ...}: the answer broke off. */
export function problemOfLine(error) {
  const known = BY_STATUS[error.status];
  if (known) return new Problem(known, []);
  return new Problem("problemRefused", [String(error.status), String(error.detail ?? "")]);
}

async function readDetail(response) {
  try {
    const { detail, title } = await response.json();
    return String(detail ?? title ?? "").slice(0, 300);
  } catch {
    return "";
  }
}
