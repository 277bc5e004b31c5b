#!/usr/bin/env python3
"""Writes golden.json: what BERT's tokenization gives for many texts, by an implementation that shares no code and no
tables with TaskGrid's (Python's own unicodedata, str.lower and str.split; the plainest WordPiece loop).

    python3 tests/TaskGrid.Models.Tests/Tokenization/golden.py

Use the Python whose unicodedata the tables were made from (eng/generate_unicode_tables.py).
"""
import hashlib
import json
import pathlib
import random
import re
import unicodedata

HERE = pathlib.Path(__file__).parent
SAMPLE_VOCABULARY = HERE.parents[2] / "samples/models/tg-mini/vocab.txt"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

# lower case, strip accents, split ideographs
MODES = {
    "uncased": (True, True, True),
    "cased": (False, False, True),
    "lowerWithAccents": (True, False, True),
    "casedWithoutAccents": (False, True, True),
    "uncasedWholeIdeographs": (True, True, False),
}

TEXTS = [
    "", " ", "\t\n\r ", "hello", "Hello, World!", "don't can't won't o'clock", "e-mail@example.com, see (p. 12)!?",
    "UNAFFABLE unaffable UnAffAble", "The quick brown fox jumps over the lazy dog .", "a_b c^d e`f $5 +1 <x> ="
    " |y| ~z",
    "caf\u00e9 Caf\u00c9 re\u0301sume\u0301 na\u00efve \u00c5ngstr\u00f6m \u212b \u1e69 \u01d5\u0300",
    "\u0130stanbul I\u015f\u0131k \u0130\u0307 i\u0307", "stra\u00dfe STRA\u1e9eE \ufb01ne o\ufb03ce \u01c5 \u01f1",
    "\u039f\u0394\u039f\u03a3 \u03a3\u0399\u03a3\u03a5\u03a6\u039f\u03a3 \u03a3 A\u03a3. A\u03a3.\u0392"
    " a\u0301\u03a3\u0301 \u03a3\u03a3 x\u03a3\u200bY"
    " x\u03a3\u200b 1\u03a31 A'\u03a3' \u4e2d\u03a3\u4e2d A\u03a3\u4e2d",
    "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440! \u0401\u043b\u043a\u0430 \u0439"
    " \u0407\u0436\u0430\u043a",
    "\u4e2d\u6587\u5206\u8a5e\u6e2c\u8a66 ABC\u4e2d\u6587def \u3002\uff0c\u300c\u5f15\u7528\u300d \uff21\uff22\uff23",
    "\u3053\u3093\u306b\u3061\u306f\u4e16\u754c \u30ab\u30bf\u30ab\u30ca \u304c\u304e\u30d1 \uff76\uff9e"
    " \u3402\U00020000\U0002a700\U0002b740\U0002b820\U0002b91f\U0002b920\U0002f800"
    " \uf900\ufa0e\U0002a6e0\U0002ceb0\U00030000",
    "\uc548\ub155\ud558\uc138\uc694 \ud55c\uad6d\uc5b4 \uac01 \uac00 \ud7a3 \u1112\u1161\u11ab",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\u060c"
    " \u0643\u0650\u062a\u064e\u0627\u0628\u064c \u0623\u0625\u0622 \ufefb",
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u05e2\u05d5\u05dc\u05dd \u05be\u05c3",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e\u0964 \u0958\u0959 \u0995\u09cb"
    " \u09cc \u0b94 \u0bca\u0ddd \u1b06",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 \u1780\u17d2\u1798\u17c2\u179a",
    "Ti\u1ebfng Vi\u1ec7t \u0110\u1eb7ng \u1ee8ng d\u1ee5ng", "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8"
    " \u1c90\u1c91 \u10a0 \u13a0\uab70 \u2c00\u2c30 \u0531\u0561\u0587",
    "\U00010400\U00010428 \U0001d400\U0001d54f \U000118a0\U0001e900", "\U0001d15e\U0001d16d\U0001d165"
    " \U0001d1c0\U0001d165\U0001d16d\U0001d166",
    "x\u302f\u1715\u302e y\u0301\u302e\u0e34\u1734\u302f \uac00\u302e\u302f\u1bf2 \U00016ff0\u1baa\U00016ff1",
    "\U0001f600 smile\U0001f600d \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1e9\U0001f1ea"
    " \U0001f44d\U0001f3fd",
    "zero\u200bwidth\u200c\u200d\ufeff soft\u00adhyphen \u2060 \u180e \u061c",
    "a\x00b\x01c\x07d\x7fe\x80f\x85g\ufffdh\ue000i\U000f0000j\U000e0001k",
    "line\u2028para\u2029nbsp\u00a0em\u2003thin\u2009ideo\u3000ogham\u1680narrow\u202f"
    " math\u205f\x0bvt\x0cff\x1cfs\x1fus",
    "\u201cquoted\u201d \u2018x\u2019 \u2014 \u2026 \u00ab\u00bb \u00bf\u00a1 \u037e \u0387 \u1fef \u1ffd"
    " \u2329x\u232a \u00b4 \u00a8 \u20ac\u00a3\u00a5 \u00a9\u00ae\u2122 \u00b0 \u00d7",
    "\u0378 unassigned \u0379x \U0003fffe \uffff \ufdd0 \U0010ffff", "\u0301 \u0301a ,\u0301, =\u0338 \u226e"
    " \u0345 \u0390 \u03b0 \u1fb7",
    "a" * 99, "a" * 100, "a" * 101, "A" * 100 + " b", "a" * 101 + ",b", "\u00e9" * 100, "\u00e9" * 101, "e\u0301"
    * 100, "e\u0301" * 101,
    "\U00010400" * 100, "\U00010400" * 101, "\uac01" * 33, "\uac01" * 34, "a" * 60 + "\u200b" + "a" * 40, "a" *
    60 + "\u200b" + "a" * 41,
    "!" * 150, "\u4e2d" * 150, "x" * 300, "\u0434" * 300, "1234567890 3.14159 1,000,000 10%",
    "http://www.example.org/a/b?c=d&e=f#g",
    "##ing ## # [MASK] [CLS] [SEP] [unused1] [UNK] [PAD]", "the film was [MASK] .", "[MASK][MASK] x[SEP]y [mask]"
    " [MASK", "[[MASK]]",
]
BROKEN = [
    [0xD800], [0xDC00], [0x61, 0xD83D], [0x61, 0xD83D, 0x62], [0xDE00, 0xD83D],
    [0x20, 0xDFFF, 0x20, 0x61, 0xDBFF, 0xDBFF],
    [0x61, 0xD800, 0x3A3, 0xDC00], [0xD83D, 0xD83D, 0xDE00, 0xDE00],
]


