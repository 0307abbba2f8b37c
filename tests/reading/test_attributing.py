"""Attributions from scores made by hand: what is linked, closed, cut off and run on."""

from __future__ import annotations

import numpy as np

from dateline.reading.attributing import Ground, Heard, attributions, bridged, cues, spread

#        0      1       2      3       4       5    6
FORMS = ["The", "mayor", "said", "that", "roads", "close", "."]
HEADS = [1, 2, -1, 5, 5, 2, 2]


def scores(content: set[int], source: set[int], cue: set[int], n: int = len(FORMS)) -> tuple[np.ndarray, np.ndarray]:
    """Roles and links in which every cue word points to the given words."""
    roles = np.full((n, 5), 0.01, np.float32)
    shares = np.tile(np.array([0.98, 0.01, 0.01], np.float32), (n, 1))
    for at in cue:
        shares[at] = (0.02, 0.02, 0.96) if at - 1 in cue else (0.02, 0.96, 0.02)
    roles[:, :3] = np.log(shares)
    links = np.full((2, n, n), -6, np.float32)
    for layer, words in ((0, source), (1, content)):
        links[layer][:, sorted(words)] = 6
        roles[sorted(words), 3 + layer] = 0.95
    return roles, links


def ground(n: int = len(FORMS)) -> Ground:
    return Ground(FORMS, np.zeros(n, np.int64), np.array(HEADS))


def test_a_cue_gets_its_source_and_content() -> None:
    (heard,) = attributions(*scores({3, 4, 5}, {0, 1}, {2}), ground())
    assert (heard.source, heard.cue, heard.content) == (((0, 1),), (2, 2), ((3, 5),))
    assert 0 < heard.confidence <= 1


def test_a_cue_without_content_is_no_attribution() -> None:
    assert attributions(*scores(set(), {0, 1}, {2}), ground()) == []


def test_an_unnamed_source_stays_empty() -> None:
    (heard,) = attributions(*scores({3, 4, 5}, set(), {2}), ground())
    assert heard.source == ()


def test_a_hole_in_a_clause_is_closed() -> None:
    (heard,) = attributions(*scores({3, 5}, {0, 1}, {2}), ground())
    assert heard.content == ((3, 5),)


def test_a_dateline_belongs_to_nobody() -> None:
    outside = Ground(FORMS, np.zeros(7, np.int64), np.array(HEADS), frozenset({0}))
    (heard,) = attributions(*scores({3, 4, 5}, {0, 1}, {2}), outside)
    assert heard.source == ((1, 1),)


def test_words_of_the_cue_are_neither_source_nor_content() -> None:
    (heard,) = attributions(*scores({2, 3, 4, 5}, {1, 2}, {2}), ground())
    assert heard.source == ((1, 1),)
    assert heard.content == ((3, 5),)


def test_a_content_reaches_into_a_sentence_that_is_all_content() -> None:
    two = Ground(FORMS, np.array([0, 0, 0, 0, 1, 1, 1]), np.array([1, 2, -1, 2, 5, -1, 5]))
    (heard,) = attributions(*scores({3, 4, 5, 6}, {0, 1}, {2}), two)
    assert heard.content == ((3, 6),)


def test_stray_words_of_another_sentence_are_left_out() -> None:
    two = Ground(FORMS, np.array([0, 0, 0, 0, 1, 1, 1]), np.array([1, 2, -1, 2, 5, -1, 5]))
    (heard,) = attributions(*scores({3, 5}, {0, 1}, {2}), two)
    assert heard.content == ((3, 3),)


def test_cues_end_with_their_sentence() -> None:
    roles, _ = scores(set(), set(), {2, 3})
    assert cues(roles, np.zeros(7, np.int64), 0.5) == [(2, 3)]
    assert cues(roles, np.array([0, 0, 0, 1, 1, 1, 1]), 0.5) == [(2, 2), (3, 3)]


def test_small_holes_of_free_words_are_bridged() -> None:
    wanted = np.array([1, 1, 0, 1, 0, 0, 0, 0, 1], bool)
    free = np.ones(9, bool)
    assert bridged(wanted, free, 2) == [(0, 3), (8, 8)]
    free[2] = False
    assert bridged(wanted, free, 2) == [(0, 1), (3, 3), (8, 8)]


def test_sentences_of_a_quotation_follow_their_attribution() -> None:
    heard = [Heard((2, 2), ((1, 1),), ((3, 5),), 0.9)]
    shares = np.array([0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0], np.float32)
    assert spread(heard, shares, [0, 7, 10])[0].content == ((3, 5), (7, 9))


def test_a_sentence_before_a_content_is_taken_in() -> None:
    heard = [Heard((6, 6), ((5, 5),), ((3, 4),), 0.9)]
    shares = np.array([1, 1, 1, 1, 1, 0, 0], np.float32)
    assert spread(heard, shares, [0, 3])[0].content == ((0, 4),)


def test_a_sentence_that_somebody_owns_is_left_to_him() -> None:
    heard = [Heard((2, 2), (), ((3, 4),), 0.9), Heard((6, 6), (), ((7, 8),), 0.9)]
    shares = np.array([1, 1, 0, 1, 1, 1, 0, 1, 1], np.float32)
    assert spread(heard, shares, [0, 5]) == heard


def test_a_faint_cue_counts_where_its_content_has_no_other_owner() -> None:
    roles, links = scores({3, 4, 5}, {0, 1}, {2})
    roles[2, :3] = np.log([0.7, 0.28, 0.02])
    (heard,) = attributions(roles, links, ground())
    assert (heard.cue, heard.source, heard.content) == ((2, 2), ((0, 1),), ((3, 5),))
    roles[3:6, 4] = 0.6
    assert attributions(roles, links, ground()) == []


def test_a_faint_cue_takes_nothing_from_a_clear_one() -> None:
    roles, links = scores({3, 4, 5}, {0, 1}, {2})
    roles[6, :3] = np.log([0.7, 0.28, 0.02])
    assert [heard.cue for heard in attributions(roles, links, ground())] == [(2, 2)]


def test_what_is_told_within_a_quotation_does_not_end_it() -> None:
    outer, told = Heard((0, 0), (), ((1, 4),), 0.9), Heard((7, 7), ((6, 6),), ((8, 9),), 0.9)
    shares = np.array([0] + 14 * [1], np.float32)
    found = spread([outer, told], shares, [0, 5, 10])
    assert found[0].content == ((1, 14),)
    assert found[1] == told
