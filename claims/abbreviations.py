"""Abbreviations that do not end a sentence, per language, lower case, with their full stop."""

from __future__ import annotations

_ANY = "dr. prof. nr. st. vs. cf. ph."
_ANY_MAYBE = "no. fig. vol. p. pp. jr. sr."

# Titles and pointers: a name or number follows, so the sentence always goes on.
_ALWAYS: dict[str, str] = {
    "en": "mr. mrs. ms. gen. gov. sen. rep. rev. capt. col. lt. sgt. hon. approx. e.g. i.e. "
    "wm. messrs. adm. cmdr. maj. pres.",
    "de": "hr. fr. gem. abs. bzw. ca. bspw. z. z.b. d. d.h. u. v. i. o. s. evtl. ggf. inkl. "
    "exkl. vgl. sog. tel. geb. gest. mind. ziff. hrsg. dipl. ing. med. jur. phil.",
    "fr": "m. mm. mme. mmes. mlle. me. mgr. env. boul. av. chap. éd. n°. ste. p.ex. ex.",
    "es": "sr. sra. srta. dra. ud. uds. d. dña. av. avda. núm. pág. págs. cap. gral. "
    "aprox. ee. ej.",
    "pt": "sr. sra. srta. dra. exmo. exma. av. núm. pág. págs. cap. gen. ex. aprox.",
    "it": "sig. sig.ra. sigg. dott. dott.ssa. avv. ing. on. pag. pagg. cap. ca.",
    "pl": "ul. al. pl. św. ks. inż. mgr. hab. gen. płk. tzw. tzn. np. ok. im. ur. zm. "
    "poz. ust. pkt. red. tys. mln. mld.",
    "nl": "dhr. mevr. mw. drs. ir. mr. bijv. blz. ca. nl. t.w. o.a. d.w.z.",
    "ar": "د. أ. أ.د. م.",
    "hi": "डॉ. श्री. प्रो. पं.",
    "ru": "г. ул. им. см. стр. рис. проф. акад. т.е. т.к. т.н. тыс.",
    "tr": "doç. yrd. av. bkz. sn. örn. prof.",
}

# These may also end one: the sentence goes on before a small letter or a figure only.
_MAYBE: dict[str, str] = {
    "en": "bn. mn. mln. tn. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. inc. ltd. "
    "corp. co. etc. dept. est. ft. in. u.s. u.k. a.m. p.m. art. sec. max. min.",
    "de": "usw. etc. mio. mrd. bill. a. b. h. jan. jän. feb. mär. apr. jun. jul. aug. sep. sept. "
    "okt. nov. dez. jh. jhd. std. min. sek. u.a. u.v.m. art. str. max.",
    "fr": "janv. févr. fév. avr. juil. sept. oct. nov. déc. etc. mds. mio. hab. c.-à-d. h. min. "
    "art.",
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sep. sept. set. oct. nov. dic. etc. mill. "
    "ee.uu. uu. hab. a.c. d.c. m. art.",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez. etc. mi. bi. hab. a.c. d.c. "
    "art.",
    "it": "gen. genn. feb. febbr. mar. apr. mag. giu. lug. ago. set. sett. ott. nov. dic. ecc. "
    "mld. mln. a.c. d.c. art. es.",
    "pl": "stycz. lut. mar. kwiec. maj. czerw. lip. sierp. wrz. paźdz. list. grudz. itd. itp. "
    "m.in. in. r. w. zł. gr. n.e. p.n.e. art.",
    "nl": "jan. feb. mrt. apr. jun. jul. aug. sep. sept. okt. nov. dec. enz. mln. mld. e.d. art.",
}

# A number with a full stop is an ordinal here: `2. Weltkrieg`, `3. März`.
ORDINAL_LANGUAGES = frozenset("de pl cs sk sl hr sr bs da nb nn no fi et lv hu is tr".split())

# These end one before a word that begins sentences, for all that a name follows them elsewhere.
_NAMED: dict[str, str] = {"en": "st.", "pl": "im. al."}
# These are abbreviations before a figure only.
_COUNTED = frozenset("no. fig. vol. pp.".split())
_COUNTED_WORDS = {
    language: frozenset(["art."]) for language in ("en", "fr", "es", "pt", "it", "nl")
}
_LISTING = frozenset("u.a. m.in. c.-à-d. ft.".split())  # before a list, whose first word may be one

