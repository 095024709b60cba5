// Page: one frame under check, from the first click until it is cleared.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { Asked, Card, Finding, LAYER, Line, Overlay, Panel, SplitText, View, Watch } =
    PriorCheck;

  class Page {
    constructor({ send, bands, css }) {
      this.send = send;
      this.bands = bands;
      this.asked = new Asked();
      this.batch = null;
      this.number = 0;
      this.counts = { checked: 0, skipped: 0, problem: null };
      this.overlay = new Overlay(css);
      this.card = new Card(this.overlay);
      this.handlers = {
        onOpen: (finding) => this.watch.own(() => this.card.open(finding)),
        onPeek: (finding) => this.watch.own(() => this.card.peek(finding)),
      };
      this.panel = window === window.top ? this.#makePanel() : null;
      this.line = new Line({
        onLine: (line) => this.#takeLine(line),
        onDone: (problem) => this.#finish(problem),
      });
      this.watch = new Watch((blocks) => this.#reread(blocks));
      this.view = send === "page" ? null : new View((parts) => this.#ask(parts));
      this.onFrame = this.onFrame.bind(this);
      this.onShow = this.onShow.bind(this);
    }

    start() {
      for (const layer of document.querySelectorAll(LAYER)) layer.remove();
      this.watch.watch(document);
      document.addEventListener("load", this.onFrame, true);
      addEventListener("pageshow", this.onShow);
      this.#report();
      this.#read(document.body ?? document.documentElement);
    }

    /** Everything as it was before; the page does not see that we were here. */
    stop() {
      this.line.close();
      this.view?.stop();
      document.removeEventListener("load", this.onFrame, true);
      removeEventListener("pageshow", this.onShow);
      this.watch.own(() => {
        this.overlay.remove();
        PriorCheck.together(() => {
          Finding.remove(Finding.all()); // and with it an open card
          for (const split of SplitText.all()) split.restore();
        });
      });
      this.watch.stop();
    }

    showTotals(totals) {
      this.panel?.show(totals, Finding.all().length);
    }

    /** A frame of the page has loaded: the worker looks whether it may check it too. */
    onFrame({ target }) {
      if (target instanceof HTMLIFrameElement) tell("frames");
    }

    onShow({ persisted }) {
      if (persisted) this.#report(); // back from the browser's cache of pages
    }

    #makePanel() {
      return new Panel(this.overlay, {
        onNext: (by) => this.#step(by),
        onClear: () => tell("clear"),
        onSettings: () => tell("settings"),
      });
    }

    #step(by) {
      const all = Finding.all();
      if (!all.length) return;
      const at = all.indexOf(this.card.finding ?? this.last);
      const next = all.at(at === -1 ? (by > 0 ? 0 : -1) : (at + by) % all.length);
      this.last = next;
      next.anchor.scrollIntoView({ block: "center", behavior: "instant" });
      this.handlers.onOpen(next);
    }

    /** A page that cannot be read must not look like one in which nothing was found. */
    #read(root) {
      try {
        this.#take(root);
      } catch (error) {
        this.counts.problem = { message: "problemInternal", substitutions: [String(error)] };
        this.#report();
      }
    }

    #take(root) {
      const onShadowRoot = (shadow) => this.watch.watch(shadow);
      const parts = [];
      const segments = PriorCheck.cutPage(root, onShadowRoot);
      this.#dropUnread(root, segments);
      for (const segment of segments) {
        if (this.#isShown(segment)) continue;
        if (this.view) this.view.await(segment);
        else parts.push(...PriorCheck.wholeParts(segment));
      }
      this.#ask(parts);
    }

    /** The page has changed: what we showed in changed text goes, new text is asked about. */
    #reread(blocks) {
      this.watch.own(() => {
        const stale = Finding.all().filter((finding) => !finding.isWhole);
        Finding.remove(stale);
      });
      for (const block of blocks.filter(({ isConnected }) => isConnected)) {
        this.view?.forget(block);
        this.#read(block);
      }
      this.#report();
    }

    /** What was read before and is not any more, as it is hidden or struck out now. */
    #dropUnread(root, segments) {
      const read = new Set(segments.flatMap(({ runs }) => runs.map(({ node }) => node.parentNode)));
      const gone = Finding.within(root).filter(({ marks }) => !marks.some((mark) => read.has(mark)));
      if (gone.length) this.watch.own(() => Finding.remove(gone));
    }

    /** Do marks in this text already show what is known of it? If they are of another text: off. */
    #isShown(segment) {
      const found = new Set();
      for (const { node } of segment.runs) {
        const finding = Finding.of(node.parentNode);
        if (finding) found.add(finding);
      }
      if (!found.size) return false;
      if ([...found].every((finding) => finding.segment.text === segment.text)) return true;
      this.watch.own(() => Finding.remove([...found]));
      this.#read(segment.block);
      return true;
    }

    #ask(parts) {
      for (const part of parts) {
        for (const sentence of this.asked.add(part)) this.#mark(part, sentence);
      }
      this.#next();
    }

    #next() {
      if (this.batch || this.counts.problem) return; // after a problem the reader checks again
      this.batch = this.asked.take();
      if (this.batch) this.line.ask(++this.number, this.batch, this.send);
      this.#report();
    }

    #takeLine(line) {
      if (line.summary) {
        this.counts.checked += line.summary.checked;
        this.counts.skipped += line.summary.sentences - line.summary.checked;
        return;
      }
      const entry = this.asked.of(line.segment);
      if (!entry || !line.lookup.matches.length) return;
      entry.sentences.push(line);
      for (const part of entry.places.parts()) this.#mark(part, line);
    }

    #finish(problem) {
      const asked = this.batch;
      this.batch = null;
      this.counts.problem = problem;
      if (problem) {
        this.#report();
      } else {
        this.asked.settle(asked);
        this.#next();
      }
    }

    #mark(part, sentence) {
      const matches = sentence.lookup.matches.filter(
        ({ band }) => this.bands === "all" || band === "confirmed",
      );
      if (!matches.length) return;
      const finding = new Finding(part, sentence, matches);
      if (this.watch.own(() => finding.show(this.handlers))) this.#report();
    }

    #report() {
      const matched = Finding.all().length;
      this.line.count({ ...this.counts, matched, busy: this.batch !== null });
    }
  }

  /** Ask the worker for something; where it is gone for good, leave the page as it was. */
  function tell(type) {
    try {
      chrome.runtime.sendMessage({ type });
    } catch {
      clear();
    }
  }

  /** Or a drawing, a feed; or what the browser shows by a page of its own, as an image and a PDF. */
  const isPage = () =>
    document.createElement(LAYER) instanceof HTMLElement &&
    !/^(image|audio|video|text\/(?!html)|application\/(pdf|json))/.test(document.contentType);

  let page = null;

  /** Answers with what stands against it, if anything does. */
  function start(options) {
    clear();
    if (!isPage()) return { message: "problemNoPage", substitutions: [] };
    page = new Page(options);
    page.start();
    return null;
  }

  function clear() {
    const last = page;
    page = null;
    last?.stop();
  }

  chrome.runtime.onMessage.addListener(({ type, totals }) => {
    if (type === "totals") page?.showTotals(totals);
  });

  const isUnderCheck = () => page !== null;
  const startOnce = (options) => page ?? start(options);
  Object.assign(PriorCheck, { clear, isUnderCheck, start, startOnce });
}
