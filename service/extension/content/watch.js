// Watch: tells which parts of the page changed, and never of our own changes.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { Finding, LAYER, MARK, SplitText, blockOf, call, own } = PriorCheck;

  const THROTTLE_MS = 700;
  const WHAT = {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [
      ...["hidden", "open", "aria-hidden", "aria-expanded", "class", "style", "slot"],
      "contenteditable",
    ],
  };

  class Watch {
    constructor(onChange) {
      this.onChange = onChange; // given the blocks that changed
      this.observer = new MutationObserver((records) => this.#take(records));
      this.roots = new Set();
      this.blocks = new Set();
      this.timer = null;
    }

    watch(root) {
      if (this.roots.has(root)) return;
      this.roots.add(root);
      removeStrays(root);
      this.observer.observe(root, WHAT);
    }

    /** Change the page ourselves: what the page did before is taken up, what we do is not seen. */
    own(change) {
      this.#take(this.observer.takeRecords());
      try {
        return change();
      } finally {
        this.observer.takeRecords();
      }
    }

    stop() {
      this.roots.forEach(removeStrays);
      clearTimeout(this.timer);
      this.observer.disconnect();
    }

    #take(records) {
      for (const record of records) this.#note(record);
      for (const split of new Set(records.flatMap(splitsNear))) {
        if (!split.settle(whatHappenedTo(split, records))) continue;
        Finding.remove(showing(split));
        this.blocks.add(split.node);
      }
      this.observer.takeRecords(); // of what we have just done ourselves
      for (const node of this.roots) {
        if (node.host && !node.host.isConnected) this.roots.delete(node);
      }
      if (this.blocks.size && this.timer === null) {
        this.timer = setTimeout(() => this.#tell(), THROTTLE_MS);
      }
    }

    #note({ target, addedNodes, removedNodes, attributeName }) {
      for (const node of addedNodes) removeStrays(node);
      if (attributeName === "contenteditable") Finding.remove(Finding.all().filter(isBeingEdited));
      if (target.localName === LAYER || target.localName === MARK) return;
      const moved = [...addedNodes, ...removedNodes];
      if (moved.length && moved.every(({ localName }) => localName === LAYER)) return;
      this.blocks.add(target);
      if (attributeName === "aria-expanded") this.#addExpanded(target);
    }

    /** A rule of the page may show what stands beside a button, or what it controls. */
    #addExpanded(button) {
      if (button.parentNode) this.blocks.add(button.parentNode);
      const controlled = button.getRootNode().getElementById?.(button.getAttribute("aria-controls"));
      if (controlled) this.blocks.add(controlled);
    }

    #tell() {
      this.timer = null;
      const changed = [...this.blocks].filter((node) => node.isConnected).map(blockOf);
      this.blocks.clear();
      const outermost = [...new Set(changed)].filter(
        (one) => !changed.some((other) => other !== one && call(other, "contains", one)),
      );
      this.onChange(outermost);
    }
  }

  const showing = ({ node }) =>
    Finding.all().filter(({ places }) => places.some((place) => place.node === node));

  const isBeingEdited = ({ marks }) => marks.some((mark) => mark.isContentEditable);

  /** Marks that the page has copied, or that an extension left which was switched off or replaced. */
  function removeStrays(root) {
    const inside = own(root, "querySelectorAll") ? call(root, "querySelectorAll", MARK) : [];
    const marks = root.localName === MARK ? [root, ...inside] : [...inside];
    for (const mark of marks) if (!SplitText.holding(mark)) mark.replaceWith(...mark.childNodes);
  }

  /** Was the page's own node written, and what was done at once to others of the page beside it? */
  function whatHappenedTo(split, records) {
    const { node } = split;
    const isOther = (one) => one !== node && SplitText.holding(one) !== split;
    const written = records.filter(({ type }) => type === "characterData").map(({ target }) => target);
    const removed = records.flatMap(({ target, removedNodes }) =>
      target === node.parentNode ? [...removedNodes].filter(isOther) : [],
    );
    const isBeside = written.some((one) => one.parentNode === node.parentNode && isOther(one));
    // A script that goes through all texts writes to those that are ours as well.
    const isWalk = written.some((one) => one !== node && SplitText.holding(one) === split);
    return {
      isWritten: written.includes(node) && !isWalk,
      beside: isWalk ? null : removed.length ? "removed" : isBeside ? "written" : null,
    };
  }

  /** Texts that we have split where a change was. */
  function splitsNear({ type, target, previousSibling, nextSibling, addedNodes, removedNodes }) {
    if (type === "attributes") return [];
    const nodes = [target, previousSibling, nextSibling, ...addedNodes, ...removedNodes];
    return nodes.map((node) => SplitText.holding(node)).filter(Boolean);
  }

  PriorCheck.Watch = Watch;
}
