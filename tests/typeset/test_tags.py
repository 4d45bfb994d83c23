"""The structure tree as it stands in a file (ISO 32000-1, 14.7)."""

from __future__ import annotations

import re

import pytest

from pipeline.typeset import tags
from pipeline.typeset.archive import Archive
from pipeline.typeset.tags import Element, Tree


class Written(Archive):
    """An archive that keeps its objects to be looked at."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.objects: dict[bytes, bytes] = {}
        self.pages = [self.reserve() for _ in range(pages)]

    def write(self, reference: bytes, content: object) -> None:
        assert isinstance(content, bytes)
        self.objects[reference] = content


def written(tree: Tree, pages: int = 2) -> tuple[Written, bytes]:
    """What a tree writes, and its root."""
    archive = Written(pages)
    root = tree.write(archive)
    return archive, archive.objects[root]


@pytest.fixture
def tree() -> Tree:
    """A tree for two pages."""
    made = Tree()
    assert (made.page(), made.page()) == (0, 1)
    return made


def test_an_element_is_walked_with_all_below_it_in_reading_order() -> None:
    listed = Element("L")
    for label in ("a", "b"):
        item = listed.child("LI")
        item.child("Lbl").ident = label
        item.child("LBody")
    kinds = [element.ident or element.kind for element in listed.walk()]
    assert kinds == ["L", "LI", "a", "LBody", "LI", "b", "LBody"]


def test_marks_are_named_by_their_page_where_they_are_not_on_the_first(tree: Tree) -> None:
    paragraph = tree.root.child("P", lang="el")
    assert [tree.mark(paragraph, page) for page in (0, 0, 1)] == [0, 1, 0]
    archive, _ = written(tree)
    first, second = archive.pages
    assert archive.objects[paragraph.reference] == (
        b"<</S/P/P %s/Pg %s/K[0 1 <</Type/MCR/Pg %s/MCID 0>>]/Lang(el)>>"
        % (tree.root.reference, first, second)
    )


def test_the_numbers_of_marks_go_on_from_page_to_page_but_not_for_ever() -> None:
    tree = Tree()
    for _ in range(tags._GOES_ON // 100 + 2):
        tree.page()
        for _ in range(100):
            tree.mark(tree.root, len(tree._pages) - 1)
    begun = [mcid for page, mcid in tree.root.kids if isinstance(page, int)]  # type: ignore[union-attr]
    assert begun[:400:100] == [0, 100, 200, 300]
    assert begun[400] == 0


def test_the_parent_tree_leads_back_from_each_mark_and_annotation(tree: Tree) -> None:
    link, text = tree.root.child("Link"), tree.root.child("P")
    tree.mark(text, 0)
    key = tree.annotation(link)
    tree.mark(link, 1)
    _, root = written(tree)
    assert key == 2
    assert b"/Nums[0[%s] 1[%s] 2 %s]" % (text.reference, link.reference, link.reference) in root


@pytest.mark.parametrize(
    ("attributes", "owner", "value"),
    [
        ("decimal", b"List/ListNumbering", b"Decimal"),
        ("disc", b"List/ListNumbering", b"Disc"),
        ("circle", b"List/ListNumbering", b"Circle"),
        ("none", b"List/ListNumbering", b"None"),
        ("column-header", b"Table/Scope", b"Column"),
    ],
)
def test_attributes_are_those_of_the_standard(
    tree: Tree, attributes: str, owner: bytes, value: bytes
) -> None:
    element = tree.root.child("L", attributes=attributes)
    archive, _ = written(tree)
    assert b"/A<</O/%s/%s>>" % (owner, value) in archive.objects[element.reference]


def test_identifiers_are_found_by_a_tree_of_leaves(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tags, "_LEAVES", 2)
    for ident in ("d", "b", "a", "e", "c"):
        tree.root.child("P").ident = ident
    archive, root = written(tree)
    found = re.search(rb"/IDTree<</Kids\[(.*?)\]>>", root)
    assert found
    leaves = [archive.objects[each] for each in re.findall(rb"\d+ 0 R", found[1])]
    assert [re.findall(rb"\((\w)\)", leaf) for leaf in leaves] == [
        [b"a", b"b", b"a", b"b"],  # the limits, then the names
        [b"c", b"d", b"c", b"d"],
        [b"e", b"e", b"e"],
    ]
