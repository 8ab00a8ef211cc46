"""The one grammar between text and body: what is typed, pasted, imported and printed is read and written here.

The text of a body is a sequence of lines, one a paragraph. :func:`.lines.render` writes them and says where each stretch comes
from; :func:`parse` reads them. For every body that `parse` can return, ``parse(render(body)) == body``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.manuscript import live as after_a_key
from editor.manuscript import repairs
from editor.manuscript.lines import Line, render
from editor.manuscript.ordinals import Patterns, patterns
from editor.manuscript.reading import Mode, read
from editor.manuscript.run_in import settle_run_in
from editor.manuscript.source import SourceLine, clean_lines
from editor.manuscript.tokens import Token, followed_headings, tokenize
from editor.manuscript.units import handed_on, joined, units
from editor.model.body import Block, Body, Chain, Heading
from editor.model.remark import Remark
from editor.model.style import Ordinals


@dataclass(frozen=True)
class Parsed:
    """What a text was read as. ``run_in`` belongs to the body (see ``Article.run_in``)."""

    body: Body
    run_in: bool
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Replacement:
    """Columns ``start`` to ``end`` (code points) of a row become ``text``. Nothing outside an ordinal is ever touched."""

    row: int
    start: int
    end: int
    text: str


def parse(
    lines: Sequence[str],
    ordinals: Ordinals,
    *,
    first_line: int = 1,
    live: bool = False,
    run_in: bool = False,
    apart: bool = False,
) -> Parsed:
    """Read lines, one a paragraph, as a body.

    By default as an import or paste: blank lines go, blanks around a line go, and everything repaired or doubtful is
    a remark whose ``line`` counts from ``first_line``.

    ``live`` is for an editor after every key: each row stays a row (blank lines are empty paragraphs, no blank is
    trimmed but those around an ordinal), nothing is repaired, chains are renumbered without a remark. ``run_in`` is
    then the state before the key: it keeps a run-in chain together when a measure was deleted out of it. ``apart``
    says that measures are lines of their own whatever stands inside them.
    """
    written = patterns(ordinals)
    if live:
        source = [SourceLine(line, text) for line, text in enumerate(lines, start=first_line)]
        tokens = tokenize(source, written, live=True)
        if apart:
            return Parsed(read(tokens, written, Mode(live=True, blocks=True, mend=False))[0], run_in=False)
        return _parse(tokens, written, live=True, mend=run_in)
    source, remarks = clean_lines(lines, first_line)
    tokens = repairs.renumbered_lists(tokenize(source, written, live=False), written)
    tokens = repairs.with_forgotten_first(followed_headings(tokens), written)
    parsed = _parse(tokens, written, live=False, mend=False)
    return replace(parsed, remarks=tuple(sorted((*remarks, *parsed.remarks), key=lambda remark: remark.line)))


def renumber(
    lines: Sequence[str], ordinals: Ordinals, *, run_in: bool = False, before: Body | None = None
) -> tuple[Parsed, tuple[Replacement, ...]]:
    """Read lines live, and say which ordinals on them have to change, in reading order, none overlapping.

    ``before`` is the body before the key: rows that it did not touch stay what they were; without it every line is
    judged by its look. The replacements of one row are given from its end to its start, so that they can be made one
    after the other.
    """
    if before is None:
        parsed = parse(lines, ordinals, live=True, run_in=run_in)
    else:
        parsed = reread(before, run_in, lines, ordinals)
    rendered = render(parsed.body, parsed.run_in, ordinals)
    written = patterns(ordinals)
    changes: list[Replacement] = []
    for row, (old, new) in enumerate(zip(lines, rendered, strict=True)):
        if old != new.text:
            changes.extend(reversed(_changed_ordinals(row, old, new, parsed, written)))
    return parsed, tuple(changes)


def reread(before: Body, run_in: bool, lines: Sequence[str], ordinals: Ordinals) -> Parsed:
    """The body that lines are after an edit of a body; rows that the edit did not touch stay what they were."""
    old = [line.text for line in render(before, run_in, ordinals)]
    change = after_a_key.changed_rows(old, lines)
    if change.start == change.old_end == change.new_end:
        return Parsed(before, run_in)
    if change.old_end - change.start == 1 == change.new_end - change.start:
        edited = after_a_key.edited_row(before, run_in, ordinals, change.start, lines[change.start])
        if edited is not None:
            return Parsed(*edited)
    middle = lines[change.start : change.new_end]
    chained = any(isinstance(block, Chain) for block in before)
    if run_in and chained:
        return _reread_lines(before, lines, change, ordinals)
    parsed = parse(middle, ordinals, live=True)
    if parsed.run_in and not chained:
        return parse(lines, ordinals, live=True)
    written = patterns(ordinals)
    tokens = tokenize([SourceLine(0, line) for line in middle], written, live=True)
    rows = list(after_a_key.rows_of(before))
    above, below = rows[: change.start], rows[change.old_end :]
    fresh = list(
        after_a_key.new_rows(above, tokens, after_a_key.as_rows(tokens) if parsed.run_in else parsed.body)
    )
    if fresh and change.old_end > change.start:
        fresh[0] = after_a_key.kept_row(rows[change.start], old[change.start], tokens[0], fresh[0], written)
    return Parsed(handed_on(before, after_a_key.body_of([*above, *fresh, *below])), False)


def _reread_lines(
    before: Body, lines: Sequence[str], change: after_a_key.Change, ordinals: Ordinals
) -> Parsed:
    """The same for an article whose chains run in: each line of it is a unit."""
    parsed = parse(lines[change.start : change.new_end], ordinals, live=True, run_in=True)
    if not parsed.run_in and any(isinstance(block, Chain) for block in parsed.body):
        return parse(lines, ordinals, live=True, run_in=True)  # a measure on a line of its own
    kept = units(before, run_in=True)
    fresh = units(parsed.body, run_in=True)
    body = joined([*kept[: change.start], *fresh, *kept[change.old_end :]], run_in=True)
    return Parsed(handed_on(before, body), any(isinstance(block, Chain) for block in body))


def _parse(tokens: Sequence[Token], written: Patterns, *, live: bool, mend: bool) -> Parsed:
    tokens, blocks = settle_run_in(tokens, written.measure, live=live, mend=mend)
    body, remarks = read(tokens, written, Mode(live, blocks, mend))
    run_in = not blocks and any(isinstance(block, Chain) for block in body)
    return Parsed(body, run_in, tuple(remarks))


def _changed_ordinals(row: int, old: str, new: Line, parsed: Parsed, written: Patterns) -> list[Replacement]:
    """Walk along both lines at once: outside the ordinals they are equal."""
    changes = []
    at = 0
    for span in new.spans:
        if span.ordinal:
            end = _ordinal_end(old, at, parsed.body[span.block], parsed.run_in, written)
            ordinal = new.text[span.start : span.text_start]
            if old[at:end] != ordinal:
                changes.append(Replacement(row, at, end, ordinal))
            at = end
        at += span.end - span.text_start
    return changes


def _ordinal_end(line: str, start: int, block: Block, run_in: bool, written: Patterns) -> int:
    """Where the text after an ordinal begins; inside a paragraph the blanks after it belong to the text."""
    pattern = written.heading_of(block.level) if isinstance(block, Heading) else written.measure
    found = pattern.match(line, start)
    if found is None:
        raise LookupError(f"no ordinal at {start} of {line!r}")
    return found.end if run_in and isinstance(block, Chain) else found.text
