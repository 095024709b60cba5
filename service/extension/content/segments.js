// Segment: the text of one block as the server reads it, and where each stretch of it stands.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const MARK = "priorcheck-mark";
  const LAYER = "priorcheck-layer";
  const SKIPPED = new Set([
    ...["script", "style", "noscript", "template", "nav", "menu", "code", "pre", "kbd", "samp"],
    ...["input", "textarea", "select", "option", "datalist", "button", "output", "progress"],
    ...["meter", "svg", "math", "canvas", "audio", "video", "object", "embed", "iframe", "frame"],
    ...["head", "title", "rp", "rt", LAYER],
  ]);
  const SKIPPED_ROLES = new Set([
    ...["navigation", "menu", "menubar", "toolbar", "tablist", "textbox", "searchbox", "search"],
    ...["combobox", "listbox", "tree", "grid", "code", "math"],
  ]);
  // What a browser shows as one space, what it does not show, and everything else.
  const COLLAPSED = /([ \t\n\r\f]+)|([\u00ad\u200b\u2060\ufeff]+)|[^ \t\n\r\f\u00ad\u200b\u2060\ufeff]+/g;
  const KEPT = /([\u00ad\u200b\u2060\ufeff]+)|[^\u00ad\u200b\u2060\ufeff]+/g;
  const FEWEST_LETTERS = 4;
  const FAR = -900; // pixels beside the page

  class Segment {
    constructor(block) {
      this.block = block; // the element whose box holds the text
      this.text = "";
      this.runs = []; // {at, length, node, from, span}: text[at..] is node.data[from..from+span]
      this.written = new Map(); // node -> its data when it was read
    }

    add(node, from, span, shown) {
      this.runs.push({ at: this.text.length, length: shown.length, node, from, span });
      this.text += shown;
      this.written.set(node, node.data);
    }

    /** Break the line; two breaks are one. */
    breakLine() {
      if (this.text && !this.text.endsWith("\n")) this.text += "\n";
    }

    endsInSpace() {
      return this.text === "" || /[ \n]$/.test(this.text);
    }

    /** Text nodes that hold text[start..end], each with the stretch of its own data. */
    places(start, end) {
      const found = [];
      for (const { at, length, node, from, span } of this.runs) {
        if (at >= end || at + length <= start) continue;
        const whole = length !== span; // a space that stands for several
        const first = whole ? from : from + Math.max(0, start - at);
        const last = whole ? from + span : from + Math.min(length, end - at);
        const before = found.at(-1);
        if (before?.node === node) before.to = last;
        else found.push({ node, from: first, to: last });
      }
      return found;
    }
  }

  /** Segments of what is visible under `root`, in reading order, through open shadow roots. */
  function cutPage(root, onShadowRoot = () => {}) {
    const found = [];
    let current = null;
    const flush = () => {
      if (current && isWorthReading(current.text)) found.push(current);
      current = null;
    };
    const start = enter(root);
    const stack = start ? [start] : [];
    while (stack.length) {
      const step = stack.pop();
      if (step === flush) flush();
      else if (step.node.nodeType === Node.TEXT_NODE) {
        current ??= new Segment(step.block);
        read(current, step);
      } else if (step.node.localName === "br") current?.breakLine();
      else visit(step, stack, flush, onShadowRoot);
    }
    flush();
    return found;
  }

  /** Where reading starts: inside what is skipped there is nothing to read. */
  function enter(root) {
    for (let above = root; above; above = parentOf(above)) {
      if (above instanceof Element && isSkipped(above)) return null;
    }
    return { node: root, block: blockOf(root), keeps: false, inked: true };
  }

  function visit({ node, block, keeps, inked }, stack, flush, onShadowRoot) {
    const style = node instanceof Element && node.localName !== MARK ? getComputedStyle(node) : null;
    if (style) {
      if (isSkipped(node) || isOutOfSight(node, style)) {
        if (!isInline(style)) flush();
        return;
      }
      keeps = /pre|break-spaces/.test(style.whiteSpace);
      inked = isInked(node, style);
      if (!isInline(style) && node.localName !== "slot") {
        flush();
        stack.push(flush);
        block = node;
      }
    }
    if (node.shadowRoot) onShadowRoot(node.shadowRoot);
    for (const child of [...childrenOf(node)].reverse()) {
      const type = child.nodeType;
      if (type === Node.ELEMENT_NODE || (type === Node.TEXT_NODE && inked)) {
        stack.push({ node: child, block, keeps, inked });
      }
    }
  }

  function read(segment, { node, keeps }) {
    const text = node.data.toWellFormed().replaceAll("\0", "\ufffd");
    if (keeps) {
      for (const part of text.matchAll(KEPT)) {
        if (!part[1]) segment.add(node, part.index, part[0].length, part[0]);
      }
      return;
    }
    for (const part of text.matchAll(COLLAPSED)) {
      const length = part[0].length;
      if (part[1] && !segment.endsInSpace()) segment.add(node, part.index, length, " ");
      else if (!part[1] && !part[2]) segment.add(node, part.index, length, part[0]);
    }
  }

  function isSkipped(element) {
    return (
      SKIPPED.has(element.localName) ||
      SKIPPED_ROLES.has(element.getAttribute("role")) ||
      element.getAttribute("aria-hidden") === "true" ||
      element.isContentEditable ||
      (element.localName === "sup" && element.querySelector("a") !== null) || // a note's number
      isHidden(element)
    );
  }

  function isHidden(element) {
    if (element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    return getComputedStyle(element).display !== "contents"; // no box, and yet its children show
  }

  /** Text that is laid out in a pixel for screen readers, cut off, or far beside the page. */
  function isOutOfSight(element, style) {
    const { position, clipPath, overflow } = style;
    const out = position === "absolute" || position === "fixed";
    if (out && element.offsetWidth <= 1 && element.offsetHeight <= 1) return true;
    if (/^inset\((50|100)%/.test(clipPath)) return true;
    if (overflow !== "visible" && isEmptyBox(element, style)) return true;
    return isFarAway(element, style);
  }

  function isEmptyBox(element, { display }) {
    // What overflows of these two, the window shows.
    if (element === document.documentElement || element === document.body) return false;
    if (/^(inline|contents|ruby.*)$/.test(display)) return false; // they cut nothing off
    return element.clientWidth <= 1 || element.clientHeight <= 1;
  }

  function isFarAway(element, { position, left, top, textIndent }) {
    const isFar = (length) => parseFloat(length) < FAR;
    if (isFar(textIndent)) return true;
    if (position === "static" || (!isFar(left) && !isFar(top))) return false;
    const { right, bottom } = element.getBoundingClientRect();
    return right + scrollX <= 0 || bottom + scrollY <= 0; // where nobody can scroll to
  }

  /** Has the text that is straight in an element a size and a colour? */
  function isInked(element, { fontSize, textShadow, webkitTextFillColor: colour }) {
    if (fontSize === "0px") return false;
    return !/^rgba.*, 0\)$/.test(colour) || textShadow !== "none" || isOnPaintedText(element);
  }

  /** Transparent letters may be cut out of a background. */
  function isOnPaintedText(element) {
    for (let above = element; above instanceof Element; above = parentOf(above)) {
      if (/text/.test(getComputedStyle(above).backgroundClip)) return true;
    }
    return false;
  }

  const isInline = (style) => /^(inline|contents|ruby)/.test(style.display);

  function childrenOf(node) {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.localName === "details" && !node.open) {
      return [...node.children].filter(({ localName }) => localName === "summary").slice(0, 1);
    }
    if (node.localName === "slot") {
      const given = node.assignedNodes({ flatten: true });
      if (given.length) return given;
    }
    return node.childNodes;
  }

  const parentOf = (node) => node.assignedSlot ?? node.parentNode ?? node.host ?? null;

  /** The nearest element around a node whose box is a block. */
  function blockOf(node) {
    let element = node;
    while (element) {
      const block = element instanceof Element && !/^(slot|priorcheck-mark)$/.test(element.localName);
      if (block && !isInline(getComputedStyle(element))) return element;
      element = parentOf(element);
    }
    return document.documentElement;
  }

  const isWorthReading = (text) => (text.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS;

  /** UTF-16 positions of code point positions: the server counts code points. */
  function utf16(text, positions) {
    if (!/[\ud800-\udbff]/.test(text)) return positions;
    const wanted = new Set(positions);
    const found = new Map();
    let at = 0;
    let points = 0;
    for (const character of text) {
      if (wanted.has(points)) found.set(points, at);
      at += character.length;
      points += 1;
    }
    return positions.map((position) => found.get(position) ?? at);
  }

  Object.assign(PriorCheck, { LAYER, MARK, blockOf, cutPage, parentOf, utf16 });
}
