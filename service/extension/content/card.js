// The card: what is known of a sentence, beside it.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { element, say } = PriorCheck;

  const GAP = 10;
  const LEAST = 180; // pixels: of a card's height, where the screen has not even that
  const LEAST_SHARE = 0.3; // of a screen that is lower still
  const NARROW = 560; // pixels: below that a card takes the foot of the screen

  class Card {
    constructor(overlay) {
      this.overlay = overlay;
      this.finding = null;
      this.returning = false;
      this.place = this.place.bind(this);
      this.onKey = this.onKey.bind(this);
      this.onPress = this.onPress.bind(this);
      this.onClose = this.onClose.bind(this);
    }

    /** Beside its sentence, without taking the focus: where the keyboard passes by. */
    peek(finding) {
      if (!this.returning) this.#show(finding);
    }

    /** And with it. */
    open(finding) {
      this.#show(finding);
      this.box.focus();
    }

    get isOpen() {
      return this.finding !== null;
    }

    /** Escape and the button give the focus back to the sentence. */
    close({ back = false } = {}) {
      if (!this.isOpen) return;
      const { anchor } = this.finding;
      this.finding.isOpen = false;
      this.finding.onGone = null;
      this.finding = null;
      this.overlay.lower(this.box);
      document.removeEventListener("scroll", this.place, true);
      document.removeEventListener("keydown", this.onKey, true);
      document.removeEventListener("pointerdown", this.onPress, true);
      removeEventListener("resize", this.place);
      document.removeEventListener("close", this.onClose, true);
      if (!back) return;
      this.returning = true; // or the focus would open it again
      anchor.focus({ preventScroll: true });
      this.returning = false;
    }

    #show(finding) {
      if (this.finding === finding) return;
      this.close();
      this.finding = finding;
      finding.isOpen = true;
      finding.onGone = () => this.close();
      this.box = drawCard(finding, () => this.close({ back: true }));
      this.box.addEventListener("focusout", ({ relatedTarget }) => this.#leave(relatedTarget));
      this.overlay.raise(this.box, finding.marks[0]);
      this.place();
      document.addEventListener("scroll", this.place, true);
      document.addEventListener("keydown", this.onKey, true);
      document.addEventListener("pointerdown", this.onPress, true);
      addEventListener("resize", this.place);
      document.addEventListener("close", this.onClose, true);
    }

    /** Whoever tabs out of the card goes on behind the sentence. */
    #leave(next) {
      if (this.isOpen && !this.box.contains(next) && document.hasFocus()) this.close();
    }

    onKey(event) {
      if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault(); // or a dialog around it closes as well
        this.close({ back: true });
      } else if (event.key === "Tab" && this.overlay.focused) {
        this.#turnBack(event);
      } else if (event.key === "Tab") {
        this.close();
      }
    }

    /** At either end of the card Tab returns to the sentence. */
    #turnBack(event) {
      const stops = [...this.box.querySelectorAll("a[href], button, summary")].filter((stop) =>
        stop.checkVisibility(),
      );
      const here = this.overlay.focused;
      const first = here === this.box || here === stops[0];
      if (event.shiftKey ? first : here === stops.at(-1)) {
        event.preventDefault();
        this.close({ back: true });
      }
    }

    onPress({ target }) {
      if (target !== this.overlay.host && !this.finding.marks.includes(target)) this.close();
    }

    /** With the dialog that the sentence is in. */
    onClose({ target }) {
      if (target.contains(this.overlay.host)) this.close();
    }

    /** Below the sentence, or above it where there is more room. */
    place() {
      const { box } = this;
      const rects = this.finding.marks.map((mark) => mark.getBoundingClientRect());
      const top = Math.min(...rects.map((rect) => rect.top));
      const bottom = Math.max(...rects.map((rect) => rect.bottom));
      const [width, height] = [document.documentElement.clientWidth, innerHeight];
      box.classList.toggle("narrow", width < NARROW);
      if (width < NARROW) {
        box.style.cssText = "";
        return;
      }
      box.style.maxHeight = "";
      const [over, under] = [top - 2 * GAP, height - bottom - 2 * GAP];
      const above = under < 0.7 * box.offsetHeight && over > under;
      const least = Math.min(LEAST, LEAST_SHARE * height);
      box.style.maxHeight = `${Math.max(above ? over : under, least)}px`;
      const y = above ? top - box.offsetHeight - GAP : bottom + GAP;
      const start = Math.min(...rects.map((rect) => rect.left));
      const end = Math.max(...rects.map((rect) => rect.right));
      const rtl = getComputedStyle(this.finding.marks[0]).direction === "rtl";
      const x = rtl ? end - box.offsetWidth : start;
      box.style.left = `${clamp(x, width - box.offsetWidth)}px`;
      box.style.top = `${clamp(y, height - box.offsetHeight)}px`;
    }
  }

  const clamp = (at, most) => Math.max(GAP / 2, Math.min(at, most - GAP / 2));

  function drawCard(finding, close) {
    const button = element("button", "shut", { type: "button", "aria-label": say("close") }, "×");
    button.addEventListener("click", close);
    const [first, ...others] = finding.matches;
    const disputed = PriorCheck.isDisputed(finding.matches);
    const box = element(
      "section",
      `card ${finding.tone}`,
      { role: "dialog", "aria-labelledby": "title", tabindex: "-1", popover: "manual" },
      element("header", "", {}, element("h2", "", { id: "title" }, heading(first, finding.quote)), button),
      finding.quote && drawQuote(finding.quote),
      disputed ? element("p", "disputed", {}, say("publishersDisagree")) : null,
      PriorCheck.drawMatch(first),
      others.length ? drawOthers(others, disputed) : null,
      element("footer", "", {}, say("cardFoot")),
    );
    return box;
  }

  /** The match is of what the sentence quotes; the sentence itself may say the opposite. */
  function drawQuote({ text, speaker }) {
    return element(
      "div",
      "quoted",
      {},
      element("p", "label", {}, say("aboutQuote")),
      PriorCheck.foreign("blockquote", "", text),
      speaker ? PriorCheck.foreign("p", "claimant", say("saidBy", speaker)) : null,
    );
  }

  function heading({ relation, band }, quote) {
    if (quote && relation === "same") return say("headingQuote");
    if (relation === "contradicts") return say("headingContradicts");
    if (relation !== "same") return say("headingRelated");
    return say(band === "confirmed" ? "headingSame" : "headingSuggested");
  }

  function drawOthers(others, open) {
    const words = others.length === 1 ? say("othersOne") : say("othersMany", others.length);
    return element(
      "details",
      "others",
      open ? { open: "" } : {},
      element("summary", "", {}, words),
      ...others.map((match) => PriorCheck.drawMatch(match, heading(match))),
    );
  }

  PriorCheck.Card = Card;
}