def is_removed(character):
    if character in "\t\n\r":
        return False
    return character in "\0\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


def is_ideograph(character):
    code = ord(character)
    return (0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2A6DF
            or 0x2A700 <= code <= 0x2B73F or 0x2B740 <= code <= 0x2B81F or 0x2B820 <= code <= 0x2CEAF
            or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F)


def is_punctuation(character):
    return character in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" or unicodedata.category(character).startswith("P")


def basic(text, mode):
    lower, strip, split = MODES[mode]
    text = "".join(character for character in text if not is_removed(character))
    if split:
        text = "".join(f" {character} " if is_ideograph(character) else character for character in text)
    words = []
    for token in text.split():
        if lower:
            token = token.lower()
        if strip:
            token = "".join(c for c in unicodedata.normalize("NFD", token) if unicodedata.category(c) != "Mn")
        for is_mark, run in group(token):
            words += run if is_mark else ["".join(run)]
    return words


def group(token):
    runs = []
    for character in token:
        mark = is_punctuation(character)
        if runs and runs[-1][0] == mark:
            runs[-1][1].append(character)
        else:
            runs.append((mark, [character]))
    return runs


def pieces(word, vocabulary):
    if len(word) > 100:
        return ["[UNK]"]
    result, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                break
        else:
            return ["[UNK]"]
        result.append(piece)
        start = end
    return result


def encode(text, mode, vocabulary):
    return [vocabulary[piece] for word in basic(text, mode) for piece in pieces(word, vocabulary)]


def encode_with_special(text, mode, vocabulary):
    ids = []
    for part in re.split("(" + "|".join(map(re.escape, SPECIAL)) + ")", text):
        ids += [vocabulary[part]] if part in SPECIAL else encode(part, mode, vocabulary)
    return ids


def truncate(first, second, budget):
    first, second = list(first), list(second)
    while len(first) + len(second) > budget:
        (first if len(first) > len(second) else second).pop()
    return first, second


