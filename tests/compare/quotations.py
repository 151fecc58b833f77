#!/usr/bin/env python3
"""quotations.py PROGRAM [--count COUNT] [--seed SEED] TEXT...: are wrong quotations caught, and right ones let through?

Quotes COUNT times from the texts, and changes one word each time (a "not" is dropped, a number is another, a noun is in the plural,
two words are swapped, ...): none may stand. Quotes COUNT times and changes what a writer or a printer may: all must stand. In both kinds words
may be left out, put into brackets, cut at the end of a line, and the text itself is printed in several ways.

PROGRAM is build/tests/compare/test_quotation. What is true is said by letters alone, with nothing of the program's: of a changed
quotation the letters and digits, all running together, must not stand in those of the text, part by part in order; where they do
(a word was dropped at the edge, two of the same were swapped) nothing was changed, and another quotation is made.
"""
import argparse
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

LEFT_OUT = ["…", "...", "[…]", "[...]", "……", ". . .", " … ", "(…)"]
MARKS = str.maketrans({"'": "’"})

HAN = """技术全球化是一个事实，而不是一种选择。各国在1995年以后签署了12项协议，其中没有一项得到完全执行。我们不应当把开放看作软弱，
也不应当把封闭看作力量。有人认为，标准之争不会结束；另一些人则说，标准之争从未开始。研究者在北京、上海和深圳访问了三百二十家企业，
发现外资企业的研发支出增长了百分之七。这不是奇迹，而是长期投资的结果。政府可以设定方向，但不能代替市场作出判断。
“自主”一词在文件里出现了四十六次，“合作”一词只出现了五次。历史表明，任何国家都无法独自掌握全部知识，也没有任何国家能够长期垄断一种知识。
出口管制在短期内有效，在长期内却促使对手建立自己的体系。这一点早已为人所知，只是很少有人愿意承认。"""


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")


