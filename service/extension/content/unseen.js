// Unseen: what has its place in a page and yet nobody sees.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const FAR = -900; // pixels beside the page

  /** What a node has of its own: a form's fields stand before that, whatever name they bear. */
  const own = (node, name) =>
    node instanceof HTMLFormElement ? Reflect.get(HTMLFormElement.prototype, name, node) : node[name];
  const call = (node, name, ...given) => own(node, name).apply(node, given);

  const parentOf = (node) =>
    own(node, "assignedSlot") ?? own(node, "parentNode") ?? own(node, "host") ?? null;

  /** Text that is laid out in a pixel for screen readers, cut off, or far beside the page. */
  function isOutOfSight(element, style) {
    const { position, clip, clipPath, contentVisibility, filter, overflow } = style;
    if (contentVisibility === "hidden" || /opacity\(0\)/.test(filter)) return true;
    const out = position === "absolute" || position === "fixed";
    if (out && element.offsetWidth <= 1 && element.offsetHeight <= 1) return true;
    if (out && isEmptyClip(clip)) return true;
    if (isEmptyShape(element, clipPath)) return true;
    if (overflow !== "visible" && (isEmptyBox(element, style) || isIndentedOut(element, style))) return true;
    return isShrunk(element, style) || isFarAway(element, style) || isOffWindow(element, style);
  }

  /** clip: rect(top, right, bottom, left) */
  function isEmptyClip(clip) {
    const [top, right, bottom, left] = (clip.match(/-?[\d.]+(?=px)|auto/g) ?? []).map(parseFloat);
    return right - left <= 1 || bottom - top <= 1; // `auto` is no number
  }

  /** A clip-path of no area: cut to a line or a point. */
  function isEmptyShape({ offsetWidth: width, offsetHeight: height }, clipPath) {
    const [, shape, given] = /^(inset|circle|ellipse|polygon)\(([^()]*)\)/.exec(clipPath) ?? [];
    if (shape === "polygon") return [0, 1].some((at) => new Set(corners(given, at)).size === 1);
    if (shape !== "inset") return /^0(px|%)/.test(given ?? "");
    const [top, right = top, bottom = top, left = right] = given.split(" round ")[0].split(" ");
    return isAllOf(top, bottom, height) || isAllOf(left, right, width);
  }

  /** polygon(evenodd, x y, x y): all x or all y */
  const corners = (given, at) =>
    given.replace(/^[a-z]+, /, "").split(", ").map((corner) => corner.split(" ")[at]);

  const isAllOf = (one, other, whole) => pixels(one, whole) + pixels(other, whole) >= whole;

  const pixels = (length, whole) =>
    length.endsWith("%") ? (parseFloat(length) * whole) / 100 : parseFloat(length);

  /** Moved out of a box that cuts it off, to show a picture in its place. */
  const isIndentedOut = ({ clientWidth: width }, { textIndent, whiteSpace }) =>
    /nowrap|^pre$/.test(whiteSpace) && width > 0 && pixels(textIndent, width) >= width;

  /** Scaled down to nothing. */
  function isShrunk(element, style) {
    if (!isTransformed(style) || element.offsetWidth <= 1 || element.offsetHeight <= 1) return false;
    const { width, height } = call(element, "getBoundingClientRect");
    return width <= 1 || height <= 1;
  }

  const isTransformed = ({ transform, scale, translate }) =>
    [transform, scale, translate].some((value) => value !== "none");

  function isEmptyBox(element, { display }) {
    // What overflows of these two, the window shows.
    if (element === document.documentElement || element === document.body) return false;
    if (/^(inline|contents|ruby.*)$/.test(display)) return false; // they cut nothing off
    return element.clientWidth <= 1 || element.clientHeight <= 1;
  }

  function isFarAway(element, style) {
    const { position, left, top, right, marginLeft, marginRight, marginTop, textIndent } = style;
    const isFar = (length) => parseFloat(length) < FAR;
    if (isFar(textIndent)) return true;
    const isPut = position !== "static" && [left, top, right].some(isFar);
    if (isPut && isBeside(element)) return true;
    // A box grows by what its margin takes: it is its words that stand far away.
    if ([marginLeft, marginRight, marginTop].some(isFar) && areWordsBeside(element)) return true;
    return isMoved(style) && isBeside(contentsOf(element));
  }

  /** What an animation moves comes into sight by and by. */
  const isMoved = (style) => isTransformed(style) && style.animationName === "none";

  /** Where nobody can scroll to. */
  function isBeside(placed) {
    const { left, right, bottom } = call(placed, "getBoundingClientRect");
    if (bottom + scrollY <= 0) return true;
    const isToTheLeft = getComputedStyle(document.body ?? document.documentElement).direction === "rtl";
    const { clientWidth } = document.documentElement;
    return isToTheLeft ? left + scrollX >= clientWidth : right + scrollX <= 0;
  }

  /** Fixed beside the window, as a drawer that is shut: no scrolling brings it in. */
  function isOffWindow(element, { position, animationName }) {
    if (position !== "fixed" || animationName !== "none" || element.offsetParent) return false;
    const isOff = ({ left, right, top, bottom }) =>
      right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight;
    if (!element.offsetWidth || !element.offsetHeight) return false;
    return [element, contentsOf(element)].every((one) => isOff(call(one, "getBoundingClientRect")));
  }

  function areWordsBeside(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let found = false;
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim()) continue;
      if (!isBeside(contentsOf(walker.currentNode))) return false;
      found = true;
    }
    return found;
  }

  /** With what stands out of its box, as in a row of slides. */
  function contentsOf(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range;
  }

  /** Has the text that is straight in an element a size and a colour, and does it show its letters? */
  function isInked(element, style) {
    const { fontSize, textShadow, visibility, webkitTextFillColor: colour, webkitTextSecurity } = style;
    if (parseFloat(fontSize) <= 1 || visibility !== "visible" || webkitTextSecurity !== "none") return false;
    return !/^rgba.*, 0\)$|\/ 0\)$/.test(colour) || textShadow !== "none" || isOnPaintedText(element);
  }

  /** Transparent letters may be cut out of a background. */
  function isOnPaintedText(element) {
    for (let above = element; above instanceof Element; above = parentOf(above)) {
      if (/text/.test(getComputedStyle(above).backgroundClip)) return true;
    }
    return false;
  }
  /** Is a text shown by no slot of the closed shadow tree that its element has? */
  function isLeftOut(text, host) {
    if (!(host instanceof HTMLElement) || own(host, "shadowRoot")) return false;
    if (!text.data.trim() || !chrome.dom.openOrClosedShadowRoot(host)) return false;
    return contentsOf(text).getClientRects().length === 0;
  }

  Object.assign(PriorCheck, { call, isInked, isLeftOut, isOutOfSight, own, parentOf });
}
