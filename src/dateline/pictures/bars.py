"""Counts per month or day → a bar chart as inline SVG, with gaps in coverage hatched; and the same as rows of a table.

A quiet day (covered, nothing published) is a thin base line; a day nobody captured is a hatched field; a day captured
in part is its bar before a hatched field. Colours come from the page's style sheet by class, so nothing is inline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

HEADROOM = 0.86  # of the height: above the highest bar a gap must still be seen
COVERED, PARTIAL, MISSING = "covered", "partial", "missing"
WORDS = {COVERED: "fully captured", PARTIAL: "captured in part", MISSING: "not captured"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or day. `label` stands under the bar ("" for none), `name` says it in full; `coverage` is one of
    covered, partial, missing; `href` may be None."""

    label: str
    name: str
    count: int
    coverage: str = COVERED
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes in SVG units. `id` must be unique on the page; `unit` is what is counted, `title` the accessible name."""

    id: str
    title: str
    unit: str = "items"
    height: int = 96
    step: int = 14
    gap: int = 2


def draw(bars: Sequence[Bar], frame: Frame) -> str:
    """The chart as one `<svg>` element; an empty string where there are no bars."""
    if not bars:
        return ""
    width, height = len(bars) * frame.step, frame.height + 22
    return "".join(
        (
            f'<svg class="bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" ',
            f'aria-label={quoteattr(frame.title)} preserveAspectRatio="xMinYMax meet">',
            _pattern(frame.id),
            *_columns(bars, frame),
            f'<line class="base" x1="0" x2="{width}" y1="{frame.height + 0.5}" y2="{frame.height + 0.5}"/>',
            "</svg>",
        )
    )


def rows(bars: Sequence[Bar]) -> tuple[tuple[str, int, str], ...]:
    """The same as a table: (name, count, coverage in words)."""
    return tuple((bar.name, bar.count, WORDS[bar.coverage]) for bar in bars)


def _pattern(id_: str) -> str:
    return (
        f'<defs><pattern id="{escape(id_)}" class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6"/><line x1="0" x2="0" y1="0" y2="6"/></pattern></defs>'
    )


def _columns(bars: Sequence[Bar], frame: Frame) -> Iterator[str]:
    top = max(1, *(bar.count for bar in bars)) if len(bars) > 1 else max(1, bars[0].count)
    for place, bar in enumerate(bars):
        x, label = place * frame.step, f"{bar.name}: {bar.count} {frame.unit}, {WORDS[bar.coverage]}"
        inner = _hatch(x, bar, frame) + _bar(x, bar, frame, top) + _label(x, bar, frame) + _target(x, frame)
        inner = f"<title>{escape(label)}</title>{inner}"
        if bar.href:
            yield f"<a href={quoteattr(bar.href)} aria-label={quoteattr(label)}>{inner}</a>"
        else:
            yield f'<g role="img" aria-label={quoteattr(label)}>{inner}</g>'


def _hatch(x: int, bar: Bar, frame: Frame) -> str:
    if bar.coverage == COVERED:
        return ""
    fill = f"url(#{escape(frame.id)})"
    return f'<rect class="gap" x="{x}" y="0" width="{frame.step}" height="{frame.height}" fill="{fill}"/>'


def _bar(x: int, bar: Bar, frame: Frame, top: int) -> str:
    if bar.count == 0:
        return ""
    height = max(2.0, HEADROOM * frame.height * bar.count / top)
    return (
        f'<rect class="bar" x="{x + frame.gap / 2:g}" y="{frame.height - height:.1f}" '
        f'width="{frame.step - frame.gap}" height="{height:.1f}"/>'
    )


def _label(x: int, bar: Bar, frame: Frame) -> str:
    if not bar.label:
        return ""
    return f'<text x="{x + frame.step / 2:g}" y="{frame.height + 15}" text-anchor="middle">{escape(bar.label)}</text>'


def _target(x: int, frame: Frame) -> str:
    """A clear field over the whole column, so that a low bar is as easy to hit as a high one."""
    return f'<rect class="target" x="{x}" y="0" width="{frame.step}" height="{frame.height + 20}"/>'
