// The panel: a small bar at the foot of the page with what was found, said aloud when it changes.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { element, say } = PriorCheck;

  class Panel {
    constructor(overlay, { onNext, onClear, onSettings }) {
      this.overlay = overlay;
      this.status = element("p", "status", { role: "status", "aria-live": "polite" });
      this.back = button("step", "‹", say("previous"), () => onNext(-1));
      this.next = button("step", "›", say("next"), () => onNext(1));
      this.settings = button("words", say("settings"), null, onSettings);
      this.legend = drawLegend();
      this.box = element(
        "section",
        "panel",
        { "aria-label": say("extensionName"), popover: "manual" },
        element("div", "row", {}, element("span", "brand", { "aria-hidden": "true" }, "✓"), this.status),
        this.legend,
        element(
          "div",
          "row buttons",
          {},
          this.back,
          this.next,
          this.settings,
          button("words", say("clear"), null, onClear),
        ),
      );
    }

    /** Totals of all frames; `own` is how many of them this frame can step through. */
    show({ matched, checked, busy, problem }, own) {
      if (!this.box.isConnected) this.overlay.raise(this.box);
      const words = problem
        ? say(problem.message, ...problem.substitutions)
        : busy
          ? say("checking")
          : found(matched, checked);
      const all = problem && matched ? `${words} ${found(matched, checked)}` : words;
      if (this.status.textContent !== all) this.status.textContent = all;
      this.box.classList.toggle("problem", Boolean(problem));
      this.back.hidden = this.next.hidden = own === 0;
      this.legend.hidden = matched === 0;
      this.settings.hidden = !problem;
    }
  }

  function found(matched, checked) {
    if (checked === 0 && matched === 0) return say("foundNoText");
    const sum = matched === 0 ? say("foundNone") : matched === 1 ? say("foundOne") : say("foundMany", matched);
    return `${sum} ${say("ofChecked", checked)}`;
  }

  function button(name, text, label, onClick) {
    const attributes = { type: "button", ...(label ? { "aria-label": label, title: label } : {}) };
    const made = element("button", name, attributes, text);
    made.addEventListener("click", onClick);
    return made;
  }

  function drawLegend() {
    const line = (tone, word) =>
      element("li", "", {}, element("span", `swatch ${tone}`, { "aria-hidden": "true" }, "abc"), word);
    return element(
      "ul",
      "legend",
      {},
      line("same", say("legendSame")),
      line("close", say("legendClose")),
      line("differs", say("legendDiffers")),
    );
  }

  PriorCheck.Panel = Panel;
}
