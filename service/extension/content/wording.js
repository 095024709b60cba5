// Wording: what the page has done to a text of its own, of which it found only a piece.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const TELLING = 12; // characters that tell a text written anew from one that was added to

  /**
   * Has the page added to `piece` of `whole`, and not written it anew? What is added goes on from
   * the end of the whole; what is new and begins like the piece goes on from there.
   */
  function isAddedTo(now, piece, whole) {
    if (!now.startsWith(piece)) return false;
    if (piece && !whole.startsWith(piece)) return true; // anew it would begin as the whole does
    const added = now.slice(piece.length);
    const next = whole.slice(piece.length, piece.length + TELLING);
    return added !== "" && !added.startsWith(next) && /\s$/.test(whole) !== /^\s/.test(added);
  }

  /**
   * Is it other words within the seams of `piece`? Anew it would begin and end as the whole does,
   * or say something else.
   */
  function isEdited(now, piece, whole) {
    if (!isAlike(now.trim(), piece.trim())) return false;
    return [/^\s/, /\s$/].some((seam) => seam.test(now) && seam.test(piece) && !seam.test(whole));
  }

  /** Do two texts begin and end alike, to more than half of the shorter one? */
  function isAlike(one, other) {
    const most = Math.min(one.length, other.length);
    let [head, tail] = [0, 0];
    while (head < most && one[head] === other[head]) head += 1;
    while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
    return head + tail > most / 2;
  }

  /** Is this the text of a node and those after it, or (`way`) before it? */
  function isTextFrom(node, text, way = "nextSibling") {
    let found = "";
    for (let at = node; at && found.length < text.length; at = at[way]) {
      found = way === "nextSibling" ? found + at.textContent : at.textContent + found;
    }
    return found === text;
  }

  let isBare = false; // nothing is selected, and nothing will be while changes are made together

  /** Make many changes: where nothing is selected, a browser lays out the page to say so each time. */
  function together(changes) {
    isBare = !document.getSelection()?.rangeCount;
    try {
      changes();
    } finally {
      isBare = false;
    }
  }

  /** Change nodes; the reader's selection stays on the same letters, counted from where we say. */
  function keepSelection(offsetOf, placeOf, change) {
    const selection = isBare ? null : document.getSelection();
    const ends = selection && [
      offsetOf(selection.anchorNode, selection.anchorOffset),
      offsetOf(selection.focusNode, selection.focusOffset),
    ];
    change();
    if (!ends || ends.every((end) => end === null)) return;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const elsewhere = [[anchorNode, anchorOffset], [focusNode, focusOffset]];
    selection.setBaseAndExtent(
      ...ends.flatMap((end, at) => (end === null ? elsewhere[at] : placeOf(end))),
    );
  }

  Object.assign(PriorCheck, { isAddedTo, isAlike, isEdited, isTextFrom, keepSelection, together });
}
