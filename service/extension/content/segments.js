// Segment: the text of one block as the server reads it, and where each stretch of it stands.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { MARK, isInked, isInline, isLeftOut, isUnread, leavesGap, own, parentOf, parts } = PriorCheck;

  // What a browser shows as one space, what it does not show, and everything else.
  const COLLAPSED = /([ \t\n\r\f]+)|([\u00ad\u200b\u2060\ufeff]+)|[^ \t\n\r\f\u00ad\u200b\u2060\ufeff]+/g;
  const KEPT = /([\u00ad\u200b\u2060\ufeff]+)|[^\u00ad\u200b\u2060\ufeff]+/g;
  const FEWEST_LETTERS = 4;

  class Segment {
    constructor(block) {
      this.block = block; // the element whose box holds the text
      this.text = "";
      this.gaps = []; // where words of it are seen that were not read
      this.runs = []; // {at, length, node, from, span}: text[at..] is node.data[from..from+span]
      this.written = new Map(); // node -> its data when it was read
    }

    add(node, from, span, shown) {
      this.runs.push({ at: this.text.length, length: shown.length, node, from, span });
      this.text += shown;
      this.written.set(node, node.data);
    }

    /** Break the line; two breaks and more part paragraphs. */
    breakLine() {
      if (this.text && !this.text.endsWith("\n\n")) this.text += "\n";
    }

    /** Is text[start..end] a whole sentence to the reader? */
    isWhole(start, end) {
      const isTail = /^\P{L}*\p{Ll}/u.test(this.text.slice(start, end)); // what began before it
      return !this.gaps.some((gap) => (gap > start || (gap === start && isTail)) && gap < end);
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
    /** What stands apart is read by itself; the text around it goes on behind it. */
    const setAside = () => {
      const around = current;
      current = null;
      return () => {
        flush();
        current = around;
      };
    };
    const leaveGap = (block) => {
      current ??= new Segment(block);
      current.gaps.push(current.text.length);
    };
    const start = enter(root);
    const stack = start ? [start] : [];
    while (stack.length) {
      const step = stack.pop();
      if (typeof step === "function") step();
      else if (step.node.nodeType === Node.TEXT_NODE) {
        current ??= new Segment(step.block);
        read(current, step);
      } else if (step.node.localName === "br") current?.breakLine();
      else visit(step, stack, { flush, setAside, leaveGap, onShadowRoot });
    }
    flush();
    return found;
  }

  /** Where reading starts: inside what is skipped there is nothing to read. */
  function enter(root) {
    for (let above = root; above; above = parentOf(above)) {
      if (above instanceof Element && isUnread(above, getComputedStyle(above))) return null;
    }
    return { node: root, block: blockOf(root), keeps: false, inked: true };
  }

  function visit({ node, block, keeps, inked }, stack, { flush, setAside, leaveGap, onShadowRoot }) {
    const style = node instanceof Element && node.localName !== MARK ? getComputedStyle(node) : null;
    if (style) {
      if (isUnread(node, style)) {
        if (parts(node, style)) flush();
        else if (leavesGap(node, style)) leaveGap(block);
        return;
      }
      keeps = /pre|break-spaces/.test(style.whiteSpace);
      inked = isInked(node, style);
      if (!isInline(node, style) && node.localName !== "slot") {
        if (parts(node, style)) flush();
        stack.push(parts(node, style) ? flush : setAside());
        block = node;
      }
    }
    const shadow = own(node, "shadowRoot");
    if (shadow) onShadowRoot(shadow);
    for (const child of [...childrenOf(node)].reverse()) {
      const type = own(child, "nodeType");
      if (type === Node.ELEMENT_NODE || (type === Node.TEXT_NODE && inked && !isLeftOut(child, node))) {
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

  function childrenOf(node) {
    const shadow = own(node, "shadowRoot");
    if (shadow) return shadow.childNodes;
    if (node.localName === "details" && !node.open) {
      return [...node.children].filter(({ localName }) => localName === "summary").slice(0, 1);
    }
    if (node.localName === "slot") {
      const given = node.assignedNodes({ flatten: true });
      if (given.length) return given;
    }
    return own(node, "childNodes");
  }

  /** The nearest element around a node whose box is a block. */
  function blockOf(node) {
    let element = node;
    while (element) {
      const block = element instanceof Element && !/^(slot|priorcheck-mark)$/.test(element.localName);
      if (block && !isInline(element, getComputedStyle(element)) && !isAmongWords(element)) return element;
      element = parentOf(element);
    }
    return document.documentElement;
  }

  /** Is it hidden inside of a text, which changes with it? */
  function isAmongWords(element) {
    if (getComputedStyle(element).display !== "none") return false;
    const isText = ({ nodeType, localName }) => nodeType === Node.TEXT_NODE || localName === MARK;
    const beside = [element.previousSibling, element.nextSibling].filter(Boolean);
    return beside.some((one) => isText(one) && one.textContent.trim() !== "");
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

  Object.assign(PriorCheck, { blockOf, cutPage, utf16 });
}
