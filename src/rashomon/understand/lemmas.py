"""Dictionary forms of English words by rule: enough to match "deployed", "deploys" and "deploying".

The rules are those of English spelling (dropped e, doubled consonant, y to i); the irregular verbs and nouns are listed.
A word that is no inflected form comes back in lower case, unchanged. Without a dictionary some guesses are wrong
("aired" -> "air" is right, "hared" would be "hare"); they are the same guess for the same word, which is what matching needs.
"""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR_VERBS = """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going|say says said saying
arise arose arisen|awake awoke awoken|bear bore borne|beat beaten|become became become|begin began begun beginning
bend bent|bet betting|bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred
bring brought|broadcast broadcasted|build built|burn burnt|burst|buy bought|cast|catch caught|choose chose chosen
cling clung|come came coming|cost|creep crept|cut cutting|deal dealt|die dying died dies|dig dug digging|draw drew drawn|dream dreamt
drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
find found|flee fled fleeing|fling flung|fly flew flown flies|forbid forbade forbidden|forecast forecasted|foresee foresaw foreseen
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten getting|give gave given|grow grew grown
hang hung|hear heard|hide hid hidden hiding|hit hitting|hold held|hurt|keep kept|kneel knelt|know knew known|lay laid
lead led|lean leant|leap leapt|learn learnt|leave left leaving|lend lent|let letting|lie lay lain lying lies|light lit
lose lost losing|make made making|mean meant|meet met|mislead misled|mistake mistook mistaken|outrun outran|overcome overcame
oversee oversaw overseen overseeing|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|prove proven|put putting
quit quitting|read|rebuild rebuilt|repay repaid|resell resold|rid|ride rode ridden|ring rang rung|rise rose risen rising|run ran running
see saw seen seeing|seek sought|sell sold|send sent|set setting|sew sewn|shake shook shaken|shed shedding|shine shone
shoot shot|show shown showed showing|shrink shrank shrunk|shut shutting|sing sang sung|sink sank sunk|sit sat sitting|sleep slept
slide slid|sling slung|slit|smell smelt|sow sown|speak spoke spoken|speed sped|spend spent|spill spilt|spin spun
spit spat|split splitting|spoil spoilt|spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung
stink stank|stride strode|strike struck stricken striking|string strung|strive strove striven|swear swore sworn|sweep swept
swell swollen|swim swam swum|swing swung|take took taken taking|teach taught|tear tore torn|tell told|think thought
throw threw thrown|undergo underwent undergone|understand understood|undertake undertook undertaken|uphold upheld
upset upsetting|wake woke woken|wear wore worn|weave wove woven|weep wept|win won winning|wind wound|withdraw withdrew withdrawn
withhold withheld|withstand withstood|write wrote written writing|shell shelled shelling|kill killed killing|can could|may might|will would
agree agreed agrees agreeing|free freed freeing|guarantee guaranteed|focus focused focuses focusing|target targeted targeting
cancel cancelled canceled cancelling|travel travelled travelled traveling|control controlled controlling|patrol patrolled patrolling
expel expelled expelling|compel compelled|rebel rebelled|label labelled|fuel fuelled|counsel counselled|model modelled|shovel shovelled
tunnel tunnelled|level levelled|quarrel quarrelled|signal signalled|total totalled|dial dialled|equal equalled|enrol enrolled
complete completed completing|delete deleted|compete competed competing|promote promoted|pilot piloted piloting|pivot pivoted
welcome welcomed welcoming|intervene intervened intervening|convene convened convening|postpone postponed postponing|phone phoned
explore explored exploring|store stored storing|restore restored restoring|ignore ignored ignoring|score scored scoring
deplore deplored deploring|hope hoped hoping|cope coped coping|wipe wiped wiping|cede ceded ceding|concede conceded conceding
impede impeded impeding|precede preceded preceding|recede receded receding|supersede superseded|create created creating|recreate recreated
unite united uniting|cite cited citing|invite invited inviting|excite excited|ignite ignited igniting|recite recited|incite incited inciting
expedite expedited|interfere interfered interfering|adhere adhered|breathe breathed breathing|bathe bathed|clothe clothed
panic panicked panicking|mimic mimicked|traffic trafficked trafficking|evacuate evacuated evacuating|hare hared|belong belonged
use used using uses|age aged ageing aging|dye dyed|tie tied tying|vie vied vying|lease leased|please pleased|increase increased increasing increases
decrease decreased decreasing|release released releasing releases|cease ceased ceasing|crease creased|purchase purchased purchasing
promise promised promising|practise practised|premise premised|repeat repeated|exile exiled|compile compiled
"""
_IRREGULAR_NOUNS = """
man men|woman women|child children|person people|foot feet|tooth teeth|goose geese|mouse mice|ox oxen|life lives|wife wives
knife knives|half halves|leaf leaves|thief thieves|wolf wolves|shelf shelves|self selves|loaf loaves|crisis crises
analysis analyses|basis bases|thesis theses|hypothesis hypotheses|emphasis emphases|axis axes|criterion criteria
phenomenon phenomena|datum data|medium media|bus buses|gas gases|virus viruses|campus campuses|status statuses|census censuses
bonus bonuses|focus focuses|spokesman spokesmen|spokeswoman spokeswomen|spokesperson spokespersons spokespeople|policeman policemen
serviceman servicemen|fisherman fishermen|gunman gunmen|tribesman tribesmen|airman airmen|businessman businessmen
congressman congressmen|chairman chairmen|fireman firemen|frenchman frenchmen|movie movies|cookie cookies|tie ties|lie lies
hero heroes|echo echoes|embargo embargoes|volcano volcanoes|torpedo torpedoes|veto vetoes vetoed vetoing|potato potatoes|cargo cargoes cargos|ache aches|headache headaches|cache caches|niche niches|axe axes
passer-by passers-by|aircraft|series|species|troop troops|headquarters|news|barracks
"""
_UNCHANGED = frozenset(
    [
        "this",
        "his",
        "its",
        "us",
        "yes",
        "always",
        "perhaps",
        "thus",
        "plus",
        "minus",
        "besides",
        "towards",
        "afterwards",
        "across",
        "less",
        "unless",
        "as",
        "gas",
        "bus",
        "politics",
        "economics",
        "physics",
        "mathematics",
        "ethics",
        "tactics",
        "athletics",
        "means",
        "series",
        "species",
        "news",
        "headquarters",
        "chassis",
        "sea-based",
        "need",
        "seed",
        "feed",
        "speed",
        "breed",
        "weed",
        "greed",
        "indeed",
        "red",
        "bed",
        "hundred",
        "sacred",
        "naked",
        "wicked",
        "biased",
        "embed",
        "shed",
        "led",
        "sled",
        "thing",
        "nothing",
        "something",
        "anything",
        "everything",
        "king",
        "ring",
        "wing",
        "spring",
        "string",
        "during",
        "evening",
        "morning",
        "ceiling",
        "darling",
        "sterling",
        "sibling",
        "shilling",
        "herring",
        "viking",
        "bring",
        "sing",
        "swing",
        "cling",
        "fling",
        "sting",
        "ping",
        "being",
        "amid",
        "bias",
        "alias",
        "atlas",
        "canvas",
        "christmas",
        "texas",
        "kansas",
        "chaos",
        "iris",
        "tennis",
        "basis",
        "crisis",
        "analysis",
        "emphasis",
        "thesis",
        "oasis",
        "axis",
        "diagnosis",
        "metropolis",
        "corps",
        "apropos",
        "congress",
        "brussels",
        "athens",
        "paris",
        "wales",
        "reuters",
        "honduras",
        "philippines",
        "netherlands",
        "bahamas",
        "barbados",
        "cyprus",
        "belarus",
        "laos",
        "mauritius",
        "campus",
        "virus",
        "status",
        "focus",
        "bonus",
        "census",
        "consensus",
        "radius",
        "genius",
        "corpus",
        "exodus",
        "apparatus",
        "nexus",
        "versus",
        "previous",
        "various",
        "serious",
        "famous",
        "dangerous",
        "nervous",
        "enormous",
        "religious",
        "anxious",
        "obvious",
        "numerous",
        "continuous",
    ]
)
_E_BEFORE = frozenset(
    [
        "ag",
        "eg",
        "ig",
        "ug",
        "ib",
        "ab",
        "ub",
        "ob",
        "ad",
        "od",
        "ud",
        "id",
        "ap",
        "yp",
        "ak",
        "ik",
        "ok",
        "uk",
        "am",
        "im",
        "um",
        "in",
        "il",
        "ul",
        "yl",
        "al",
        "at",
        "ot",
        "ut",
        "as",
        "is",
        "os",
        "us",
        "ys",
        "es",
        "ur",
        "ir",
        "ar",
        "av",
        "iv",
    ]
)
"""Vowel and consonant at the end of a stem after which English drops an e ("damag-ed"), when one vowel stands alone."""
_E_ALWAYS = (
    "c",
    "v",
    "u",
    "z",
    "dg",
    "rg",
    "lg",
    "ns",
    "rs",
    "ps",
    "ls",
    "ang",
    "eng",
    "ung",
    "bl",
    "cl",
    "dl",
    "fl",
    "gl",
    "kl",
    "pl",
    "tl",
    "zl",
    "dr",
    "cr",
    "tr",
    "oth",
)
_PLAIN = frozenset(
    [
        "visit",
        "exit",
        "limit",
        "edit",
        "audit",
        "profit",
        "benefit",
        "credit",
        "deposit",
        "exhibit",
        "inhibit",
        "prohibit",
        "permit",
        "submit",
        "admit",
        "commit",
        "inherit",
        "spirit",
        "merit",
        "pivot",
        "debut",
        "combat",
        "threat",
        "total",
        "signal",
        "equal",
        "dial",
        "fulfil",
        "monitor",
        "appeal",
        "attain",
        "format",
        "bigot",
        "pedal",
        "scandal",
        "pardon",
        "murmur",
        "rebut",
    ]
)


