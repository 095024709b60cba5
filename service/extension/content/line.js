// The line to the service worker: text goes out, answers come back.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  class Line {
    constructor(handlers) {
      this.handlers = handlers; // {onLine, onDone}
      this.port = null;
      this.asked = null; // the number of the batch that is under way
    }

    /** Ask about texts that were read for `send`, which says what of a page may leave the browser. */
    ask(number, segments, send) {
      this.asked = number;
      this.#send({ type: "check", number, segments, send });
    }

    count(counts) {
      this.#send({ type: "counts", counts });
    }

    close() {
      this.asked = null;
      this.port?.disconnect();
      this.port = null;
    }

    #send(sent) {
      try {
        this.#open().postMessage(sent);
      } catch {
        this.#fail("problemExtensionGone"); // updated or switched off since
      }
    }

    #open() {
      if (this.port) return this.port;
      this.port = chrome.runtime.connect({ name: "frame" });
      this.port.onMessage.addListener(({ type, number, line, problem }) => {
        if (number !== this.asked) return;
        if (type === "line") return this.handlers.onLine(line);
        this.asked = null;
        this.handlers.onDone(problem);
      });
      this.port.onDisconnect.addListener(() => {
        this.port = null; // the browser put the worker to sleep
        if (this.asked !== null) this.#fail("problemBrokenOff");
      });
      return this.port;
    }

    #fail(message) {
      this.asked = null;
      this.handlers.onDone({ message, substitutions: [] });
    }
  }

  PriorCheck.Line = Line;
}
