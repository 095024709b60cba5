// One match on the card: verdicts, the claim, where the two part, and where it all comes from.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});
  const { clip, day, differenceWord, element, foreign, likelihood, say, verdictWord, webAddress } =
    PriorCheck;

  const MOST_REVIEWS = 5;
  const REPEATS = { claim: "repeatsClaim", quote: "repeatsQuote", title: "repeatsTitle" };

  /** A match as an element; `title` heads it where it is not the first. */
  function drawMatch(match, title = null) {
    const applies = match.relation === "same";
    const reviews = drawReviews(match, applies);
    const claim = drawClaim(match);
    return element(
      "article",
      "match",
      {},
      title && element("h3", "", {}, title),
      ...(applies ? [reviews, claim] : [claim]),
      match.differences.length ? drawDifferences(match.differences) : null,
      ...(applies ? [] : [reviews]),
      drawLikelihood(match),
      drawProvenance(match),
    );
  }

  function drawReviews({ reviews, agreement }, applies) {
    const shown = reviews.slice(0, MOST_REVIEWS).map((review) => drawReview(review, applies));
    const more = reviews.length - shown.length;
    return element(
      "div",
      "reviews",
      {},
      applies ? null : element("p", "not-this", {}, say("verdictOfClaim")),
      agreement === "disagree" ? element("p", "disagree", {}, say("publishersDisagree")) : null,
      element("ul", "", {}, ...shown),
      more > 0 ? element("p", "", {}, moreWords(more)) : null,
    );
  }

  const moreWords = (more) => (more === 1 ? say("reviewsOneMore") : say("reviewsMore", more));

  function drawReview(review, applies) {
    const { publisher, rating_text: rating, reviewed_at: at, title, language } = review;
    const name = publisher.name ?? publisher.site ?? say("publisherUnknown");
    return element(
      "li",
      "review",
      {},
      element(
        "p",
        "by",
        {},
        drawVerdict(review, applies),
        foreign("strong", "", clip(name, 120)),
        at ? element("span", "date", {}, day(at)) : null,
      ),
      title ? foreign("p", "title", title, language) : null,
      rating ? drawRating(rating, language) : null,
      drawLink(review, name),
    );
  }

  /** The publisher's own words beside our verdict. */
  function drawRating(rating, language) {
    return element("p", "rating", {}, `${say("rated")} `, foreign("q", "", rating, language));
  }

  /** The verdict's chip has its colour only where the verdict holds for the sentence itself. */
  function drawVerdict({ verdict }, applies) {
    const known = verdictWord(verdict) ?? { word: say("verdictUnknown"), sign: "•" };
    const tone = applies && /^[a-z_]+$/.test(verdict ?? "") ? verdict : "neutral";
    const sign = element("span", "sign", { "aria-hidden": "true" }, known.sign);
    return element("span", `verdict ${tone}`, {}, sign, known.word);
  }

  function drawLink({ url }, name) {
    const address = webAddress(url);
    if (!address) return null;
    const attributes = {
      href: address.href,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": say("readCheckOf", clip(name, 80), address.hostname),
    };
    const host = element("span", "host", {}, address.hostname);
    return element("a", "link", attributes, `${say("readCheck")} `, host, " ↗");
  }

  function drawClaim({ claim }) {
    const { text, language, claimant, claimed_at: at } = claim;
    const by = [claimant, day(at)].filter(Boolean).join(", ");
    return element(
      "div",
      "claim",
      {},
      element("p", "label", {}, say("checkedClaim")),
      foreign("blockquote", "", text, language),
      by ? foreign("p", "claimant", by) : null,
    );
  }

  function drawDifferences(differences) {
    const rows = differences.map(({ kind, query, claim }) =>
      element(
        "tr",
        "",
        {},
        element("th", "", { scope: "row" }, differenceWord(kind)),
        foreign("td", "", query || say("nothing")),
        foreign("td", "", claim || say("nothing")),
      ),
    );
    const head = [say("difference"), say("inSentence"), say("inClaim")].map((word) =>
      element("th", "", { scope: "col" }, word),
    );
    return element(
      "table",
      "differences",
      {},
      element("thead", "", {}, element("tr", "", {}, ...head)),
      element("tbody", "", {}, ...rows),
    );
  }

  function drawLikelihood({ probability, repeats }) {
    const words = repeats ? say(REPEATS[repeats]) : likelihood(probability);
    return element("p", "likely", {}, words);
  }

  function drawProvenance({ provenance }) {
    if (!provenance) return null;
    const { source, record_id: record, retrieved_at: at, licence } = provenance;
    const parts = [
      say("provenanceSource", source),
      record && say("provenanceRecord", record),
      at && say("provenanceRead", day(at)),
      licence && say("provenanceLicence", licence),
    ];
    return foreign("p", "provenance", parts.filter(Boolean).join(" · "));
  }

  /** Whether a match that is as surely the same as the first brings other verdicts. */
  function isDisputed([first, ...others]) {
    if (first.relation !== "same") return false;
    const own = new Set(verdictsOf(first));
    const equals = others.filter(({ relation, band }) => relation === "same" && band === first.band);
    const found = new Set([...own, ...equals.flatMap(verdictsOf)]);
    return found.size > 1 && found.size > own.size;
  }

  const verdictsOf = ({ reviews }) => reviews.map(({ verdict }) => verdict).filter(Boolean);

  Object.assign(PriorCheck, { drawMatch, isDisputed });
}
