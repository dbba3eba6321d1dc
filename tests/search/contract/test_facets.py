from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.normalise import fold
from ecosystem.search.request import AnyOf, Facet, Filter, Range, SearchRequest, Sort
from ecosystem.search.results import FacetValue, SearchResults
from ecosystem.search.schema import SearchDocument
from tests.search.contract.documents import asking, document, fill, ids

SECTORS = ("energy", "health", "water")
PLACES = ("01", "00004")
FACETS = (Facet("sector"), Facet("place"), Facet("kind"), Facet("trl"))


def _holds(made: SearchDocument, one: Filter) -> bool:
    if isinstance(one, Range):
        value = made.numbers.get(one.field)
        return value is not None and (one.low is None or one.low <= value) and (one.high is None or value <= one.high)
    values = (made.kind,) if one.field == "kind" else made.keywords.get(one.field, ())
    return bool(set(values) & set(one.values))


def _matches(made: SearchDocument, text: str, filters: tuple[Filter, ...]) -> bool:
    words = {word for texts in made.texts.values() for value in texts.values() for word in fold(value).split()}
    return (not text or text in words) and all(_holds(made, one) for one in filters)


def _values(made: SearchDocument, field: str) -> set[str]:
    if field == "kind":
        return {made.kind}
    if field in made.numbers:
        return {str(made.numbers[field])}
    return set(made.keywords.get(field, ()))


def _counted(documents: list[SearchDocument], text: str, request: SearchRequest, field: str) -> tuple[FacetValue, ...]:
    others = tuple(one for one in request.filters if one.field != field)
    counts = Counter(value for made in documents if _matches(made, text, others) for value in _values(made, field))
    in_order = sorted(counts.items(), key=lambda item: (-item[1], int(item[0]) if field == "trl" else item[0]))
    return tuple(FacetValue(value, count) for value, count in in_order)


def _check(documents: list[SearchDocument], text: str, request: SearchRequest, found: SearchResults) -> None:
    expected = [made for made in documents if _matches(made, text, request.filters)]
    assert found.total.value == len(expected)
    assert found.total.exact
    assert {hit.id for hit in found.hits} == {made.id for made in expected}
    assert {hit.id: hit.kind for hit in found.hits} == {made.id: made.kind for made in expected}
    for facet in request.facets:
        assert found.facets[facet.field] == _counted(documents, text, request, facet.field), facet.field


def _in_order(documents: list[SearchDocument], text: str, request: SearchRequest, field: str) -> list[str]:
    """By the field, missing last both ways, then id."""
    sign = -1 if request.sort.direction == "descending" else 1
    expected = [made for made in documents if _matches(made, text, request.filters)]
    key = {made.id: (field not in made.numbers, sign * made.numbers.get(field, 0), made.id) for made in expected}
    return sorted(key, key=lambda one: key[one])


_documents = st.lists(
    st.builds(
        lambda **parts: parts,
        words=st.lists(st.sampled_from(["nước", "khí", "thải", "đo"]), max_size=3),
        kind=st.sampled_from(["technology", "institute"]),
        sector=st.sets(st.sampled_from(SECTORS)),
        place=st.sets(st.sampled_from(PLACES), max_size=1),
        trl=st.none() | st.integers(-1, 3),
    ),
    max_size=40,
)
_filters = st.lists(
    st.sampled_from(
        [
            AnyOf("sector", ("water",)),
            AnyOf("sector", ("energy", "health")),
            AnyOf("place", ("01",)),
            AnyOf("kind", ("technology",)),
            AnyOf("place", ("nowhere",)),
            Range("trl", low=2),
            Range("trl", high=1),
            Range("trl", 0, 2),
            Range("trl"),
        ]
    ),
    max_size=3,
    unique=True,
)
_texts = st.sampled_from(["", "nuoc", "khi"])
_requests = st.builds(
    SearchRequest,
    filters=_filters.map(tuple),
    facets=st.just(FACETS),
    sort=st.sampled_from([Sort(), Sort("trl"), Sort("trl", "descending")]),
    limit=st.just(100),
)


def _made(parts: list[dict[str, object]]) -> list[SearchDocument]:
    made: list[SearchDocument] = []
    for index, one in enumerate(parts):
        numbers = {"trl": one["trl"]} if one["trl"] is not None else {}
        made.append(
            document(
                f"d{index:02}",
                " ".join(one["words"]),  # type: ignore[arg-type]  # made by the strategy above
                kind=str(one["kind"]),
                sector=tuple(sorted(one["sector"])),  # type: ignore[call-overload]  # made by the strategy above
                place=tuple(sorted(one["place"])),  # type: ignore[call-overload]  # made by the strategy above
                **numbers,  # type: ignore[arg-type]  # made by the strategy above
            )
        )
    return made


@settings(max_examples=8, deadline=None)
@given(parts=_documents, asked=st.lists(st.tuples(_texts, _requests), min_size=4, max_size=8))
def test_sets_counts_and_orders_are_those_of_counting_by_hand(
    engine: SearchEngine, parts: list[dict[str, object]], asked: list[tuple[str, SearchRequest]]
) -> None:
    documents = _made(parts)
    fill(engine, *documents)
    for text, request in asked:
        found = engine.search(replace(request, query=asking(text)))
        _check(documents, text, request, found)
        if request.sort.field == "trl":
            assert [hit.id for hit in found.hits] == _in_order(documents, text, request, "trl")


