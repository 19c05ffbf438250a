from bench.figures import Series, against, cheaper, percentile, short, within


def test_series_has_the_median_and_what_lay_farthest_from_it() -> None:
    series = Series.of([3.0, 1.0, 2.0])
    assert (series.median, series.least, series.most, series.runs) == (2.0, 1.0, 3.0, 3)


def test_goal_is_met_up_to_its_limit_and_missed_beyond() -> None:
    ten, twelve, thirteen = Series.of([10]), Series.of([12]), Series.of([13])
    assert against("", "ms", twelve, "echo", ten, 1.2).met is True
    assert against("", "ms", thirteen, "echo", ten, 1.2).met is False
    assert against("", "ms", thirteen, "echo", ten, None).met is None
    assert cheaper("", "ms", ten, "room", twelve, 1.2).met is True
    assert cheaper("", "ms", ten, "room", twelve, 2.0).met is False
    assert within("", "ms", ten, 10).met is True


def test_percentile_is_a_value_that_was_measured() -> None:
    assert percentile(range(1, 101), 99) == 100
    assert percentile([5, 1, 3], 50) == 3


def test_numbers_have_three_figures_that_count() -> None:
    assert [short(value) for value in (0, 1.234, 12.34, 1234.5)] == ["0", "1.23", "12.3", "1,234"]