# Words that begin sentences: before one of them a number or an abbreviation may have ended its own.
_OPENERS: dict[str, str] = {
    "de": "Der Die Das Dem Den Des Ein Eine Einer Einem Einen Er Sie Es Wir Ich Ihr Man In Im Am "
    "An Auf Bei Beim Mit Nach Von Vom Für Zu Zum Zur Seit Aus Über Unter Vor Aber Und Oder "
    "Doch Denn Auch Dabei Damit Dann Danach Davon Dazu Dort Dieser Diese Dieses Diesem Wenn "
    "Weil Als Wie Was Wer Wo Herr Frau Insgesamt Zudem Außerdem Jedoch Laut Nun So Jetzt "
    "Heute Gestern Alle Viele Kein Keine Seine Ihre Nicht Noch Nur Sein Hier Hat Ist",
    "en": "The He She It They We You This That These Those There But And Or So In On At As If When "
    "While After Before His Her Their Our My Its What Who Why How Where Now Today Yesterday Then "
    "Here Some Many Most All Every Both From With By Also Still Yet However According I",
    "fr": "Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cette Ces Mais Et Dans En "
    "Au Aux Pour Par Avec Sur Selon Son Sa Ses Leur Qui Quand Si",
    "es": "El La Los Las Un Una Unos Unas Ella Ellos Él Yo Este Esta Estos Esto Eso Pero Y En Con "
    "Por Para Según Su Sus Cuando Si No Se Lo Al Del Hay",
    "pt": "O Os As Um Uma Ele Ela Eles Elas Nós Este Esta Isso Mas E Em Na Com Por Para Segundo "
    "Seu Sua Quando Se Não Há",
    "it": "Il Lo La Gli Le Un Una Uno Lei Lui Loro Noi Questo Questa Questi Ma E In Con Per Nel "
    "Nella Secondo Su Quando Se Non Si È",
    "nl": "De Het Een Hij Zij Ze We Wij Ik Dit Dat Deze Die Maar En Of In Op Aan Bij Met Na Van "
    "Voor Volgens Er Als Toen Zo Nu Niet Ook",
    "pl": "W We Na Z Ze Do Od Po Za Przy Przez Dla O To Ten Ta Te Ci On Ona Ono Oni Nie Jest Jak "
    "Ale I A Jednak Gdy Kiedy Co Kto Gdzie Pan Pani Według Już Tylko",
}
_QUOTED = "„“”\"«»'‘’"


def _table(languages: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in languages.items()}


_ALWAYS_WORDS = _table(_ALWAYS)
_MAYBE_WORDS = _table(_MAYBE)
_OPENER_WORDS = {language: frozenset(words.split()) for language, words in _OPENERS.items()}
_NAMED_WORDS = _table(_NAMED)
_ANY_WORDS = frozenset(_ANY.split())
_ANY_MAYBE_WORDS = frozenset(_ANY_MAYBE.split())


def always_continues(word: str, language: str) -> bool:
    """True when a sentence never ends in `word` (with its full stop)."""
    word = word.casefold()
    return word in _ANY_WORDS or word in _ALWAYS_WORDS.get(language, ())


def may_continue(word: str, language: str) -> bool:
    """True when a sentence may go on after `word`, shown by what follows."""
    word = word.casefold()
    return word in _ANY_MAYBE_WORDS or word in _MAYBE_WORDS.get(language, ())


def has_ended(word: str, following: str, language: str) -> bool:
    """True when a sentence ends in an abbreviation, shown by the word that follows."""
    word = word.casefold()
    counted = word in _COUNTED or word in _COUNTED_WORDS.get(language, ())
    if counted and following[:1].isupper() and following[1:2].islower():
        return True
    open_end = word in _NAMED_WORDS.get(language, ()) or may_continue(word, language)
    return open_end and word not in _LISTING and following in _OPENER_WORDS.get(language, ())


def begins_sentence(text: str, language: str) -> bool:
    """True when what `text` begins with cannot belong to an ordinal before it."""
    first = text.split(maxsplit=1)[0].rstrip(",:;") if text.strip() else ""
    return first[:1] in _QUOTED or first in _OPENER_WORDS.get(language, ())
