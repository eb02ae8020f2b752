from bot.doctor.findings import Finding, Status, printable


def test_a_finding_is_one_line_with_its_status_first() -> None:
    assert Finding(Status.OK, "Python", "3.12.").line() == "ok     Python       3.12."


def test_what_to_do_stands_behind_what_was_found() -> None:
    line = Finding(Status.LOOK, "token", "BOT_TOKEN is not set.", "Ask @BotFather for one.").line()
    assert line == "look   token        BOT_TOKEN is not set. Ask @BotFather for one."


def test_a_message_of_several_lines_becomes_one() -> None:
    line = Finding(Status.WRONG, "dialogues", "one:1: this\ntwo:2: that\n", "Put it right.").line()
    assert line.endswith("one:1: this two:2: that Put it right.")


def test_what_a_terminal_cannot_show_becomes_a_question_mark() -> None:
    assert printable("export BOT_TOKEN=123456:ABC…", "ascii") == "export BOT_TOKEN=123456:ABC?"
    assert printable("a path of no encoding: \udcff", None) == "a path of no encoding: ?"
    assert printable("“quoted”", "utf-8") == "“quoted”"
