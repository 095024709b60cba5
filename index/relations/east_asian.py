"""read_east_asian(): numbers of Chinese and Japanese, in figures, characters or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.relations.numbers import read_figure
from index.relations.spelled import Written

_DIGITS = {
    each: float(value)
    for value, signs in enumerate("〇零 一 二两兩 三 四 五 六 七 八 九".split())
    for each in signs
}
_UNITS = {"十": 10.0, "百": 100.0, "千": 1e3}
_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_SIGNS = "".join((*_DIGITS, *_UNITS, *_SCALES))
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(rf"(?P<share>百分之)?(?P<number>(?:{_FIGURE}|[{_SIGNS}])+)")
_PART = re.compile(rf"{_FIGURE}|[{_SIGNS}]")
# What is counted: elsewhere a character is part of a name or another word ("三重", "一部").
_COUNTED = re.compile(
    r"\s?[年月日号號名人个個位只隻头頭条條座家件次倍天岁歳元円块吨噸斤米枚台匹本回割度時时分秒種种篇支所辆輛架艘万億%‰つヶか]"
)


def read_east_asian(text: str) -> Iterator[Written]:
    """The numbers of a text, in order; of those in characters only what counts something."""
    for found in _NUMBER.finditer(text):
        value = _value(found["number"])
        counts = found["share"] or _COUNTED.match(text, found.end())
        if any(map(str.isdecimal, found["number"])) or (value != 1 and counts):
            yield Written(found.start("number"), found.end(), value)


def _value(written: str) -> float:
    total = section = number = 0.0
    last, before = float("inf"), ""
    for sign in _PART.findall(written):
        if sign in _UNITS:
            section, number = section + (number or 1) * _UNITS[sign], 0.0
        elif sign in _SCALES:
            section, number = section + number, 0.0
            if _SCALES[sign] > last:  # "2万亿"
                total = (total + section) * _SCALES[sign]
            else:
                total += (section or 1) * _SCALES[sign]
            last, section = _SCALES[sign], 0.0
        elif sign in _DIGITS:
            number = (number * 10 if before in _DIGITS else 0.0) + _DIGITS[sign]
        else:
            number, _ = read_figure(sign, comma_decimal=False)
        before = sign
    return total + section + number
