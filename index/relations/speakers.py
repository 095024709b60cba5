"""What stands beside a statement: who said it, against whom, and where."""

from __future__ import annotations

from index.relations.analysis import Analysis
from index.relations.lexicon import lexicon
from index.relations.names import Name

_TO = frozenset(("to", "a", "al", "a", "de", "zum"))
_PLACES = frozenset("in im at w we na en em no na nel nella nell dans a au aux à".split())
_SPEAKER = 3  # content words of ", a doctor in Leeds replied"


def beside(analysis: Analysis) -> set[int]:
    """The tokens of known places, and of what only says who said it."""
    places = {i for name in analysis.names if name.codes for i in range(name.start, name.end)}
    framed = {i for s in analysis.statements if s.frame for i in s.content}
    return places | framed | _attribution(analysis)


def _attribution(analysis: Analysis) -> set[int]:
    """The content of ", a doctor replied" at the end, and of "Contrary to rumours," before."""
    return _preface(analysis) | _speaker(analysis)


def _preface(analysis: Analysis) -> set[int]:
    if analysis.language is None:
        return set()
    first = {token.fold for token in analysis.tokens[:2]}
    if not first & lexicon(analysis.language).words["prefaces"]:
        return set()
    comma = next((i for i, token in enumerate(analysis.tokens) if token.text == ","), 0)
    return {i for i in analysis.content if i < comma}


def _speaker(analysis: Analysis) -> set[int]:
    last = max((analysis.places[i] for i in analysis.content), default=0)
    clause = {i for i in analysis.content if analysis.places[i] == last}
    said = any(cue.family == "report" and cue.clause == last for cue in analysis.cues)
    return clause if last and said and len(clause) <= _SPEAKER else set()


def attributed(analysis: Analysis, name: Name) -> bool:
    """True for the name in "according to Istat" and "the CDC says"."""
    if analysis.language is None:
        return False
    table = lexicon(analysis.language).words
    start = name.start
    while start and analysis.tokens[start - 1].fold in table["articles"] | _TO:
        start -= 1
    if start and analysis.tokens[start - 1].fold in table["prefaces"]:
        return True
    reports = [cue for cue in analysis.cues if cue.family == "report"]
    return any(cue.start == name.end or cue.end == start for cue in reports)


def located(analysis: Analysis, name: Name) -> bool:
    """True for the name in "in Italy", which tells where."""
    if analysis.language is None:
        return False
    articles = lexicon(analysis.language).words["articles"]
    start = name.start
    while start and analysis.tokens[start - 1].fold in articles and start > 1:
        start -= 1
    return start > 0 and analysis.tokens[start - 1].fold in _PLACES