def _table(lines: str) -> dict[str, str]:
    """Each further form of a line's entries -> its first form."""
    forms: dict[str, str] = {}
    for entry in lines.replace("\n", "|").split("|"):
        words = entry.split()
        for word in words[1:]:
            forms.setdefault(word, words[0])
    return forms


_FORMS = {**_table(_IRREGULAR_NOUNS), **_table(_IRREGULAR_VERBS), "lives": "life", "bases": "base", "left": "leave"}
_FIRST = frozenset(_FORMS.values())


@lru_cache(maxsize=1)
def irregular_verbs() -> frozenset[str]:
    """The dictionary forms of the listed verbs."""
    return frozenset(entry.split()[0] for entry in _IRREGULAR_VERBS.replace("\n", "|").split("|") if entry.split())


@lru_cache(maxsize=65_536)
def lemma(word: str) -> str:
    """The dictionary form of one English word, in lower case; hyphenated words have their last part reduced."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    if low in _FORMS:
        return _FORMS[low]
    if len(low) < 4 or low in _UNCHANGED or low in _FIRST or not low.isascii():
        return low
    head, dash, last = low.rpartition("-")
    if dash and last.isalpha():
        return f"{head}-{lemma(last)}"
    if low.endswith("s"):
        return _singular(low)
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("ed"):
        return _stem(low[:-2], low)
    if low.endswith("ing") and len(low) > 5:
        return _stem(low[:-3], low)
    return low


def _singular(word: str) -> str:
    """The word without the ending of a plural noun or a third-person verb."""
    if word.endswith(("ss", "us", "is", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _stem(stem: str, word: str) -> str:
    """The stem left by -ed or -ing, with its e put back or its doubled consonant undone."""
    if len(stem) < 2 or not any(c in "aeiouy" for c in stem):
        return word
    if stem in _PLAIN:
        return stem
    last, before = stem[-1], stem[-2]
    if last == before and last in "bdgmnprtl":
        return stem[:-1] if last != "l" or len(stem) > 6 else stem
    if stem.endswith(_E_ALWAYS) and not stem.endswith(("zz", "long", "bang")):
        return stem + "e"
    if stem[-2:] in _E_BEFORE:
        vowels = (len(stem) > 2 and stem[-3] in "aeio") or (len(stem) > 2 and stem[-3] == "u" and stem[-4:-3] != "q")
        if not vowels or (
            stem.endswith(("iat", "eat", "uat"))
            and len(stem) > 5
            and not stem.endswith(("reat", "feat", "heat", "peat"))
        ):
            return stem + "e"
    if last == "s" and before in "aeiou" and len(stem) > 2:
        return stem + "e"
    return stem
