// Part: a stretch of a segment that is asked about, a sentence or the whole of it.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const LONGEST = 20_000; // characters of one part; the rest of a longer segment makes more parts
  // What Intl.Segmenter takes for an end: an abbreviation, an initial or an ordinal.
  const ABBREVIATIONS =
    /(?:^|\s)(?:Dr|Prof|Mr|Mrs|Ms|St|Nr|No|vs|ca|bzw|etc|usw|Mio|Mrd|Str|Art|Abs|\p{Lu}|\d{1,2}|z\.\s?B|d\.\s?h|u\.\s?a)\.\s*$/u;

  class Part {
    constructor(segment, start, end) {
      this.segment = segment;
      this.start = start;
      this.text = segment.text.slice(start, end);
    }

    get end() {
      return this.start + this.text.length;
    }

    places(start, end) {
      return this.segment.places(this.start + start, this.start + end);
    }

    isWhole(start, end) {
      return this.segment.isWhole(this.start + start, this.start + end);
    }

    /** Rectangles on the screen, as the frame sees it. */
    rects() {
      return this.segment
        .places(this.start, this.end)
        .filter(({ node, from, to }) => node.isConnected && to <= node.length && from < to)
        .flatMap(({ node, from, to }) => {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, to);
          return [...range.getClientRects()];
        });
    }
  }

  /** A whole segment: the server cuts it. */
  function wholeParts(segment) {
    if (segment.text.length <= LONGEST) return [new Part(segment, 0, segment.text.length)];
    const parts = [];
    let start = 0;
    for (const sentence of sentenceParts(segment)) {
      if (sentence.end - start > LONGEST && sentence.start > start) {
        parts.push(new Part(segment, start, sentence.start));
        start = sentence.start;
      }
    }
    parts.push(new Part(segment, start, segment.text.length));
    return parts.flatMap((part) => (part.text.length > LONGEST ? chop(part) : [part]));
  }

  function chop({ segment, start, end }) {
    const parts = [];
    for (let at = start, to; at < end; at = to) {
      to = Math.min(at + LONGEST, end);
      if (/[\ud800-\udbff]/.test(segment.text[to - 1])) to -= 1; // half a character
      parts.push(new Part(segment, at, to));
    }
    return parts;
  }

  /** Its sentences, cut here, so that nothing else has to leave the browser. */
  function sentenceParts(segment) {
    const language = document.documentElement.lang || undefined;
    const found = [];
    let start = 0;
    for (const { index, segment: text } of segmenter(language).segment(segment.text)) {
      const end = index + text.length;
      if (ABBREVIATIONS.test(segment.text.slice(Math.max(start, end - 12), end))) continue;
      if (isParted(segment.text, start, end)) continue;
      found.push(trimmed(segment, start, end));
      start = end;
    }
    if (start < segment.text.length) found.push(trimmed(segment, start, segment.text.length));
    return found.filter(({ text }) => /\p{L}/u.test(text));
  }

  /** Does it go on in the next line? It begins with a capital, has no end, and small letters follow. */
  function isParted(text, start, end) {
    if (text[end - 1] !== "\n" || !/^\p{Ll}/u.test(text.slice(end, end + 2))) return false;
    const begun = text.slice(start, end);
    return /^\P{L}*\p{Lu}/u.test(begun) && /[\p{L}\p{M}\p{N},;–-]\s*$/u.test(begun);
  }

  function trimmed(segment, start, end) {
    const text = segment.text.slice(start, end);
    const ahead = text.length - text.trimStart().length;
    return new Part(segment, start + ahead, start + text.trimEnd().length);
  }

  function segmenter(language) {
    try {
      return new Intl.Segmenter(language, { granularity: "sentence" });
    } catch {
      return new Intl.Segmenter(undefined, { granularity: "sentence" });
    }
  }

  Object.assign(PriorCheck, { sentenceParts, wholeParts });
}
