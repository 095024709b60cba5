// Words: the browser's language, for the extension's own pages.

export function message(key, ...substitutions) {
  return chrome.i18n.getMessage(key, substitutions.map(String));
}

/** Fill every element that names a message: data-message for its text. */
export function localise() {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.documentElement.dir = message("@@bidi_dir");
  for (const element of document.querySelectorAll("[data-message]")) {
    element.textContent = message(element.dataset.message);
  }
}

/** What went wrong, in a sentence; `problem` comes from worker/problems.js. */
export function explain(problem) {
  return message(problem.message, ...(problem.substitutions ?? []));
}
