// View: which sentences are on the screen right now, for readers who send nothing else.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { call, sentenceParts } = PriorCheck;

  const THROTTLE_MS = 400;

  class View {
    constructor(onSeen) {
      this.onSeen = onSeen; // given the parts that came into view
      this.waiting = new Map(); // block -> parts that were not seen yet
      this.observer = new IntersectionObserver((entries) => this.#look(entries));
      this.timer = null;
      this.again = this.again.bind(this);
      document.addEventListener("scroll", this.again, { capture: true, passive: true });
      addEventListener("resize", this.again, { passive: true });
    }

    await(segment) {
      const parts = [...(this.waiting.get(segment.block) ?? []), ...sentenceParts(segment)];
      this.waiting.set(segment.block, parts);
      this.observer.unobserve(segment.block);
      this.observer.observe(segment.block);
    }

    /** What was to be read under `root` has changed. */
    forget(root) {
      for (const block of this.waiting.keys()) {
        if (call(root, "contains", block)) this.waiting.delete(block);
      }
    }

    /** Look again at what is partly visible: an observer tells of blocks, not of sentences. */
    again() {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        for (const block of this.waiting.keys()) {
          this.observer.unobserve(block);
          if (block.isConnected) this.observer.observe(block);
          else this.waiting.delete(block);
        }
      }, THROTTLE_MS);
    }

    stop() {
      clearTimeout(this.timer);
      this.observer.disconnect();
      document.removeEventListener("scroll", this.again, { capture: true });
      removeEventListener("resize", this.again);
    }

    #look(entries) {
      const seen = [];
      for (const { target, isIntersecting, intersectionRect } of entries) {
        if (!isIntersecting) continue;
        const parts = this.waiting.get(target) ?? [];
        // The observer's rectangle is what is left of the block in the window, also in a frame.
        const [shown, hidden] = divide(parts, (part) => isShown(part, intersectionRect));
        seen.push(...shown);
        if (hidden.length) this.waiting.set(target, hidden);
        else {
          this.waiting.delete(target);
          this.observer.unobserve(target);
        }
      }
      if (seen.length) this.onSeen(seen);
    }
  }

  function isShown(part, { left, top, right, bottom }) {
    return part
      .rects()
      .some(
        (rect) =>
          rect.width > 0 &&
          rect.left < right && rect.right > left && rect.top < bottom && rect.bottom > top,
      );
  }

  function divide(all, test) {
    const [yes, no] = [[], []];
    for (const one of all) (test(one) ? yes : no).push(one);
    return [yes, no];
  }

  PriorCheck.View = View;
}
