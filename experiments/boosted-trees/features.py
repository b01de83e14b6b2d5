"""What trees look at: what two sentences share in letters, morphemes and vectors, and where a pair is from."""

from difflib import SequenceMatcher

import numpy as np

from morphemes import CONTENT, ENDINGS, MODIFIERS, NEGATIONS, NOUNS, NUMBERS, VERBS, tagged

KINDS = (NOUNS, VERBS, NUMBERS, {"SL"}, MODIFIERS, {"NNP"}, CONTENT)
ALIGNED = (CONTENT, {"NNG", "NNP"}, VERBS)
SOURCES = (
    "main-captions/MSRvid",
    "main-captions/images",
    "main-forum/deft-forum",
    "main-news/MSRpar",
    "main-news/deft-news",
    "main-news/headlines",
)
# A word whose likest of the other sentence is below this cosine has nothing to stand beside.
LIKE = 0.5


def features_of(row, morphemes, vectors):
    one, other = row["sentence_1"], row["sentence_2"]
    ours, theirs = morphemes.of[one], morphemes.of[other]
    return [
        *shared(ours, theirs),
        *shared(ours, theirs, morphemes.rarity),
        *(value for tags in KINDS for value in kind(tagged(ours, tags), tagged(theirs, tags), morphemes.rarity)),
        *lengths(one, other, ours, theirs),
        *(value for size in (1, 2, 3) for value in shared(pieces(one, size), pieces(other, size))),
        *likeness(vectors[one], vectors[other]),
        *(value for tags in ALIGNED for value in aligned(tagged(ours, tags), tagged(theirs, tags), morphemes, vectors)),
        *in_order(one, other, ours, theirs),
        *(float(row["source"] == source) for source in SOURCES),
    ]


def shared(ours, theirs, weight=lambda _: 1.0):
    """Of two bags as sets, weighted: what both hold of what either holds, and of the smaller."""
    ours, theirs = set(ours), set(theirs)

    def total(items):
        return sum(weight(item) for item in sorted(items))

    both, least = total(ours & theirs), min(total(ours), total(theirs))
    either = total(ours | theirs)
    return [both / either if either > 0 else np.nan, both / least if least > 0 else np.nan]


def kind(ours, theirs, rarity):
    return [*shared(ours, theirs, rarity), abs(len(ours) - len(theirs)), len(set(ours) ^ set(theirs))]


def lengths(one, other, ours, theirs):
    negations = [sum(form in NEGATIONS for form, _ in found) for found in (ours, theirs)]
    sizes = (len(one), len(other))
    return [abs(negations[0] - negations[1]), min(sizes), abs(sizes[0] - sizes[1]), sum(sizes)]


def pieces(sentence, size):
    letters = sentence.replace(" ", "")
    return [letters[start : start + size] for start in range(len(letters) - size + 1)]


def likeness(one, other):
    apart, cosine = np.abs(one - other), float(one @ other)
    return [cosine, float(np.arccos(np.clip(cosine, -1, 1))), apart.max(), apart.mean()]


def aligned(ours, theirs, morphemes, vectors):
    """Each word beside the likest of the other sentence: means by rarity, the least, and how many have none."""
    if not ours or not theirs:
        return [np.nan] * 4
    sides = [np.stack([vectors[form] for form, _ in words]) for words in (ours, theirs)]
    cosines = sides[0] @ sides[1].T
    weights = [np.array([morphemes.rarity(word) for word in words]) for words in (ours, theirs)]
    best = [cosines.max(1), cosines.max(0)]
    means = [b @ w / w.sum() for b, w in zip(best, weights)]
    both = np.concatenate(best)
    return [both @ np.concatenate(weights) / sum(w.sum() for w in weights), min(means), both.min(), (both < LIKE).mean()]


def in_order(one, other, ours, theirs):
    """Longest common runs of letters and morphemes; whether predicates, first words and first nouns are the same."""
    letters = SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", ""), autojunk=False)
    words = SequenceMatcher(None, ours, theirs, autojunk=False)
    parts = (
        lambda found: tagged(found, VERBS | ENDINGS)[-1:],
        lambda found: found[:1],
        lambda found: tagged(found, NOUNS)[:1],
    )
    return [
        letters.ratio(),
        letters.find_longest_match().size / min(len(one), len(other)),
        words.ratio(),
        *(float(part(ours) == part(theirs)) for part in parts),
    ]