def stands(parts, source):
    """Whether the letters of the parts stand in the source's, in this order."""
    at = 0
    for part in parts:
        found = source.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def plain(markdown):
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    text = re.sub(r"\[\[([^]|#]*)(?:#[^]|]*)?(?:\|([^]]*))?\]\]", lambda m: m[2] or m[1], text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*_`>#|\\]|\[\^[^]]*\]:?|\{[^}]*\}", "", text)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text).strip()


class Text:
    """A source, its words, and how it is printed."""

    def __init__(self, words, is_han):
        self.words, self.is_han = words, is_han
        self.letters = letters(self.join(words))

    def join(self, words):
        return ("" if self.is_han else " ").join(words)

    def printed(self, chance):
        """The text with ends of lines, some of them within words, and marks of notes."""
        out, column = [], 0
        for i, word in enumerate(self.words):
            last = word[-1:]
            if not self.is_han and i + 1 < len(self.words) and chance.random() < 0.02 and (last.isalpha() or last in ".,;"):
                word += chance.choice(["³", "¹²", "[7]", "[3, 12]", "*", "†"])
            column += len(word) + 1
            if column > 70 and not self.is_han:
                column = 0
                middle = len(word) // 2
                if word.isalpha() and word.isascii() and len(word) > 6 and chance.random() < 0.4:
                    word = word[:middle] + chance.choice(["-\n", "\u00ad\n", "\u2010\n    "]) + word[middle:]
                elif re.fullmatch(r"[a-z]{3,}-[a-z]{3,}", word):
                    word = word.replace("-", "-\n")
                out.append(word + "\n")
            else:
                out.append(word + ("" if self.is_han else " "))
        return "".join(out)


def with_bracket(words, chance):
    """(words, parts): some words in the middle are replaced by others in brackets."""
    at, more = chance.randrange(2, len(words) - 4), chance.randrange(0, 4)
    while len(re.findall(r"\w+", " ".join(words[at:at + more]))) > 8:
        more -= 1
    parts = [words[:at], words[at + more:]]
    return words[:at] + [chance.choice(["[the state]", "[is]", "[these firms]", "[…]", "[sic]" if not more else "[they]"])] + words[at + more:], parts


def with_gap(words, chance):
    at, more = chance.randrange(2, len(words) - 4), chance.randrange(1, len(words))
    more = min(more, len(words) - at - 2)
    return words[:at] + [chance.choice(LEFT_OUT)] + words[at + more:], [words[:at], words[at + more:]]


def shortened(words, chance):
    """What a writer may leave out or put in, of long ones: (words, parts)."""
    kind = chance.randrange(4)
    if len(words) < 10 or kind == 0:
        return words, [words]
    return with_gap(words, chance) if kind < 3 else with_bracket(words, chance)


def restyled(text, chance, is_han):
    """What printers and keyboards do differently."""
    for _ in range(chance.randrange(1, 4)):
        kind = chance.randrange(9)
        if kind == 0:
            text = text.replace("'", "’").replace('"', "”")
        elif kind == 1:
            text = text.replace("’", "'").replace("“", '"').replace("”", '"')
        elif kind == 2:
            text = text.replace("“", "„").replace("”", "“") if not is_han else text.replace("“", "「").replace("”", "」")
        elif kind == 3:
            text = text.replace("—", chance.choice(["--", " – ", "---"]))
        elif kind == 4:
            text = text.replace(" ", "\u00a0", 3) if not is_han else text.replace("，", ", ")
        elif kind == 5:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        elif kind == 6:
            text = unicodedata.normalize("NFD", text)
        elif kind == 7:
            text = re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text, count=5)
        else:
            text = re.sub(r" ", "\n", text, count=2)
    return text


def edged(text, chance):
    """What the sentence around a quotation may put at its edges."""
    text = text.rstrip(".,;:。，；：")
    text += chance.choice(["", "", ".", ",", ";", " …", " (emphasis added)", " [my emphasis]"])
    kind = chance.randrange(5)
    return "“%s”" % text if kind == 0 else "« %s »" % text if kind == 1 else "… " + text if kind == 2 else text


def with_capital(text, chance):
    """
    [S]ome: the first letter the other way round. Not of a word with a hyphen, which the text may have at the end of a line: then
    [S]elf-made is refused.
    """
    if re.match(r"[A-Za-z][a-z]+[^a-z-]", text) and chance.random() < 0.3:
        return "[%s]%s" % (text[0].swapcase(), text[1:])
    return text


def changed(words, text, chance):
    """One word changed; None where this kind of change is none of these words."""
    words = list(words)
    at = chance.randrange(len(words))
    kind = chance.randrange(10)
    if kind <= 1:
        no = [i for i, word in enumerate(words) if word in ("not", "no", "never", "without", "不", "没", "无", "非")]
        at = chance.choice(no) if no else at
        del words[at]
    elif kind == 2:
        numbers = [i for i, word in enumerate(words) if re.search(r"\d", word)]
        if not numbers:
            return None
        at = chance.choice(numbers)
        digit = chance.choice([i for i, c in enumerate(words[at]) if c.isdigit()])
        new = str((int(words[at][digit]) + chance.randrange(1, 10)) % 10) if chance.random() < 0.7 else ""
        words[at] = words[at][:digit] + new + words[at][digit + 1:]
    elif kind == 3:
        core = re.match(r"(\W*)(\w+?)(s?)(\W*)$", words[at])
        if not core or text.is_han:
            return None
        words[at] = core[1] + core[2] + ("" if core[3] else "s") + core[4]
    elif kind == 4:
        if at + 1 == len(words):
            return None
        words[at], words[at + 1] = words[at + 1], words[at]
    elif kind == 5:
        words[at] = chance.choice(text.words)
    elif kind == 6:
        words.insert(at, chance.choice(["not", "never", "all", "only"]) if not text.is_han else chance.choice("不都只未"))
    elif kind == 7:
        words[at] = words[at].swapcase() if chance.random() < 0.5 else words[at][:1].swapcase() + words[at][1:]
    elif kind == 8:
        place = chance.randrange(len(words[at]))
        words[at] = words[at][:place] + chance.choice("aeioust") + words[at][place + 1:]
    else:
        words.insert(at, words[at])
    return words


def passage(text, chance):
    size = chance.randrange(6, 40) * (2 if text.is_han else 1)
    at = chance.randrange(len(text.words) - size)
    words = text.words[at:at + size]
    # What the program takes for somebody's remark, or for brackets of the quotation's own, is none of these texts.
    return None if any(set(word) & set("[]…") for word in words) else words


def right(text, chance):
    words = passage(text, chance)
    if not words:
        return None
    words, parts = shortened(words, chance)
    if not all(letters(text.join(part)) for part in parts):
        return None
    said = restyled(with_capital(text.join(words), chance), chance, text.is_han)
    return edged(said, chance)


def wrong(text, chance):
    words = passage(text, chance)
    if not words:
        return None
    _, parts = words, [words]
    joined, parts = shortened(words, chance)
    index = chance.randrange(len(parts))
    new = changed(parts[index], text, chance)
    if not new or len(new) < 3:
        return None
    between = [word for word in joined if word not in words] or ["…"]
    parts = [new if i == index else part for i, part in enumerate(parts)]
    is_bracket = len(parts) > 1 and between[0][0] == "[" and between[0] not in LEFT_OUT
    if is_bracket and (index == 0 and len(new) < 3 or stands([letters(text.join(part)) for part in parts], text.letters)):
        return None
    if stands([letters(text.join(part)) for part in parts], text.letters):
        return None
    said = text.join(parts[0])
    for part in parts[1:]:
        said = text.join([said, between[0], text.join(part)])
    return edged(restyled(said, chance, text.is_han), chance)


def ask(program, batches):
    """What the program says of (source, quotations): its lines, and the milliseconds."""
    with tempfile.NamedTemporaryFile() as file:
        for source, quotations in batches:
            for kind, said in [(b"S", source)] + [(b"Q", quotation) for quotation in quotations]:
                said = said.encode()
                file.write(b"%s %d\n%s" % (kind, len(said), said))
        file.flush()
        said = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    return said[:-1], float(said[-1].split()[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    chance = random.Random(arguments.seed)
    texts = [Text(plain(open(path, encoding="utf-8").read()).split(), False) for path in arguments.texts]
    texts = [text for text in texts if len(text.words) > 400]
    texts.append(Text([word for word in re.findall(r"\d+|\S", HAN.replace("\n", ""))], True))
    failed = False
    for make, is_right in ((wrong, False), (right, True)):
        batches, made = [], 0
        while made < arguments.count:
            text = chance.choice(texts)
            quotations = [said for said in (make(text, chance) for _ in range(40)) if said]
            quotations = quotations[:arguments.count - made]
            made += len(quotations)
            batches.append((text.printed(chance), quotations))
        verdicts, ms = ask(arguments.program, batches)
        asked = [said for _, quotations in batches for said in quotations]
        bad = [(said, verdict) for said, verdict in zip(asked, verdicts)
               if (verdict.split()[0] in ("stands", "tied")) != is_right]
        print("%s: %d asked, %d %s, %.3f ms each" % ("right" if is_right else "wrong", len(asked), len(bad),
                                                    "refused" if is_right else "let through", ms / len(asked)))
        near = sum(verdict.startswith("differs") for verdict in verdicts)
        if not is_right:
            print("       %.1f %% of them with what differs" % (100 * near / len(asked)))
        for said, verdict in bad[:10]:
            print("    %r\n        %s" % (said, verdict))
        failed |= bool(bad) or len(verdicts) != len(asked)
    sys.exit(failed)


main()
