"""The candidate chosen for a unit, and the other choices → a Place; never a point more precise than what is known.

A name without candidates takes the finest place that the text encloses it in; a county without a point takes the
middle of what the text names in its division, else of the division. Both say so in `basis` and `resolution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.gazetteer import Candidate, Gazetteer
from dateline.records import Place, Span


@dataclass(frozen=True, slots=True)
class Choice:
    """What a unit was resolved to; `confidence` is the belief in it among the candidates."""

    candidate: Candidate | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Company:
    """The other choices of the text, and the one that the words after a mention put it in ("A in rural B")."""

    others: Sequence[Choice]
    holder: Choice | None = None


def place_of(choice: Choice, words: Span, company: Company, gazetteer: Gazetteer) -> Place | None:
    """The Place of one mention; None where neither it nor any other name of the text is known."""
    one, others = choice.candidate, company.others
    if one is None:
        return _held(words, company.holder.candidate) if company.holder else _enclosed(words, others)
    place = Place(
        words=words,
        name=one.name,
        country=one.country,
        admin1=one.admin1,
        admin2=one.admin2,
        lat=one.lat,
        lon=one.lon,
        geonameid=one.geonameid,
        resolution=one.resolution or None,
        basis="stated" if choice.confidence >= 0.9 and one.match >= 0.9 else "context",
        confidence=round(choice.confidence * min(1.0, 0.3 + one.match * 0.7), 2),
    )
    return place if one.lat is not None else _pointed(place, one, others, gazetteer)


def _pointed(place: Place, one: Candidate, others: Sequence[Choice], gazetteer: Gazetteer) -> Place:
    points = sorted(
        {
            (o.candidate.lat, o.candidate.lon)
            for o in others
            if o.candidate
            and o.candidate.resolution >= 4
            and o.candidate.lat is not None
            and o.candidate.lon is not None
            and (o.candidate.country, o.candidate.admin1_code) == (one.country, one.admin1_code)
        }
    )
    stem = (one.admin2 or one.name).rsplit(" ", 1)[0]
    seats = [c for c in gazetteer.candidates(stem, one.country) if _seat(c, one)]
    if seats and not points:
        return replace(place, lat=seats[0].lat, lon=seats[0].lon, basis="context")
    if points:
        lat, lon = (sum(p[axis] or 0.0 for p in points) / len(points) for axis in (0, 1))
        return replace(place, lat=round(lat, 4), lon=round(lon, 4), basis="context")
    division = [c for c in gazetteer.candidates(one.admin1 or "", one.country) if c.resolution == 2]
    if not division:
        return replace(place, basis="enclosing place")
    return replace(place, lat=division[0].lat, lon=division[0].lon, resolution=2, basis="enclosing place")


def _seat(city: Candidate, county: Candidate) -> bool:
    return city.resolution == 4 and city.admin1_code == county.admin1_code and city.match >= 1.0


def _held(words: Span, holder: Candidate | None) -> Place | None:
    """Words that the gazetteer lacks, in the place the text puts them in: its point, its resolution."""
    if holder is None:
        return None
    return Place(
        words=words,
        name=words.text,
        country=holder.country,
        admin1=holder.admin1,
        admin2=holder.admin2,
        lat=holder.lat,
        lon=holder.lon,
        resolution=holder.resolution or None,
        basis="enclosing place",
        confidence=0.6,
    )


def _enclosed(words: Span, others: Sequence[Choice]) -> Place | None:
    """The enclosing place of words that the gazetteer lacks: what most other names of the text share."""
    sure = [o.candidate for o in others if o.candidate and o.confidence >= 0.5]
    if not sure:
        return None
    votes: dict[tuple[str | None, str | None], int] = {}
    for one in sure:
        if one.country and one.resolution >= 2:
            votes[one.country, one.admin1_code] = votes.get((one.country, one.admin1_code), 0) + 1
    best = max(votes.items(), key=lambda v: v[1])[0] if votes else None
    inside = [c for c in sure if best is None or (c.country, c.admin1_code) == best]
    chosen = next((c for c in inside if c.resolution == 2), None) or inside[0]
    level = min(chosen.resolution, 2) if best else chosen.resolution
    return Place(
        words=words,
        name=words.text,
        country=chosen.country,
        admin1=chosen.admin1 if level >= 2 else None,
        lat=chosen.lat,
        lon=chosen.lon,
        resolution=level or None,
        basis="enclosing place",
        confidence=0.4,
    )
