"""build_tokenizer(): XLM-R's Unigram tokenizer out of the packed vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.models.packed import PackedModel

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START, PAD, END, UNKNOWN, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"

# XLM-R's normalisation is NFKC but for these 45: 30 controls that vanish ...
DELETED = "".join(map(chr, [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]))
# ... and 15 characters (white space, zero-width and direction marks) that become a space.
SPACES = "\t\n\x0c\r\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd"


def build_tokenizer(model: PackedModel) -> Tokenizer:
    """The tokenizer: `<s> text </s>`, no truncation, no padding."""
    from tokenizers import AddedToken, Regex, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Replace, Sequence
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing

    vocabulary = list(zip(model.pieces, model.scores, strict=True))
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=model.unknown, byte_fallback=False))
    tokenizer.normalizer = Sequence(
        [
            Replace(Regex(f"[{DELETED}]"), ""),
            Replace(Regex(f"[{SPACES}]"), " "),
            NFKC(),
            Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    ends = [(name, tokenizer.token_to_id(name)) for name in (START, END)]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{START} $A {END}",
        pair=f"{START} $A {END} {END} $B {END}",
        special_tokens=ends,
    )
    special = [AddedToken(name, special=True) for name in (START, PAD, END, UNKNOWN)]
    tokenizer.add_special_tokens([*special, AddedToken(MASK, special=True, lstrip=True)])
    return tokenizer
