// Words: messages in the browser's language, and elements made of text. No markup is ever parsed.
"use strict";
{
  globalThis.PriorCheck?.clear?.(); // of the extension before its update
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const VERDICTS = {
    true: ["verdictTrue", "✓"],
    mostly_true: ["verdictMostlyTrue", "✓"],
    mixed: ["verdictMixed", "±"],
    misleading: ["verdictMisleading", "!"],
    mostly_false: ["verdictMostlyFalse", "✗"],
    false: ["verdictFalse", "✗"],
    satire: ["verdictSatire", "☺"],
    unproven: ["verdictUnproven", "?"],
    outdated: ["verdictOutdated", "⧗"],
    other: ["verdictOther", "•"],
  };
  const KINDS = {
    negation: "differenceNegation",
    number: "differenceNumber",
    date: "differenceDate",
    entity: "differenceEntity",
    quantifier: "differenceQuantifier",
  };
  const LIKELY = [
    [0.95, "likelyAlmostCertain"],
    [0.85, "likelyVery"],
    [0.65, "likely"],
    [0.5, "likelyRather"],
    [0, "likelyPossibly"],
  ];

  const LONGEST = 500; // characters of a text on a card

  const say = (key, ...substitutions) => chrome.i18n.getMessage(key, substitutions.map(String));

  /** A verdict's word and sign; null where the publisher's rating is none that we know. */
  function verdictWord(verdict) {
    const known = Object.hasOwn(VERDICTS, verdict ?? "") ? VERDICTS[verdict] : null;
    return known && { word: say(known[0]), sign: known[1] };
  }

  const differenceWord = (kind) => say(KINDS[kind] ?? "differenceOther");

  /** A probability in words; null stands for "not known". */
  function likelihood(probability) {
    if (probability === null || probability === undefined) return say("likelyUnknown");
    return say(LIKELY.find(([least]) => probability >= least)[1]);
  }

  /** A date as precise as it is given: a year stays a year. */
  function day(written) {
    if (!/^\d{4}-\d\d-\d\d/.test(written ?? "")) return written ?? "";
    const [year, month, date] = written.slice(0, 10).split("-").map(Number);
    const format = new Intl.DateTimeFormat(chrome.i18n.getUILanguage(), { dateStyle: "medium" });
    return format.format(new Date(year, month - 1, date));
  }

  /** The address if it is one of the web; null for anything else, scripts above all. */
  function webAddress(written) {
    try {
      const url = new URL(written);
      return url.protocol === "https:" || url.protocol === "http:" ? url : null;
    } catch {
      return null;
    }
  }

  /** An element of a class, with attributes and children; strings become text, null is left out. */
  function element(tag, name, attributes = {}, ...children) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  /** Somebody else's text: in its own language and direction, and no longer than a card holds. */
  function foreign(tag, name, text, language) {
    const attributes = { dir: "auto" };
    if (/^[A-Za-z0-9-]{2,35}$/.test(language ?? "")) attributes.lang = language;
    return element(tag, name, attributes, clip(text));
  }

  const clip = (text, most = LONGEST) =>
    text.length > most ? `${text.slice(0, most).toWellFormed()} …` : text;

  Object.assign(PriorCheck, {
    clip, day, differenceWord, element, foreign, likelihood, say, verdictWord, webAddress,
  });
}
