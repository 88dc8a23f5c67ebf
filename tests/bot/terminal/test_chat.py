"""The terminal chat is the same bot: questions, buttons by number, inline queries, and a clean end."""

import io

from bot.terminal.chat import run_console
from bot.terminal.screen import Screen


def chatted(program, *lines):
    output = io.StringIO()
    assert run_console(program, io.StringIO("".join(f"{line}\n" for line in lines)), output) == 0
    return output.getvalue()


def test_piped_questions_are_answered_one_a_line(program):
    shown = chatted(program, "When did the ferry stop?", "", "thanks")
    assert "@BotFather" in shown.splitlines()[0]
    assert shown.count("> When did the ferry stop?") == 1
    assert "> The Lindmar ferry was stopped in March 2021 after its doors failed.\n" in shown
    assert "Port Ellary Courier · 4 Mar 2021 · https://courier.example/ferry?a=1&b=2" in shown
    assert "[#1 In context]" in shown
    assert shown.endswith("You're welcome.\n")


def test_a_button_is_pressed_by_its_number_below_the_last_message(program):
    shown = chatted(program, "When did the ferry stop?", "#1", "#1", "#99")
    assert "Nobody was hurt." in shown
    assert "[#1 Read it here]" in shown
    assert "[1/1]" in shown
    assert shown.count("There is no such button.") == 1


def test_an_inline_query_shows_what_could_be_sent(program):
    shown = chatted(program, "@ when did it stop", "@ football")
    assert "1. Ferry <stopped> after doors fail" in shown
    assert shown.endswith("No results.\n")


def test_commands_work_and_nobody_is_too_fast_at_a_keyboard(program):
    shown = chatted(program, "/help", *["thanks"] * 30)
    assert "/stories" in shown
    assert shown.count("You're welcome.") == 30


def test_a_fault_does_not_end_the_chat(program):
    assert chatted(program, "break this", "thanks").endswith("You're welcome.\n")


def test_on_a_terminal_words_are_bold_and_quotations_marked():
    output = io.StringIO()
    screen = Screen(output, interactive=True)
    screen.show("<b>Anna</b> said:\n<blockquote>It is &lt;late&gt;.</blockquote>", None, html=True)
    assert "\x1b[1mAnna\x1b[22m said:" in output.getvalue()
    assert "  │ It is <late>." in output.getvalue()


def test_a_process_whose_input_is_closed_ends_as_at_the_end_of_input(tmp_path) -> None:
    import os
    import subprocess
    import sys

    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" -m bot --archive "{tmp_path}/a" <&-'],
        capture_output=True, text=True, check=False, env={**os.environ, "ONRECORD_READING__MODEL": "off"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
