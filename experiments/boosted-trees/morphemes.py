"""Morphemes by Kiwi, and how rare each is among all sentences."""

from collections import Counter
from math import log

from kiwipiepy import Kiwi

NOUNS = {"NNG", "NNP", "NNB"}
VERBS = {"VV", "VA"}
ENDINGS = {"EF", "EP"}
NUMBERS = {"SN", "NR"}
MODIFIERS = {"MAG", "MM"}
CONTENT = NOUNS | VERBS | NUMBERS | MODIFIERS | {"SL", "XR"}
NEGATIONS = {"않", "안", "못", "없", "아니"}


class Morphemes:
    def __init__(self, sentences):
        tokens = Kiwi(num_workers=2).tokenize(sentences)
        self.of = {text: [(t.form, t.tag) for t in found] for text, found in zip(sentences, tokens)}
        holding = Counter(morpheme for found in self.of.values() for morpheme in set(found))
        self._rarity = {morpheme: log(len(sentences) / count) for morpheme, count in holding.items()}

    def rarity(self, morpheme):
        """log(sentences / sentences that hold it)."""
        return self._rarity[morpheme]

    def forms(self):
        return sorted({form for form, _ in self._rarity})


def tagged(morphemes, tags):
    return [morpheme for morpheme in morphemes if morpheme[1] in tags]
