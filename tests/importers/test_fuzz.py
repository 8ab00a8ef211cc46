"""A few hundred of the spoilt inputs of ``make fuzz``, always the same."""

from .fuzz import inputs, run


def test_spoilt_files_are_read_or_refused_in_one_sentence():
    result = run(300, seed=7)
    assert not result.failures, result.text()


def test_the_inputs_are_of_all_kinds_and_the_same_for_the_same_seed():
    first = list(inputs(12, seed=3))
    assert first == list(inputs(12, seed=3))
    assert {each.kind for each in first} == {"txt", "docx", "toml"}
    assert len({each.data for each in first}) == 12