def fuzz(source, count):
    everything = [code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co")]
    special = [code for code in everything if unicodedata.category(chr(code))[0] in "MPZC"]
    ordered = [code for code in everything
               if unicodedata.combining(chr(code)) and unicodedata.category(chr(code)) != "Mn"]
    composed = [code for code in everything if unicodedata.decomposition(chr(code))]
    pools = [list(range(0x20, 0x7F)), list(range(0x20, 0x7F)), everything, special, ordered, composed,
             list(range(0x250)), list(range(0x300, 0x530)), list(range(0x4E00, 0x4F00)),
             [0x3A3, 0x2E, 0x41, 0x61, 0x301], list(range(0x110000))]
    for _ in range(count):
        chosen = source.sample(pools, source.randint(1, 4))
        codes = [source.choice(source.choice(chosen)) for _ in range(source.randint(1, 24))]
        units = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
        yield units.decode("utf-16-le", "surrogatepass")


def make_vocabulary(source, texts):
    """Pieces of one to four characters of the texts' own words, so that few words are unknown."""
    words = sorted({word for text in texts for mode in MODES for word in basic(text, mode) if len(word) <= 40})
    found = {piece for word in words for piece in word[:1]} | {"##" + piece for word in words for piece in word[1:]}
    for word in words:
        start = source.randrange(len(word))
        piece = word[start:start + source.randint(2, 4)]
        found.add(("##" if start else "") + piece)
    kept = [piece for piece in sorted(found) if source.random() < 0.9]
    return {piece: number for number, piece in enumerate(SPECIAL + [piece for piece in kept if piece not in SPECIAL])}


def written(text):
    try:
        text.encode("utf-8")
        return {"text": text}
    except UnicodeEncodeError:
        units = text.encode("utf-16-le", "surrogatepass")
        return {"units": [int.from_bytes(units[at:at + 2], "little") for at in range(0, len(units), 2)]}


def every_character(mode):
    """By first code point, a hash of each 4,096 code points' words between letters, surrogates left out. Planes 4 to
    13 hold nothing yet."""
    hashes = {}
    for block in [*range(0, 0x32000, 0x1000), 0x40000, 0xE0000, 0xEF000, 0xF0000, 0x100000, 0x10F000]:
        digest = hashlib.sha256()
        for code in range(block, block + 0x1000):
            if not 0xD800 <= code <= 0xDFFF:
                character = chr(code)
                digest.update((" ".join(basic(f"a{character}B{character} {character}", mode)) + "\n").encode())
        hashes[f"{block:X}"] = digest.hexdigest()[:16]
    return hashes


def main():
    source = random.Random(20)
    broken = [b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "surrogatepass")
              for units in BROKEN]
    fuzzed = list(fuzz(source, 2000))
    texts = TEXTS + broken
    made = make_vocabulary(source, texts + fuzzed[::2])
    lines = SAMPLE_VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1]
    sample = {token: number for number, token in enumerate(lines)}

    cases = [(text, mode) for text in texts for mode in MODES]
    cases += [(text, list(MODES)[number % len(MODES)]) for number, text in enumerate(fuzzed)]
    pairs = []
    english = [text for text in TEXTS if text.isascii() and 0 < len(text.strip()) < 120] + [""]
    for _ in range(300):
        first, second, length = source.choice(english), source.choice(english), source.randint(3, 40)
        a, b = truncate(encode(first, "uncased", sample), encode(second, "uncased", sample), length - 3)
        ids = [sample["[CLS]"], *a, sample["[SEP]"], *b, sample["[SEP]"]]
        pairs.append({"first": first, "second": second, "maxLength": length, "ids": ids, "firstLength": len(a) + 2})

    content = {
        "unicode": unicodedata.unidata_version,
        "vocabulary": list(made),
        "cases": [written(text) | {
            "mode": mode, "words": " ".join(basic(text, mode)),
            "ids": encode(text, mode, made), "sampleIds": encode(text, mode, sample)} for text, mode in cases],
        "special": [
            {"text": text, "ids": encode_with_special(text, "uncased", sample)} for text in TEXTS if "[" in text],
        "pairs": pairs,
        "characters": {mode: every_character(mode) for mode in MODES},
    }
    rows = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in value) + "\n]"
        if isinstance(value, list) else f'"{name}": {json.dumps(value)}' for name, value in content.items())
    (HERE / "golden.json").write_text("{\n" + rows + "\n}\n", encoding="ascii")


if __name__ == "__main__":
    main()
