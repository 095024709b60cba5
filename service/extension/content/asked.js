// Asked: what was asked already and what is still to ask. The same text is never sent twice.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  const MOST_TEXTS = 200; // of one batch
  const MOST_CHARACTERS = 60_000;
  const MOST_REMEMBERED = 20_000;

  class Asked {
    constructor() {
      this.texts = new Map(); // text -> {id, text, places, sentences, known}
      this.byId = new Map();
      this.queue = [];
      this.nextId = 0;
    }

    /** Take a part up; the sentences known to match in it, none while nobody asked. */
    add(part) {
      let entry = this.texts.get(part.text);
      if (!entry) {
        const id = `${this.nextId++}`;
        entry = { id, text: part.text, places: new Places(), sentences: [], known: false };
        this.texts.set(part.text, entry);
        this.byId.set(entry.id, entry);
        this.queue.push(entry);
        this.#forgetOldest();
      }
      entry.places.add(part);
      return entry.sentences;
    }

    of(id) {
      return this.byId.get(String(id));
    }

    /** The next batch, what is on the screen first; null when all is asked. */
    take() {
      const seen = this.queue.filter(({ places }) => places.parts().some(isOnScreen));
      const from = seen.length ? seen : this.queue;
      const batch = [];
      let characters = 0;
      for (const entry of from) {
        characters += entry.text.length;
        if (batch.length && (batch.length === MOST_TEXTS || characters > MOST_CHARACTERS)) break;
        batch.push(entry);
      }
      const taken = new Set(batch);
      this.queue = this.queue.filter((entry) => !taken.has(entry));
      return batch.length ? batch.map(({ id, text }) => ({ id, text })) : null;
    }

    /** What was asked is answered now. */
    settle(segments) {
      for (const { id } of segments) this.byId.get(id).known = true;
    }

    /** Of a page that never ends; what is still to be answered stays. */
    #forgetOldest() {
      const [[text, { id, known }]] = this.texts;
      if (!known || this.texts.size <= MOST_REMEMBERED) return;
      this.texts.delete(text);
      this.byId.delete(id);
    }
  }

  /** The parts of one text; what was read again takes the place of what was read. */
  class Places {
    constructor() {
      this.byBlock = new Map(); // block -> parts
      this.most = 64; // blocks, until those that have gone are looked for
    }

    add(part) {
      const { block } = part.segment;
      const others = this.byBlock.get(block)?.filter(({ start }) => start !== part.start) ?? [];
      this.byBlock.set(block, [...others, part]);
      if (this.byBlock.size <= this.most) return;
      for (const one of this.byBlock.keys()) if (!one.isConnected) this.byBlock.delete(one);
      this.most = 2 * this.byBlock.size;
    }

    parts() {
      return [...this.byBlock.values()].flat();
    }
  }

  function isOnScreen({ segment: { block } }) {
    const { top, bottom, width } = PriorCheck.call(block, "getBoundingClientRect");
    return width > 0 && bottom > 0 && top < innerHeight;
  }

  PriorCheck.Asked = Asked;
}
