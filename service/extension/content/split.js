// SplitText: one text node of the page, cut into pieces around marks, and put together again.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const all = new Map(); // text node of the page -> its SplitText

  /**
   * The page's own node stays where it is and keeps the text before the first mark, be it none:
   * scripts that hold on to it still find it in its place. What follows is ours until restored.
   */
  class SplitText {
    constructor(node) {
      this.node = node;
      this.whole = node.data;
      this.pieces = [{ text: node, start: 0, mark: null }];
    }

    static of(node) {
      if (!all.has(node)) all.set(node, new SplitText(node));
      return all.get(node);
    }

    static find(node) {
      return all.get(node);
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
        ({ text, start, mark }) => !mark && start <= from && to <= start + text.length,
      );
    }

    /** Put whole[from..to] into `mark`. */
    wrap(from, to, mark) {
      const piece = this.pieceAt(from, to);
      const marked = piece.text.splitText(from - piece.start);
      const rest = marked.length > to - from ? marked.splitText(to - from) : null;
      marked.replaceWith(mark);
      mark.append(marked);
      const added = [{ text: marked, start: from, mark }];
      if (rest) added.push({ text: rest, start: to, mark: null });
      this.pieces.splice(this.pieces.indexOf(piece) + 1, 0, ...added);
    }

    /** The page's text as it was, in its own node, wherever the page has put that by now. */
    restore() {
      all.delete(this.node);
      const rest = this.pieces.slice(1).filter(({ text, mark }) => (mark ?? text).parentNode);
      this.node.appendData(rest.map(({ text }) => text.data).join(""));
      for (const { text, mark } of rest) (mark ?? text).remove();
    }

    /** Has the page moved its node away from what followed? */
    get isTorn() {
      const parent = this.node.parentNode;
      return this.pieces.some(({ text, mark }) => (mark ?? text).parentNode !== parent);
    }

    /** The page has cut its node itself: the text stays, in the pieces that it is in now. */
    dissolve() {
      all.delete(this.node);
      for (const { mark, text } of this.pieces) if (mark?.isConnected) mark.replaceWith(text);
    }

    /** The page wrote its node anew, or took it away: what followed goes with it. */
    abandon() {
      all.delete(this.node);
      for (const { mark, text } of this.pieces.slice(1)) (mark ?? text).remove();
    }
  }

  PriorCheck.SplitText = SplitText;
}