def _thirty() -> list[SearchDocument]:
    places = [(sector, stage, place) for sector in SECTORS for stage in (4, 7) for place in PLACES]
    return [
        document(f"o{index:02}", f"Tổ chức {index}", sector=(sector,), place=(place,), trl=stage)
        for index, (sector, stage, place) in enumerate((places * 3)[:30])
    ]


def test_choosing_a_value_gives_as_many_as_its_number_said(engine: SearchEngine) -> None:
    """Case S02: every value, on top of two chosen in one facet and one in another."""
    fill(engine, *_thirty())
    chosen: tuple[Filter, ...] = (AnyOf("sector", ("energy", "water")), AnyOf("place", ("01",)))
    before = engine.search(SearchRequest(filters=chosen, facets=FACETS))
    for facet, values in before.facets.items():
        others = tuple(one for one in chosen if one.field != facet)
        for shown in values:
            own: Filter = (
                Range("trl", int(shown.value), int(shown.value)) if facet == "trl" else AnyOf(facet, (shown.value,))
            )
            assert engine.search(SearchRequest(filters=(*others, own))).total.value == shown.count


def test_two_filters_on_one_field_both_hold_and_neither_counts_for_its_facet(engine: SearchEngine) -> None:
    fill(engine, document("a", sector=("water", "energy")), document("b", sector=("water",)), document("c"))
    both = (AnyOf("sector", ("water",)), AnyOf("sector", ("energy",)))
    found = engine.search(SearchRequest(filters=both, facets=(Facet("sector"),)))
    assert [hit.id for hit in found.hits] == ["a"]
    assert found.facets["sector"] == (FacetValue("water", 2), FacetValue("energy", 1))


def test_a_chosen_value_is_shown_even_at_nothing(engine: SearchEngine) -> None:
    fill(engine, document("a", sector=("water",), trl=3))
    facets = (Facet("sector", always=("energy", "water")), Facet("trl", always=("9",)))
    found = engine.search(SearchRequest(filters=(AnyOf("sector", ("energy",)),), facets=facets))
    assert found.total.value == 0
    assert found.facets["sector"] == (FacetValue("water", 1), FacetValue("energy", 0))
    assert found.facets["trl"] == (FacetValue("9", 0),)


def test_a_chosen_value_beyond_the_size_is_shown_with_its_count(engine: SearchEngine) -> None:
    many = [document(f"a{index}", sector=("water",)) for index in range(3)]
    fill(engine, *many, document("b", sector=("energy",)), document("c", sector=("zinc",)))
    found = engine.search(SearchRequest(facets=(Facet("sector", size=2, always=("zinc",)),)))
    assert found.facets["sector"] == (FacetValue("water", 3), FacetValue("energy", 1), FacetValue("zinc", 1))


def test_the_facets_come_as_they_were_asked_for(engine: SearchEngine) -> None:
    fill(engine, document("a", sector=("water",)))
    request = SearchRequest(filters=(AnyOf("place", ("01",)),), facets=(Facet("place"), Facet("sector"), Facet("kind")))
    assert list(engine.search(request).facets) == ["place", "sector", "kind"]


def test_a_filter_on_a_field_that_a_kind_lacks_leaves_it_out(engine: SearchEngine) -> None:
    fill(engine, document("tech", "Máy", trl=6), document("inst", "Máy", kind="institute"))
    assert ids(engine, "máy", filters=(Range("trl", low=5),)) == ["tech"]
    assert ids(engine, filters=(Range("trl"),)) == ["tech"]
    assert ids(engine, filters=(AnyOf("sector", ("water",)),)) == []


def test_values_are_exact_and_never_syntax(engine: SearchEngine) -> None:
    odd = ("A b", "a b", "x:*", '"', "é", "a\\b", "Ω", "0")
    fill(engine, *(document(f"d{index}", sector=(value,)) for index, value in enumerate(odd)))
    for index, value in enumerate(odd):
        assert ids(engine, filters=(AnyOf("sector", (value,)),)) == [f"d{index}"]
    for value in ("*", "a", "b", "x:", "\x00"):
        assert ids(engine, filters=(AnyOf("sector", (value,)),)) == []
    assert ids(engine, filters=(AnyOf("sector", ()),)) == []


def test_large_and_negative_numbers_stay_exact(engine: SearchEngine) -> None:
    numbers = (-(2**63) + 1, -1, 0, 2**53, 2**53 + 1, 2**63 - 1)
    fill(engine, *(document(f"d{index}", updated=number) for index, number in enumerate(numbers)))
    found = engine.search(SearchRequest(facets=(Facet("updated"),), sort=Sort("updated")))
    assert [hit.id for hit in found.hits] == [f"d{index}" for index in range(len(numbers))]
    assert found.facets["updated"] == tuple(FacetValue(str(number), 1) for number in numbers)
    for index, number in enumerate(numbers):
        assert ids(engine, filters=(Range("updated", number, number),)) == [f"d{index}"]


def test_every_combination_of_two_facets_agrees(engine: SearchEngine) -> None:
    documents = _thirty()
    fill(engine, *documents)
    for sector, place in product(SECTORS, PLACES):
        request = SearchRequest(
            filters=(AnyOf("sector", (sector,)), AnyOf("place", (place,))), facets=FACETS, limit=100
        )
        _check(documents, "", request, engine.search(request))
