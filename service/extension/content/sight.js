// Sight: what of a page is not read: what nobody sees, and what is no text of its own.
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
  const FIELDS = new Set(["input", "textarea", "select"]);
  const NO_WORDS = new Set([ // of a sentence, whatever is in them
    ...["svg", "canvas", "audio", "video", "object", "embed", "iframe", "frame", "progress", "meter"],
    ...["rp", "rt", LAYER],
  ]);
  const STRUCK = new Set(["del", "s", "strike"]); // also where a page draws no line through them
  const FAR = -900; // pixels beside the page

  /** What a node has of its own: a form's fields stand before that, whatever name they bear. */
  const own = (node, name) =>
    node instanceof HTMLFormElement ? Reflect.get(HTMLFormElement.prototype, name, node) : node[name];
  const call = (node, name, ...given) => own(node, name).apply(node, given);

  const isUnread = (element, style) =>
    isSkipped(element) || isStruckOut(element, style) || isOutOfSight(element, style);

  const isStruckOut = ({ localName }, { textDecorationLine: line }) =>
    STRUCK.has(localName) || line.includes("line-through");

  function isSkipped(element) {
    return (
      SKIPPED.has(element.localName) ||
      SKIPPED_ROLES.has(call(element, "getAttribute", "role")) ||
      call(element, "getAttribute", "aria-hidden") === "true" ||
      own(element, "isContentEditable") ||
      isNote(element) ||
      isHidden(element)
    );
  }

  /** The raised number of a note. */
  const isNote = (element) => element.localName === "sup" && element.querySelector("a") !== null;

  /** Does a reader see a word or a field among others here, that is not read? */
  function leavesGap(element, style) {
    const { localName, textContent } = element;
    if (!isInline(element, style) || NO_WORDS.has(localName) || isNote(element)) return false;
    if (!FIELDS.has(localName) && !/[\p{L}\p{N}]/u.test(textContent)) return false;
    if (/^(checkbox|radio)$/.test(element.type)) return false;
    return !isHidden(element) && !isStruckOut(element, style) && !isOutOfSight(element, style);
  }

  function isHidden(element) {
    const how = { visibilityProperty: true, opacityProperty: true };
    if (call(element, "checkVisibility", how)) return false;
    return getComputedStyle(element).display !== "contents"; // no box, and yet its children show
  }

  /** Text that is laid out in a pixel for screen readers, cut off, or far beside the page. */
  function isOutOfSight(element, style) {
    const { position, clip, clipPath, contentVisibility, overflow } = style;
    if (contentVisibility === "hidden") return true;
    const out = position === "absolute" || position === "fixed";
    if (out && element.offsetWidth <= 1 && element.offsetHeight <= 1) return true;
    if (out && isEmptyClip(clip)) return true;
    if (/^inset\((50|100)%|^circle\(0(px|%)/.test(clipPath)) return true;
    if (overflow !== "visible" && isEmptyBox(element, style)) return true;
    return isShrunk(element, style) || isFarAway(element, style);
  }

  /** clip: rect(top, right, bottom, left) */
  function isEmptyClip(clip) {
    const [top, right, bottom, left] = (clip.match(/-?[\d.]+(?=px)|auto/g) ?? []).map(parseFloat);
    return right - left <= 1 || bottom - top <= 1; // `auto` is no number
  }

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
    const { position, left, top, textIndent } = style;
    const isFar = (length) => parseFloat(length) < FAR;
    if (isFar(textIndent)) return true;
    const isPut = position !== "static" && (isFar(left) || isFar(top));
    return (isPut && isBeside(element)) || (isMoved(style) && isBeside(contentsOf(element)));
  }

  /** What an animation moves comes into sight by and by. */
  const isMoved = (style) => isTransformed(style) && style.animationName === "none";

  const isBeside = (placed) => {
    const { right, bottom } = call(placed, "getBoundingClientRect");
    return right + scrollX <= 0 || bottom + scrollY <= 0; // where nobody can scroll to
  };

  /** With what stands out of its box, as in a row of slides. */
  function contentsOf(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range;
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

  /** Does it stand in the line of the text around it? */
  const isInline = (element, style) =>
    /^(inline|contents|ruby|math)/.test(style.display) ||
    isInitial(element, style) ||
    isAloneInBox(element, style);

  /** Is it all that a flex box in the line holds, which makes a block of it? A name in a post. */
  function isAloneInBox(element, { display, position }) {
    if (display !== "block" || !/^(static|relative)$/.test(position)) return false;
    const around = own(element, "parentElement");
    if (!around || !/^inline-(flex|grid)$/.test(getComputedStyle(around).display)) return false;
    const isNothing = ({ nodeType, data }) => nodeType !== Node.ELEMENT_NODE && !data?.trim();
    return [...own(around, "childNodes")].every((one) => one === element || isNothing(one));
  }

  /** A letter or a word at the beginning of a text that is set large beside it. */
  function isInitial(element, { float, direction, display }) {
    const isAhead = float === "inline-start" || float === (direction === "rtl" ? "right" : "left");
    if (!isAhead || display === "none" || !/^\s*[^\s]{1,15}\s*$/.test(element.textContent)) return false;
    for (let one = element.previousSibling; one; one = one.previousSibling) {
      if (one.nodeType !== Node.COMMENT_NODE && one.textContent.trim() !== "") return false;
    }
    const next = element.nextSibling;
    const isWords = next?.nodeType === Node.TEXT_NODE || next?.localName === MARK;
    return Boolean(isWords) && next.textContent.trim() !== "";
  }

  /** Does the text end before its box? What has no box, or one outside of the text, leaves it whole. */
  function parts(element, style) {
    const { display, position, float } = style;
    if (display === "none" || isInline(element, style)) return false;
    return float === "none" && position !== "absolute" && position !== "fixed";
  }

  const parentOf = (node) =>
    own(node, "assignedSlot") ?? own(node, "parentNode") ?? own(node, "host") ?? null;

  Object.assign(PriorCheck, {
    LAYER, MARK, call, isInked, isInline, isUnread, leavesGap, own, parentOf, parts,
  });
}
