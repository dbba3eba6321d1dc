"""Words of a query that nothing covers: what the keepers of the glossary should look at."""

from __future__ import annotations

from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import strip_marks, tokens
from ecosystem.search.language.typed import MAX_WORDS


def uncovered(text: str, lexicon: Lexicon, glossary: Glossary) -> list[str]:
    """Words in no document, in no word list of the product and in no rendering of the glossary; each once, normalised.

    `text` as it was understood, so that what was decoded or corrected counts as what it was taken for.
    """
    words = tokens(text)[:MAX_WORDS]
    unknown = [at for at, word in enumerate(words) if word.isalpha() and not lexicon.is_known(strip_marks(word))]
    if not unknown:
        return []
    translated = {
        at for piece in glossary.vietnamese_of(words, lambda _word: True) for at in range(piece.start, piece.end)
    }
    return list(dict.fromkeys(words[at] for at in unknown if at not in translated))
