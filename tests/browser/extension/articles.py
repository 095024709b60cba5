"""Articles of our own, about nothing that anybody has ever checked."""

FLEA_MARKET = [
    "Am Samstag hat der Flohmarkt am Fluss wieder geöffnet. Rund vierzig Stände waren aufgebaut, "
    "und schon am frühen Morgen suchten die ersten Besucher nach alten Büchern und Lampen.",
    "Wer später kam, musste sich durch dichtes Gedränge schieben. Besonders beliebt war der Stand "
    "einer Schreinerin, die beschädigte Stühle an Ort und Stelle leimte.",
    "Neben den Ständen gab es eine kleine Bühne. Dort spielte die Musikschule, und zwei "
    "Jugendliche zeigten, wie man aus Fahrradketten Schmuck macht.",
    "Am Nachmittag begann es zu regnen. Die Händler deckten ihre Tische mit Planen ab, viele "
    "Gäste flüchteten unter die Brücke und tranken dort Tee aus Pappbechern.",
    "Der Verein, der den Markt seit Jahren ausrichtet, zeigte sich zufrieden. Die Vorsitzende "
    "dankte allen Helferinnen und kündigte für den Herbst einen zweiten Termin an.",
    "Ein Teil der Einnahmen kommt dem Tierheim zugute. Dort soll ein neuer Zaun gebaut werden, "
    "für den bisher das Geld gefehlt hat.",
]

WALL = "The Great Wall of China can be seen from the Moon with the naked eye."
DENIAL = "The Great Wall of China is not visible from the Moon with the naked eye."
MARKET = [
    "On Saturday the flea market by the river opened again. Some forty stalls had been set up, "
    "and next to them stood a small stage. One visitor told reporters that it was Adolf "
    "Hitler who had invented the motorway. Then it began to rain, and many guests fled under the "
    "bridge and drank tea from paper cups.",
    f"A teacher had brought her class along. {DENIAL} The children asked for more.",
    f"A guide who stood nearby begged to differ. {WALL} Everybody laughed, and the band went on.",
]
