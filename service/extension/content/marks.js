// Finding: a sentence of the page that is close to checked claims, and the marks that show it.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { MARK, SplitText, call, clip, parentOf, say, verdictWord } = PriorCheck;

  // Of its own a mark has colours and a line, nothing that takes room. `all` clears what rules of
  // the page may say of any element; it leaves text direction alone.
  const STYLE = {
    all: "unset",
  };
  const LINE = {
    cursor: "pointer",
    "text-decoration-line": "underline",
    "text-decoration-thickness": "2px",
    "text-underline-offset": "3px",
    "text-decoration-skip-ink": "none",
  };
  const TONES = {
    same: { "background-color": "rgb(255 193 7 / 34%)", "text-decoration-color": "#b26a00" },
    close: {
      "background-color": "rgb(255 193 7 / 16%)",
      "text-decoration-color": "#b26a00",
      "text-decoration-style": "dotted",
    },
    differs: {
      "background-color": "rgb(64 132 214 / 18%)",
      "text-decoration-color": "#2a6fb8",
      "text-decoration-style": "dashed",
    },
  };
  const RING = "3px solid #1a5fb4";
  const HALO = "0 0 0 3px color-mix(in srgb, currentcolor 18%, transparent)"; // takes no room
  const CONTROLS = "a[href], button, summary, label, [role=button], [role=link], [role=tab]";

  const findings = new Map(); // mark -> Finding
  let shown = 0;

  class Finding {
    constructor(part, sentence, matches) {
      this.segment = part.segment;
      this.matches = matches;
      const [start, end] = PriorCheck.utf16(part.text, [sentence.start, sentence.end]);
      this.text = part.text.slice(start, end);
      this.isSaid = part.isWhole(start, end);
      // Of a sentence that quotes a claim the quotation may be what matched.
      this.quote = sentence.quote?.text === sentence.lookup.text ? sentence.quote : null;
      this.places = part.places(start, end);
      this.marks = [];
      this.onGone = null; // while its card is open
    }

    static all() {
      const inOrder = (a, b) => (follows(a.marks[0], b.marks[0]) ? 1 : -1);
      return [...new Set(findings.values())].sort(inOrder);
    }

    static within(root) {
      return [...new Set(findings.values())].filter(({ marks }) => call(root, "contains", marks[0]));
    }

    static of(node) {
      return findings.get(node);
    }

    /** "same", "close" or "differs": how sure it is that the claim's verdict is the sentence's. */
    get tone() {
      const [best] = this.matches;
      if (best.relation !== "same") return "differs";
      return best.band === "confirmed" ? "same" : "close";
    }

    /** Mark it in the page; false where the page is no longer what was read. */
    show(handlers) {
      if (!this.isSaid || !this.places.length) return false;
      if (!this.places.every((place) => this.#fits(place))) return false;
      shown += 1;
      for (const { node, from, to } of this.places) {
        const mark = makeElement({ ...STYLE, ...LINE, ...TONES[this.tone] });
        mark.dataset.sentence = shown; // the marks of one sentence belong together
        SplitText.of(node, isBox(node) ? makeElement(STYLE) : null).wrap(from, to, mark);
        findings.set(mark, this);
        this.marks.push(mark);
        listen(mark, this, handlers);
      }
      this.#makeReachable();
      return true;
    }

    #fits({ node, from, to }) {
      const data = this.segment.written.get(node);
      const split = SplitText.find(node);
      return split ? split.admits(data, from, to) : node.isConnected && node.data === data;
    }

    /** One stop of the keyboard for each sentence, outside of the page's own links. */
    #makeReachable() {
      const stop = this.marks.find((mark) => !isInControl(mark));
      if (!stop) return;
      stop.tabIndex = 0;
      stop.setAttribute("role", "button");
      stop.setAttribute("aria-haspopup", "dialog");
      stop.setAttribute("aria-description", describe(this.matches, this.quote));
    }

    /** Where the focus goes; a mark in a link takes it when asked to, and no tab stop. */
    get anchor() {
      const stop = this.marks.find((mark) => mark.tabIndex === 0) ?? this.marks[0];
      if (!stop.hasAttribute("tabindex")) stop.tabIndex = -1;
      return stop;
    }

    /** Tell it from others while its card is open. */
    set isOpen(open) {
      for (const { style } of this.marks) {
        if (open) style.setProperty("box-shadow", HALO, "important");
        else style.removeProperty("box-shadow");
      }
    }

    get isWhole() {
      return this.marks.every((mark) => mark.isConnected && mark.firstChild !== null);
    }

    /** Take it out of the page. Other marks in the same text nodes go too: they are returned. */
    static remove(gone) {
      const nodes = new Set(gone.flatMap(({ places }) => places.map(({ node }) => node)));
      const touched = Finding.all().filter(({ places }) => places.some(({ node }) => nodes.has(node)));
      for (const node of nodes) SplitText.find(node)?.restore();
      for (const finding of touched) finding.forget();
      const rest = touched.filter((finding) => !gone.includes(finding));
      return rest.length ? [...rest, ...Finding.remove(rest)] : rest;
    }

    forget() {
      this.onGone?.();
      for (const mark of this.marks) findings.delete(mark);
      this.marks = [];
    }
  }

  /** Text straight in such a box is one box, which a mark inside would make three of. */
  const BOXES = /flex|grid|box|table(?!-c)/;

  function isBox(node) {
    for (let above = parentOf(node); above; above = parentOf(above)) {
      if (!(above instanceof Element)) continue;
      const { display } = getComputedStyle(above);
      if (display !== "contents") return BOXES.test(display); // what has no box, as a slot, is not it
    }
    return false;
  }

  function makeElement(style) {
    const made = document.createElement(MARK);
    for (const [name, value] of Object.entries(style)) {
      made.style.setProperty(name, value, "important");
    }
    return made;
  }

  function listen(mark, finding, { onOpen, onPeek }) {
    mark.addEventListener("click", (event) => {
      if (!event.isTrusted || isInControl(mark) || hasSelection(mark)) return;
      event.stopPropagation();
      onOpen(finding);
    });
    mark.addEventListener("keydown", (event) => {
      if (!event.isTrusted || (event.key !== "Enter" && event.key !== " ")) return;
      if (event.target !== mark) return;
      event.preventDefault();
      event.stopPropagation();
      onOpen(finding);
    });
    mark.addEventListener("focus", () => {
      mark.style.setProperty("outline", RING, "important");
      if (mark.matches(":focus-visible")) onPeek(finding);
    });
    mark.addEventListener("blur", () => mark.style.removeProperty("outline"));
  }

  function isInControl(mark) {
    for (let above = parentOf(mark); above; above = parentOf(above)) {
      if (above instanceof Element && call(above, "matches", CONTROLS)) return true;
    }
    return false;
  }

  /** Has the reader just selected words of it? */
  const hasSelection = (mark) => {
    const selection = document.getSelection();
    return selection !== null && !selection.isCollapsed && selection.containsNode(mark, true);
  };

  /** In reading order, also across shadow roots. */
  function follows(one, other) {
    return Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** What a screen reader adds to the sentence. */
  function describe(matches, quote) {
    const [{ relation, reviews }] = matches;
    const word = verdictWord(reviews[0]?.verdict)?.word ?? reviews[0]?.rating_text;
    const publisher = reviews[0]?.publisher.name ?? reviews[0]?.publisher.site ?? "";
    const keys = { same: "describeSame", contradicts: "describeContradicts" };
    const what = say(quote ? "describeQuote" : (keys[relation] ?? "describeRelated"));
    const verdict = word ? rated(clip(word, 80), clip(publisher, 80)) : "";
    const disputed = PriorCheck.isDisputed(matches) ? say("publishersDisagree") : "";
    return [what, verdict, disputed, say("describeOpen")].filter(Boolean).join(" ");
  }

  const rated = (word, publisher) =>
    publisher ? say("describeVerdict", word, publisher) : say("describeVerdictAlone", word);

  PriorCheck.Finding = Finding;
}
