"""judge.py: says of a passage's id whether it leads to the right place, by a method that has nothing of the aligner's.

The aligner (generator/compare/align.c) compares sets of words and pairs of words, weighed by how rare they are, one version with the
next, and follows chains. This compares the old wording directly with every passage of the current text, however many versions lie
between, by sequences of five characters: letters and digits only, in small letters, all running together, so that words, word
boundaries, rarity, order, position, kind and neighbours play no part. Two numbers for a pair: how much of the old passage stands in
the new one, and how much of the new one comes from the old. It is what a reader with two windows would do.

The verdicts:

    right       the id stands on the passage that has most of the old words (or on one that is as good, or on the only one that has
                a part of them worth the name), or on a tombstone, and no passage of the current text has half of the old words, or
                the tombstone names the one that has most of them; a short one stands in the passage letter by letter, or is more
                like it than any other. And where this says unsure of a passage with a note of what it read, while no other passage
                has half of the old words: the note says as much as a tombstone, which would be right there
    wrong       it stands on a passage while another one has clearly more of the old words, and this one has little of them; or both
                numbers are nearly nothing
    lost        it stands on a tombstone, but a passage of the current text has nearly all of its words: not wrong, but a pity
    unsure      anything between, and passages too short to be told apart by their words alone
    silent      the id is nowhere at all: never allowed

A passage around the one that the id leads to, or inside of it, is no other place: a list item and its only paragraph have the same
words.

The strict rule needs no judge: an old passage whose exact wording stands just once in the current text must be reached by its id.
What is told of it:

    elsewhere   the id leads to another passage
    buried      it leads to a tombstone
"""
import re
import unicodedata
from functools import lru_cache

GRAM = 5
SHORT = 24  # characters; below, only equal passages can be judged
PART = 1 / 3  # of the old words; with less a passage is no continuation of them

VERDICTS = ("right", "wrong", "lost", "unsure", "silent")


def normal(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(c)[0] in "LN")


@lru_cache(maxsize=200000)
def grams(letters):
    return frozenset(letters[i:i + GRAM] for i in range(max(1, len(letters) - GRAM + 1)))


def shares(old, new):
    """(how much of `old` is in `new`, how much of `new` is in `old`)"""
    a, b = grams(old), grams(new)
    common = len(a & b)
    return common / len(a), common / len(b)


def weight(pair):
    """
    One number: the larger share counts, the smaller breaks ties between a passage and one that only contains it. What has little of
    the old words is no rival, though it may be nothing else: a heading of two words stands in many a paragraph.
    """
    return pair[0] if pair[0] < PART else max(pair) * 0.8 + min(pair) * 0.2


@lru_cache(maxsize=4000)
def index(current):
    """Which of these passages have a gram: rare work for most pairs, which share nothing."""
    found = {}
    for number, letters in enumerate(current):
        for gram in grams(letters):
            found.setdefault(gram, []).append(number)
    return found


@lru_cache(maxsize=500000)
def best(old, current):
    """For each passage that shares anything with `old`, by number: (weight, how much of `old` it has)."""
    common = {}
    for gram in grams(old):
        for number in index(current).get(gram, ()):
            common[number] = common.get(number, 0) + 1
    size = len(grams(old))
    return {n: (weight((c / size, c / len(grams(current[n])))), c / size) for n, c in common.items() if len(current[n]) >= SHORT // 2}


def stands_inside(old, new):
    return len(old) >= GRAM and old in new


def is_nearest(old, place, current):
    """Whether a short passage has half of the old one's sequences, as no other has: "Function builder types", "Result builder types"."""
    has = shares(old, current[place])
    return weight(has) >= 0.5 and all(weight(shares(old, other)) < weight(has) for n, other in enumerate(current) if n != place)


def judge_tombstone(old, current, named):
    """`named`: numbers of the passages that the tombstone calls nearest."""
    if len(old) < SHORT:
        equals = [n for n, letters in enumerate(current) if letters == old]
        return "lost" if equals and not named & set(equals) else "right"
    found = best(old, current)
    most = max((share for _, share in found.values()), default=0)
    if most < 0.5 or any(found.get(n, (0, 0))[1] >= most - 0.1 for n in named):
        return "right"
    return "lost" if most > 0.8 else "unsure"


def judge_place(old, place, current, same):
    """`same`: numbers of the passages that are around the one at `place`, or inside of it."""
    if current[place] == old:
        return "right"
    if len(old) < SHORT:
        if old in current:
            return "wrong" if shares(old, current[place])[0] < 0.3 else "unsure"
        return "right" if stands_inside(old, current[place]) or is_nearest(old, place, current) else "unsure"
    found = {number: pair for number, pair in best(old, current).items() if number not in same}
    most = max((weight_ for weight_, _ in found.values()), default=0)
    here, has = found.get(place, (0, 0))
    if here >= most - 0.1 and (here >= 0.5 or (has >= 0.25 and most_elsewhere(found, place) < has / 2)):
        return "right"
    if here < most - 0.3 and most > 0.5 or max(shares(old, current[place])) < 0.1:
        return "wrong"
    return "unsure"


def most_elsewhere(found, place):
    return max((share for number, (_, share) in found.items() if number != place), default=0)


def judge(old, place, current, is_tombstone, same=frozenset(), named=frozenset(), is_marked=False):
    """`old`: the letters of the old passage. `place`: number in `current` (letters of all passages now) of where its id leads."""
    if place is None:
        return judge_tombstone(old, current, named) if is_tombstone else "silent"
    verdict = judge_place(old, place, current, same)
    if verdict != "unsure" or not is_marked:
        return verdict
    others = {number: pair for number, pair in best(old, current).items() if number not in same}
    return "right" if most_elsewhere(others, place) < 0.5 and old not in current else "unsure"


def strict(place, places, is_tombstone):
    """`places`: numbers of the passages of today that say exactly what the old one said; several only where one is all of another."""
    if not places or place in places:
        return None
    return "buried" if is_tombstone else "elsewhere" if place is not None else "silent"
