"""The search by digrams finds what a plain search finds, in any text."""

from collections.abc import Collection, Iterator

from hypothesis import given
from hypothesis import strategies as st

from editor.model.lexicon import DIGIT
from editor.proof.digrams import characters, digrams, sought_in
from editor.proof.rules import NAMED
from editor.proof.usage import Usage
from editor.proof.words import Words
from tests.proof.test_properties import some
from tests.proof.test_slips import SEEDS
from tests.proof.texts import PIECES, nasty

# Words that begin, end and overlap alike, that repeat themselves, stand for figures, and lie outside the basic plane.
OWN = (
    "其他",
    "其他语言",
    "他语",
    "语言言",
    "言言",
    "言言言",
    "截止#",
    "截止#日",
    "3日",
    "镕𠮷",
    "𠮷镕",
    "𠮷𠮷",
    "ab",
    "a\ud800",
)
PARTS = sorted(
    {word[at:end] for word in OWN for at in range(len(word)) for end in range(at + 1, len(word) + 1)}
)


def plainly(words: Collection[str], text: str) -> Iterator[tuple[int, int, str]]:
    """The longest word at each place that none before it reaches into."""
    end = 0
    for start in range(len(text)):
        if start >= end:
            for length in sorted({len(word) for word in words}, reverse=True):
                typed = text[start : start + length]
                spelt = "".join(DIGIT if character in "0123456789" else character for character in typed)
                known = next(
                    (word for word in (typed, spelt) if word in words and len(typed) == length), None
                )
                if known is not None:
                    end = start + length
                    yield start, end, known
                    break


@some
@given(text=st.lists(st.sampled_from(PARTS) | st.sampled_from("3汉𠮷") | nasty, max_size=14).map("".join))
def test_words_are_found_as_by_trying_all_of_them_at_every_place(text):
    text = text.replace(DIGIT, "")
    assert list(Words({word: word for word in OWN}).find(text)) == list(plainly(OWN, text))


def test_words_of_the_rules_are_found_in_one_another():
    words = Words({word: word for word in NAMED})
    text = "".join(word + word[:2] + other[-2:] for word, other in zip(NAMED, reversed(NAMED), strict=True))
    found = list(words.find(text))
    assert found == list(plainly(NAMED, text))
    assert found == list(words.find(text, digrams(text) | digrams("其他文字")))


slips_typed = st.sampled_from([typed for _, typed in SEEDS] + [right for right, _ in SEEDS])


@some
@given(
    text=st.lists(slips_typed | st.sampled_from(PIECES) | st.sampled_from("评证和扭"), max_size=14).map(
        "".join
    )
)
def test_slips_are_found_as_by_looking_at_every_pair_of_characters(text):
    usage = Usage(("帮扶结对",))
    found = list(usage.slips(text, digrams(text)))
    assert found == list(usage.slips(text, sought_in(text)))


@given(text=st.text(st.characters(exclude_categories=())))
def test_digrams_are_the_pairs_of_neighbours(text):
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    if max(text, default="") <= "\uffff":
        assert set(map(characters, digrams(text))) == pairs
    for pair in pairs:
        assert digrams(pair) <= digrams(text)
