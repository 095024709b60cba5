"""not_a_claim(): why a sentence of an article states nothing that anyone could have checked."""

from __future__ import annotations

import re

from claims.text import normalise

_WORD = re.compile(r"[^\W\d_]{2,}")
_HASHTAG = re.compile(r"[#@]\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_IDENTIFIER = re.compile(r"[\w.]+(?:[-_/|][\w.]+)+")
_NAME = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*|de|la|van|von|der|da|di)"
_BYLINE = re.compile(
    rf"(?i:by|von|par|por|di|autore?|author|auteur):? {_NAME}(?:[ ,&]+{_NAME}){{1,4}}"
)
_QUESTION_END = re.compile(r"[?？؟;][\"'”“’‘»«)\s]*\Z")

# Whole lines a site prints on every page, lower case, without punctuation at either end.
_FURNITURE = frozenset(
    line.strip()
    for line in """
    advertisement|sponsored|read more|read also|share|share this|share this article|subscribe|
    sign up|log in|sign in|menu|home|search|skip to content|all rights reserved|related articles|
    comments|leave a comment|back to top|cookie settings|accept all|privacy policy|terms of use|
    most read|latest news|follow us|loading|next|previous|contact us|about us|
    anzeige|werbung|mehr lesen|weiterlesen|lesen sie auch|mehr zum thema|teilen|artikel teilen|
    abonnieren|anmelden|einloggen|registrieren|menü|startseite|suche|zum inhalt springen|
    alle rechte vorbehalten|kommentare|kommentar schreiben|nach oben|cookie-einstellungen|
    alle akzeptieren|datenschutz|datenschutzerklärung|impressum|agb|meistgelesen|folgen sie uns|
    newsletter|auch interessant|zurück|weiter|drucken|
    publicité|lire aussi|lire la suite|en savoir plus|partager|s'abonner|se connecter|accueil|
    rechercher|aller au contenu|tous droits réservés|commentaires|mentions légales|
    politique de confidentialité|tout accepter|suivez-nous|à lire aussi|les plus lus|
    publicidad|leer más|lea también|compartir|suscríbete|iniciar sesión|inicio|buscar|
    saltar al contenido|todos los derechos reservados|comentarios|política de privacidad|
    aviso legal|aceptar todo|síguenos|lo más leído|
    publicidade|leia mais|leia também|compartilhar|partilhar|assine|entrar|início|pesquisar|
    todos os direitos reservados|política de privacidade|aceitar tudo|siga-nos|mais lidas|
    pubblicità|leggi anche|leggi tutto|condividi|abbonati|accedi|cerca|
    tutti i diritti riservati|commenti|informativa sulla privacy|accetta tutto|seguici|
    reklama|czytaj więcej|czytaj także|czytaj też|zobacz też|zobacz także|udostępnij|
    zaloguj się|zarejestruj się|strona główna|szukaj|wszelkie prawa zastrzeżone|komentarze|
    polityka prywatności|akceptuj wszystkie|obserwuj nas
    """.split("|")
)

# Greetings and thanks, whole sentences.
_GREETINGS = frozenset(
    line.strip()
    for line in """
    hello|hi|hi there|hello everyone|hi everyone|good morning|good evening|good afternoon|
    thank you|thanks|thanks for reading|thank you for reading|welcome|goodbye|bye|dear readers|
    happy birthday|merry christmas|happy new year|best regards|kind regards|
    hallo|hallo zusammen|guten tag|guten morgen|guten abend|danke|vielen dank|willkommen|
    herzlich willkommen|auf wiedersehen|tschüss|liebe leser|liebe leserinnen und leser|
    mit freundlichen grüßen|viele grüße|frohe weihnachten|
    bonjour|bonsoir|salut|merci|merci beaucoup|bienvenue|au revoir|cordialement|
    bonjour à tous|chers lecteurs|
    hola|buenos días|buenas tardes|buenas noches|gracias|muchas gracias|bienvenidos|adiós|
    hola a todos|saludos|
    olá|bom dia|boa tarde|boa noite|obrigado|obrigada|muito obrigado|bem-vindos|bem-vindo|tchau|
    ciao|buongiorno|buonasera|grazie|grazie mille|benvenuti|arrivederci|ciao a tutti|
    cześć|dzień dobry|dobry wieczór|dziękuję|dziękujemy|witamy|do widzenia|pozdrawiam
    """.split("|")
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("copyright", r"\A(?:©|\(c\)|copyright\b).{0,120}\Z"),
        ("copyright", r"\A.{0,60}(?:all rights reserved|alle rechte vorbehalten|"
         r"tous droits réservés|todos los derechos reservados|todos os direitos reservados|"
         r"tutti i diritti riservati|wszelkie prawa zastrzeżone)\W*\Z"),
        ("photo credit", r"\A(?:photos?|foto|fotos|bild|bilder|image|picture|credit|imagen|imagem|"
         r"immagine|zdjęcie|zdj|fot|symbolbild|symbolfoto|getty images|crédit photo|crédits)"
         r"\s?[.:/|©].{0,100}\Z"),
        ("time stamp", r"\A(?:published|updated|posted|last updated|veröffentlicht|aktualisiert|"
         r"stand|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|"
         r"opublikowano|aktualizacja)\b\D{0,20}\d.{0,40}\Z"),
        ("cookie notice", r"\A(?=.{0,300}\bcookies?\b)(?:(?:we|this (?:web)?site|our (?:web)?site|"
         r"by (?:using|continuing)|wir|diese (?:web)?seite|unsere (?:web)?seite|nous|ce site|"
         r"en poursuivant|utilizamos|este sitio|esta web|usamos|este site|utilizziamo|"
         r"questo sito|używamy|ta strona)\b).{0,300}\Z"),
        ("call to action", r"\A(?:click here|subscribe to|sign up (?:for|to)|follow us on|"
         r"share (?:this|on)|klicken sie hier|hier klicken|abonnieren sie|folgen sie uns|"
         r"jetzt (?:abonnieren|anmelden)|cliquez ici|abonnez-vous|suivez-nous|haz clic|"
         r"haga clic|suscríbete|suscríbase|síguenos|clique aqui|assine|inscreva-se|clicca qui|"
         r"iscriviti|seguici|kliknij|zapisz się|subskrybuj)\b.{0,100}\Z"),
    )
)  # fmt: skip


def not_a_claim(text: str, language: str | None) -> str | None:
    """The reason why `text` is no claim, in English, or None. Unsure means None."""
    plain = normalise(text)
    words = normalise(_HASHTAG.sub(" ", text))
    if not _UNSPACED.search(words):
        if not _WORD.search(words):
            return "no words"
        if _IDENTIFIER.fullmatch(plain):
            return "a label, not a sentence"
    line = words.strip(' \t.,:;!?…"»›>|-–—→*•').casefold().replace("’", "'")
    if line in _FURNITURE:
        return "site furniture"
    if line in _GREETINGS:
        return "greeting"
    if _BYLINE.fullmatch(plain):
        return "byline"
    if _is_question(plain, language):
        return "question"
    return next((reason for reason, pattern in _PATTERNS if pattern.match(plain)), None)


def _is_question(plain: str, language: str | None) -> bool:
    end = _QUESTION_END.search(plain)
    if end is None:
        return False
    return not end.group().startswith(";") or (language or "").startswith("el")
