"""What Textual 8.2.8 needs before Chinese can be typed, pasted, wrapped and shown in it.

Each patch is one small function that says what is wrong without it, in a module for its subject. Every
patch has a test that fails without it, and a second one that fails when a newer Textual makes it unneeded.

A patch takes the function that sets an attribute, so that a test can undo what it did.
"""

from __future__ import annotations

from editor.tui.patches.setter import Setter


def install(set_: Setter = setattr) -> None:
    """Put all patches in place but those of text areas; once, before the application starts."""
    from editor.tui.patches import caret, driver, keyboard, steps, wrapping

    driver.mend(set_)
    keyboard.plain_text_from_input_method(set_)
    keyboard.line_feed_is_enter(set_)
    keyboard.longer_sequences(set_)
    keyboard.escapes_in_pastes_are_no_keys(set_)
    keyboard.bursts_are_pastes(set_)
    wrapping.wrap_content(set_)
    steps.word_steps_in_inputs(set_)
    caret.follow_the_caret(set_)
    caret.show_the_caret(set_)


def install_text_areas(set_: Setter = setattr) -> None:
    """Put those of text areas in place; before there is one.

    The list of issues has none, and importing them would hold it up by some 15 ms.
    """
    from editor.tui.patches import caret, steps, wrapping

    wrapping.wrap_text_areas(set_)
    steps.word_steps_in_text_areas(set_)
    caret.clamp_after_undo(set_)
