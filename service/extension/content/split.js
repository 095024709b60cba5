// SplitText: one text node of the page, cut into pieces around marks, and put together again.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { isAddedTo, isAlike, isEdited, isTextFrom, keepSelection } = PriorCheck;

  const all = new Map(); // text node of the page -> its SplitText
  const NOTHING = { isWritten: false, beside: null };
  const holders = new WeakMap(); // text or mark of a piece -> its SplitText

  /**
   * The page's own node stays in its parent, for scripts that hold on to it, and keeps what follows
   * the last mark, or what stands before the marks where nothing follows. All else is ours. To the
   * page its node is the whole text: where it does something to it, what is ours goes along.
   */
  class SplitText {
    constructor(node, box) {
      this.node = node;
      this.whole = node.data;
      this.canary = new Text(); // empty, in the first mark: normalize() takes it away, little else
      this.pieces = [{ text: node, start: 0, data: node.data, mark: null }];
      this.box = box; // around all that is ours, or null
      if (box) this.#moveInto(box);
    }

    static of(node, box = null) {
      if (!all.has(node)) all.set(node, new SplitText(node, box));
      return all.get(node);
    }

    static find(node) {
      return all.get(node);
    }

    /** The one that a node is a piece of, or a mark. */
    static holding(node) {
      const split = holders.get(node);
      return split && all.get(split.node) === split ? split : undefined;
    }

    static all() {
      return [...all.values()];
    }

    /** Is this the node as it was read, and are `from`..`to` free of marks? */
    admits(data, from, to) {
      return this.whole === data && this.node.isConnected && this.pieceAt(from, to) !== undefined;
    }

    pieceAt(from, to) {
      return this.pieces.find(
        ({ start, data, mark }) => !mark && start <= from && to <= start + data.length,
      );
    }

    #moveInto(box) {
      const { node, whole } = this;
      const text = new Text(whole);
      const moved = { text, start: 0, data: whole, mark: null };
      this.#keepSelection(() => {
        box.append(text);
        node.after(box);
        node.data = "";
        this.pieces = [{ ...this.#own, data: "" }, moved];
      });
      holders.set(box, this);
    }

    /** Put whole[from..to] into `mark`. */
    wrap(from, to, mark) {
      const piece = this.pieceAt(from, to);
      const { text, start, data } = piece;
      const [before, marked, after] = [
        { start, data: data.slice(0, from - start), mark: null },
        { start: from, data: data.slice(from - start, to - start), mark },
        { start: to, data: data.slice(to - start), mark: null },
      ];
      (after.data ? after : before).text = text;
      for (const one of [before, marked, after]) one.text ??= new Text(one.data);
      this.#keepSelection(() => {
        if (after.data) {
          text.before(before.text, mark);
          text.deleteData(0, to - start);
        } else {
          text.after(mark);
          text.deleteData(from - start, to - from);
        }
        mark.append(marked.text);
        if (!this.canary.parentNode) mark.append(this.canary);
        const added = after.data ? [before, marked, after] : [before, marked];
        this.pieces.splice(this.pieces.indexOf(piece), 1, ...added);
      });
      for (const { text: held } of this.pieces) holders.set(held, this);
      holders.set(mark, this);
    }

    /** The page's text again, in its own node, wherever the page has put that by now. */
    restore() {
      (this.#ending() ?? this.#gather).call(this);
    }

    /** Has the page done something to it? Then it ends, as the page has it now. */
    settle(changes) {
      const end = this.#ending(changes);
      end?.call(this);
      if (end) return true;
      if (!this.canary.parentNode) this.pieces.find(({ mark }) => mark).mark.append(this.canary);
      return false;
    }

    /** How it has to end, going by what the page has done; null where all is as we left it. */
    #ending({ isWritten, beside } = NOTHING) {
      const { node, canary, whole } = this;
      const { data } = this.#own;
      if (this.#ours.some((piece) => !this.#isUntouched(piece))) return this.#endingOfOurs();
      if (!node.parentNode) return canary.parentNode && !this.#isRecast ? this.#gather : this.#dissolve;
      const isBlank = data.trim() === "" || node.data.trim() === "";
      if (node.data !== data || (isWritten && isBlank && (data === "" || beside))) {
        if (node.data !== data && this.#isRecast) return this.#dissolve;
        if (!(isBlank && beside) && isAddedTo(node.data, data, whole)) return this.#gather;
        // As a framework does it, which changes what stands beside it as well.
        const isAnew = beside === "removed" || (beside && (isBlank || !isAlike(node.data, data)));
        return !isAnew && isEdited(node.data, data, whole) ? this.#dissolve : this.#abandon;
      }
      const isInPlace = (piece, at) => at === 0 || this.#follows(piece, this.pieces[at - 1]);
      if (this.pieces.every(isInPlace)) return null;
      return this.#ours.every((piece) => this.#isBesideOurs(piece)) ? this.#gather : this.#dissolve;
    }

    #endingOfOurs() {
      const [first] = this.pieces;
      const { text, data } = first;
      const now = text.data;
      const isGone = this.pieces.every((piece) => !(this.#boxOf(piece) ?? outer(piece)).parentNode);
      if (isGone) return this.#gather;
      const isAlone = this.#ours.every((piece) => piece === first || this.#isUntouched(piece));
      const isWritten = text !== this.node && now !== data && !isEdited(now, data, this.whole);
      return isAlone && isWritten ? this.#takeFirst : this.#dissolve;
    }

    get #own() {
      return this.pieces.find(({ text }) => text === this.node);
    }

    get #ours() {
      return this.pieces.filter(({ text }) => text !== this.node);
    }

    /** Has a piece of ours its text, its mark and its place beside the others of ours? */
    #isUntouched({ text, data, mark }) {
      const place = (mark ?? text).parentNode;
      if (!place || place !== (this.box ?? outer(this.#ours[0]).parentNode)) return false;
      if (text.data !== data || (this.box && !this.box.parentNode)) return false;
      if (!mark) return true;
      const held = [...mark.childNodes].filter((child) => child !== this.canary);
      return held.length === 1 && held[0] === text;
    }

    #boxOf({ text }) {
      return text === this.node ? null : this.box;
    }

    #follows(piece, before) {
      const isFirstInBox = this.box && before.text === this.node;
      return outer(before).nextSibling === (isFirstInBox ? this.box : outer(piece));
    }

    #isBesideOurs(piece) {
      const before = this.pieces[this.pieces.indexOf(piece) - 1];
      return !before || before.text === this.node || this.#follows(piece, before);
    }

    /** Does what we left in the page's node still stand in its place, in nodes that the page made? */
    get #isRecast() {
      const { data } = this.#own;
      const at = this.pieces.indexOf(this.#own);
      const [before, after] = [this.pieces[at - 1], this.pieces[at + 1]];
      if (data === "") return false;
      if (before && isTextFrom(outer(before).nextSibling, data)) return true;
      return Boolean(after) && isTextFrom(outer(after).previousSibling, data, "previousSibling");
    }

    /** All of it in the page's node; what the page has added to that comes last. */
    #gather() {
      const { node } = this;
      const own = this.#own;
      const at = this.pieces.indexOf(own);
      const join = (pieces) => pieces.map(({ text }) => text.data).join("");
      all.delete(node);
      this.#keepSelection(() => {
        node.insertData(own.data.length, join(this.pieces.slice(at + 1)));
        node.insertData(0, join(this.pieces.slice(0, at)));
        this.#removeOurs();
        this.pieces = [{ ...own, start: 0, data: node.data }];
      });
    }

    /** A script that looked for the page's text found our first piece, and wrote to that. */
    #takeFirst() {
      const [first] = this.pieces;
      const { data } = first.text;
      if (isAddedTo(data, first.data, this.whole)) {
        first.text.data = first.data;
        this.node.appendData(data.slice(first.data.length));
        return this.#gather();
      }
      this.node.data = data;
      return this.#abandon();
    }

    /** The page works on the nodes as it finds them: all of them stay where they are now. */
    #dissolve() {
      all.delete(this.node);
      this.canary.remove();
      const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
      const isIn = (node) => this.#ours.some(({ text }) => text === node);
      for (const { mark } of this.#ours) if (mark?.parentNode) mark.replaceWith(...mark.childNodes);
      if (this.box?.parentNode) this.box.replaceWith(...this.box.childNodes);
      if (isIn(anchorNode) || isIn(focusNode)) {
        const ends = [anchorNode, anchorOffset, focusNode, focusOffset];
        document.getSelection().setBaseAndExtent(...ends);
        return;
      }
      const { node } = this;
      for (let next; isIn((next = node.previousSibling)); next.remove()) node.insertData(0, next.data);
      for (let next; isIn((next = node.nextSibling)); next.remove()) node.appendData(next.data);
      for (const { text } of this.#ours) if (text.data === "") text.remove();
    }

    /** The page wrote its node anew: what was ours goes. */
    #abandon() {
      all.delete(this.node);
      this.#removeOurs();
    }

    #removeOurs() {
      for (const piece of this.#ours) outer(piece).remove();
      this.box?.remove();
    }

    #keepSelection(change) {
      keepSelection(
        (node, offset) => this.#offsetOf(node, offset),
        (offset) => this.#placeOf(offset),
        change,
      );
    }

    #offsetOf(node, offset) {
      const piece = this.pieces.find(({ text }) => text === node);
      return piece ? piece.start + offset : null;
    }

    #placeOf(offset) {
      const piece = this.pieces.findLast(({ start }) => start <= offset);
      return [piece.text, Math.min(offset - piece.start, piece.text.length)];
    }
  }

  const outer = ({ text, mark }) => mark ?? text;

  PriorCheck.SplitText = SplitText;
}
