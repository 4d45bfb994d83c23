"""Random histories of a document and of the people who translate it.

A history is a list of steps; each changes the English or lets a translator work. Used by the
property test, and in full by ``benchmarks.histories``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Part, Place, Segment, State, Template
from pipeline.stages.carry import carry
from pipeline.stages.remake import Policy
from pipeline.stages.update import update
from pipeline.text.changes import grade

SUBJECTS = "The museum|Every guide|A curator|The council|Our garden|The archive|A visitor".split(
    "|"
)
VERBS = "opens|keeps|shall share|may lend|does not sell|records|must restore|explains".split("|")
OBJECTS = "its doors|the records|two collections|old maps|the paintings|every question".split("|")
TAILS = "to all|in 20 halls|on Mondays|with care|for the town|until sunset|without delay".split("|")
HEADER = (("POT-Creation-Date", "2026-03-02 00:00+0000"), ("Project-Id-Version", "history"))


def sentence(dice: random.Random) -> str:
    return " ".join(map(dice.choice, (SUBJECTS, VERBS, OBJECTS, TAILS))) + "."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(dice.choice((1, 1, 2, 3))))


def fold(text: str) -> str:
    """What is left of a text when cosmetic changes are taken away."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass
class History:
    """The state of one history: the English with its keys, and one catalog."""

    seed: int
    template: Template = field(init=False)
    catalog: Catalog = field(init=False)
    sworn: set[tuple[str, str]] = field(default_factory=set)
    """Every English and translation that the translator said belong together."""

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.count = 0
        self.policy = Policy(keep_cosmetic=self.dice.random() < 0.3)
        texts = [paragraph(self.dice) for _ in range(self.dice.randrange(1, 7))]
        self.template = self.keyed(texts, None)
        self.catalog = update(Catalog("d", "es", ()), self.template)[0]

    def keyed(self, texts: list[str], previous: Template | None) -> Template:
        """A template whose keys are carried over as the program does."""
        keys = [""] * len(texts)
        if previous:
            for link in carry([s.source for s in previous.segments], texts):
                keys[link.new[0]] = previous.segments[link.old[0]].key
        segments = []
        for n, (key, text) in enumerate(zip(keys, texts, strict=True), 1):
            self.count += not key
            place = Place(((Part.PARAGRAPH, n),))
            segments.append(Segment(key or f"k{self.count}", text, place))
        return Template("d", tuple(segments), HEADER)

    def steps(self, count: int) -> Iterator[str]:
        """Take so many steps, and say the name of each."""
        for _ in range(count):
            step = self.dice.choice((self.author, self.author, self.translator))
            yield step()

    # -- the author

    def author(self) -> str:
        texts = [s.source for s in self.template.segments]
        dice = self.dice
        at = dice.randrange(len(texts)) if texts else 0
        change = dice.choice(
            "edit edit move split merge insert delete repeat back punctuate".split()
        )
        if change == "insert" or not texts:
            texts.insert(at, paragraph(dice))
        elif change == "edit":
            words = texts[at].split()
            words[dice.randrange(len(words))] = dice.choice("new 30 not shall grand Museum".split())
            texts[at] = " ".join(words)
        elif change == "punctuate":
            texts[at] = texts[at].replace(".", "!", 1)
        elif change == "move":
            texts.insert(dice.randrange(len(texts)), texts.pop(at))
        elif change == "split" and ". " in texts[at]:
            first, rest = texts[at].split(". ", 1)
            texts[at : at + 1] = [f"{first}.", rest]
        elif change == "merge" and at + 1 < len(texts):
            texts[at : at + 2] = [f"{texts[at]} {texts[at + 1]}"]
        elif change == "delete":
            del texts[at]
        elif change == "repeat":
            texts.insert(dice.randrange(len(texts) + 1), texts[at])
        elif change == "back" and self.sworn:
            texts[at] = dice.choice(sorted(self.sworn))[0]
        self.template = self.keyed(texts, self.template)
        before = self.catalog
        self.catalog, _ = update(before, self.template, policy=self.policy)
        again, _ = update(self.catalog, self.template, policy=self.policy)
        assert again == self.catalog, "updating twice is updating once"
        self.check(before)
        return change

    def check(self, before: Catalog) -> None:
        """The laws of one update."""
        after = self.catalog
        targets = {m.target for m in after.messages}
        comments = [line for m in after.messages for line in m.comments]
        for message in before.messages:
            kept = (
                not message.target
                or message.target in targets
                or any(message.target in line for line in comments)
            )
            assert kept, f"lost: {message.target}"
            for line in remarks.own(message.comments):
                assert line in comments, f"lost: {line}"
        live = after.live
        assert [m.segment for m in live] == list(self.template.segments)
        for message in live:
            if message.state is State.TRANSLATED:
                sworn = {(fold(source), target) for source, target in self.sworn}
                assert (fold(message.source), message.target) in sworn, "a silent choice"
                assert message.previous is None
            topics = {part[0] for line in message.comments if (part := remarks.split(line))}
            if message.target and message.previous and topics == {"changed"}:
                assert not grade(message.previous, message.source).unsafe, "an unsafe carry"

    # -- the translator

    def translator(self) -> str:
        live = self.catalog.live
        if not live:
            return "rest"
        message = self.dice.choice(live)
        work = self.dice.choice("translate translate approve doubt note".split())
        self.count += 1
        number = self.count
        if work == "translate":
            count = message.source.count(". ") + 1
            target = " ".join(f"Traducción {number} de frase {n}." for n in range(count))
            self.sworn.add((message.source, target))
            done = replace(message, target=target, state=State.TRANSLATED)
        elif work == "approve" and message.target:
            self.sworn.add((message.source, message.target))
            done = replace(message, state=State.TRANSLATED)
        elif work == "doubt" and message.target:
            done = replace(message, state=State.FUZZY)
        else:
            done = replace(message, comments=(f"Nota {number}.", *message.comments))
        self.catalog = replace(
            self.catalog,
            messages=tuple(done if m is message else m for m in self.catalog.messages),
        )
        return work
