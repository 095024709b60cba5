// Sight: what of a page is not read: what nobody sees, and what is no text of its own.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { call, isOutOfSight, own } = PriorCheck;

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
  const isUnread = (element, style) =>
    isSkipped(element) || isEditor(style) || isStruckOut(element, style) || isOutOfSight(element, style);

  /** What a page has made editable by other means than `contenteditable`. */
  const isEditor = ({ webkitUserModify: modify }) => modify !== "read-only";

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

  Object.assign(PriorCheck, { LAYER, MARK, isInline, isUnread, leavesGap, parts });
}
