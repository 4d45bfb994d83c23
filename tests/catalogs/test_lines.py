from pipeline.catalogs.lines import lines

PO = """\
msgid ""
msgstr "Language: es\\n"

#. title
msgctxt "title"
msgid "A Declaration"
msgstr "Una declaración"

#, fuzzy
#| msgctxt "other"
msgctxt "first"
msgid "Museums share."
msgstr "msgctxt \\"none\\""

#~ msgctxt "gone"
#~ msgid "Gone."
#~ msgstr "Ido."
"""


def test_each_message_in_use_is_found_at_the_line_of_its_key() -> None:
    assert lines(PO.encode()) == {"title": 5, "first": 11}
    assert PO.splitlines()[10] == 'msgctxt "first"'


def test_line_ends_of_windows_make_no_difference() -> None:
    assert lines(PO.replace("\n", "\r\n").encode()) == {"title": 5, "first": 11}
