"""Names of who acts where nouns and verbs have no forms (Vietnamese): where a name ends and its deed begins.

The rule table tells which names are `whole` (`cơ quan đại diện`) and which are nouns of a class
(`class_noun`), of which a clause may say whom they mean (`người [tiếp công dân]`). Behind a whole name, or a
proper one (`Bộ Ngoại giao`), only what belongs to a noun goes on with it: its owner or place, words of the
role `tail`, or a further name.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COMMAS, Stretch
from ingest.facts.pipeline import Cues

_MODAL: Final = ("must", "must_not", "may", "granted", "not_deed", "within", "condition", "subordinate")
"""Roles of words that no name contains."""
_DEEDS: Final = ("duty", "opens", "verb")
"""Roles of verbs."""
_NOUNS: Final = ("actor", "whole", "tail", "noise", "word")
"""Roles of words of which a verb may be part."""
_WORDS: Final = ("tail", "noise", "word", *_DEEDS)
"""Roles of words of several syllables that a proper name may have in it (`Bộ Giáo dục và [Đào tạo]`)."""
_UNSOUND: Final = ("link", "break", "to", "owner", "denies")
"""Roles of words with which no name ends."""


class UninflectedNames:
    """Reads the names of one doc."""

    def __init__(self, doc: Doc) -> None:
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def bearer(self, part: Stretch) -> Stretch:
        """The name at the start of what stands before a verb; empty: it names nobody.

        A clause said of a noun is part of the name up to the verb, unless the words before that verb show
        that the deed began before it (`người được tạm ứng | hoàn trả và nộp`).
        """
        if not self._is_whole(self._head(part.start)) and self._sound(part):
            end = part.end
        else:
            end = self._end(part)
        return self._told(Stretch(part.start, self._behind_tails(end)), part)

    def subject(self, part: Stretch) -> Stretch:
        """Who acts at the start of a clause: the noun alone, or `đơn vị [kiểm soát cửa khẩu]`."""
        name = self.body(part)
        actor = self._cues.at("actor", self._head(part.start))
        plain = self._is_whole(self._head(part.start)) or self._is("faceless", self._head(part.start))
        return name if plain or actor is None else Stretch(name.start, min(name.end, actor.end))

    def body(self, part: Stretch) -> Stretch:
        """The name at the start of a phrase behind which anything may stand; empty: it names nobody."""
        return self._told(Stretch(part.start, self._end(part)), part)

    def listed(self, part: Stretch) -> Stretch | None:
        """A phrase that is a list of names and nothing else, with the words behind it that point to it."""
        whole = self._is_actor(part.start) and self._end(part) == part.end
        return Stretch(part.start, self._behind_tails(part.end)) if whole else None

    def is_class(self, at: int) -> bool:
        """A noun of a class stands there, of which a clause may say whom it means."""
        return not self._is_whole(self._head(at)) and self._is("class_noun", self._head(at))

    def is_verb(self, at: int) -> bool:
        """A verb stands there."""
        return self._is_deed(at)

    def is_actor(self, at: int) -> bool:
        """A noun of who acts stands there."""
        return self._is_actor(at)

    def goes_on(self, at: int) -> bool:
        """A verb stands there, or a further noun of who acts."""
        return self._is_deed(at) or self._is_actor(at)

    def _told(self, name: Stretch, part: Stretch) -> Stretch:
        """A noun that says nothing of whom it means is no name, where words behind it were left."""
        name = self._trimmed(name)
        alone = self._cues.ending("faceless", name.end)
        if alone is None or not (name.end < part.end or self._follows(name.end)):
            return name
        before = self._cues.ending("link", alone.start)
        if before and before.start > name.start:
            return Stretch(name.start, before.start)
        whole = any(self._cues.ending(role, name.end) is not None for role in ("whole", "tail"))
        named = whole or self._head(name.start) < alone.start
        return name if named else Stretch(name.start, name.start)

    def _trimmed(self, name: Stretch) -> Stretch:
        end = name.end
        while end > name.start + 1 and self._ends_unsound(end):
            end -= 1
        return Stretch(name.start, end)

    def _ends_unsound(self, end: int) -> bool:
        """A word stands last with which no name ends, and is no part of one (`nước ngoài`)."""
        longer = any(self._cues.ending(role, end) for role in ("tail", "place", "actor", "whole", "word"))
        return not longer and any(self._cues.ending(role, end) for role in _UNSOUND)

    def _follows(self, index: int) -> bool:
        """A verb stands right behind, said of the noun as well as of its deed (`người được hưởng …`)."""
        return any(self._is(role, index) for role in (*_DEEDS, *_MODAL[:4], "suffers", "denies"))

    # --- names -----------------------------------------------------------------------------------

    def _end(self, part: Stretch) -> int:
        """Behind the last of the names that links join."""
        end = self._unit(part.start, part.end)
        while end < part.end and (self._is("link", end) or self._words[end] in COMMAS):
            further = self._unit(end + 1, part.end)
            if further == end + 1 or not self._is_actor(end + 1):
                break
            end = further
        return end

    def _unit(self, start: int, most: int) -> int:
        head = self._head(start)
        if self._is_whole(head):
            return self._whole(head, most)
        return self._class(head, most)

    def _head(self, index: int) -> int:
        """Behind the words before a noun (các, mỗi), which may be the name's own (hai bên)."""
        while not self._is("whole", index) and (cue := self._cues.at("determiner", index)):
            if not self._is_actor(cue.end):
                break
            index = cue.end
        return index

    def _is_actor(self, index: int) -> bool:
        named = self._is("actor", self._past_determiners(index)) or self._is("whole", index)
        return named and not self._is("other", index)

    def _past_determiners(self, index: int) -> int:
        while cue := self._cues.at("determiner", index):
            index = cue.end
        return index

    def _is_whole(self, head: int) -> bool:
        """A name of the table, or an office with its own name (`Cục Lãnh sự`)."""
        if self._is("whole", head):
            return True
        actor = self._cues.at("actor", head)
        office = actor is not None and not self._is("class_noun", head)
        return bool(office and actor and (self._capital(actor.end) or self._is("tail", actor.end)))

    def _whole(self, head: int, most: int) -> int:
        """A whole name with what extends it."""
        ends = (cue.end for role in ("whole", "actor") if (cue := self._cues.at(role, head)))
        at = min(most, max(ends, default=head + 1))
        while at < most:
            further = self._extended(at, most)
            if further == at:
                return at
            at = further
        return at

    def _extended(self, at: int, most: int) -> int:
        """Behind one more phrase that belongs to the noun before, else the same token."""
        if self._capital(at) and not self._is_actor(at):
            return self._proper(at, most)
        if tail := self._cues.at("tail", at):
            return min(tail.end, most)
        if self._words[at] in "-–" and at + 1 < most and self._capital(at + 1):
            return self._proper(at + 1, most)
        inner = self._cues.at("owner", at)
        start = inner.end if inner else at
        if not self._belongs(start) or (inner is None and self._is_deed(at)):
            return at
        noun = self._past_determiners(start)
        place = self._cues.at("place", noun)
        if place:
            return min(place.end, most)
        if self._capital(noun) and not self._is_actor(start):
            return self._proper(noun, most)
        return max(at, self._unit(start, most))

    def _belongs(self, start: int) -> bool:
        noun = self._past_determiners(start)
        owner = self._cues.ending("owner", start) and self._is("class_noun", noun)
        return bool(self._is_actor(start) or owner or self._is("place", noun) or self._capital(noun))

    def _proper(self, at: int, most: int) -> int:
        """Words with a capital, each with the syllable that ends it (`Ngoại giao`), joined by `và`."""
        start = at
        while at < most and self._capital(at) and (at == start or not self._is_actor(at)):
            word = self._longest(_WORDS, at)
            at = min(max(word, at + 1), most)
            if self._is_named_by_deed(start, word) and not self._is_actor(start):
                at = self._object(at, most)
            if word < at and at < most and self._words[at][0].islower() and not self._ends_word(at):
                at += 1
            joined = at + 1 < most and (self._is("link", at) or self._words[at] in "-–,")
            if joined and self._capital(at + 1) and not self._is_actor(at + 1):
                at += 1
        return at

    def _is_named_by_deed(self, start: int, end: int) -> bool:
        """An office has the name of its work: `Cục [Kiểm tra] văn bản`."""
        return any(self._cues.ending(role, end) and self._is(role, start) for role in _DEEDS)

    def _object(self, at: int, most: int) -> int:
        """Behind the small words of such a name, up to what ends a name, or another verb."""
        while at < most and self._words[at][0].islower() and not self._ends_word(at):
            at = max(at + 1, self._longest(_NOUNS, at))
        return min(at, most)

    def _ends_word(self, at: int) -> bool:
        """A word of its own behind one with a capital (`Norvale [gửi]`), no second syllable."""
        roles = ("link", "break", "owner", "tail", "adverb", "denies", "suffers", "determiner", "link")
        return any(self._is(role, at) for role in (*roles, *_MODAL)) or self._is_deed(at)

    def _class(self, head: int, most: int) -> int:
        """A noun of a class with the clause said of it: its verb, with what that governs."""
        bare = self._cues.at("class_noun", head)
        actor = self._cues.at("actor", head)
        longest = actor.end if actor else head + 1
        if bare is None and (actor is None or self._is_deed(longest)):
            return min(longest, most)
        verb = self._verb_end(bare.end if bare else longest)
        at = verb
        while at < most:
            inner = self._extended(at, most) if self._is("owner", at) or self._is("tail", at) else at
            if inner == at and self._ends(at, fresh=at == verb):
                break
            at = (
                inner
                if inner > at
                else max(at + 1, self._verb_end(at), self._longest((*_NOUNS, "paper"), at))
            )
        return min(max(at, longest), most)

    def _verb_end(self, at: int) -> int:
        """Behind the verb at a token, with what makes it a passive."""
        while self._is("suffers", at) or self._is("denies", at):
            at += 1
        ends = (cue.end for role in _DEEDS if (cue := self._cues.at(role, at)))
        return max(ends, default=at)

    def _ends(self, at: int, *, fresh: bool) -> bool:
        """Whether the name ends before a token; right behind the verb stands what it governs."""
        word = self._words[at]
        if not word[0].isalnum() or word[0].isdigit() or any(self._is(role, at) for role in _MODAL):
            return True
        other = any(self._is(role, at) for role in ("link", "break", "owner", "denies"))
        return other or (not fresh and (self._is_deed(at) or self._is("paper", at)))

    # --- words -----------------------------------------------------------------------------------

    def _sound(self, part: Stretch) -> bool:
        """A phrase that ends like a name and has no word in it that binds behind its own clause."""
        last = part.end
        if self._ends_unsound(last):
            return False
        bare = self._cues.at("class_noun", self._head(part.start))
        inner = bare.end + 1 if bare and self._is("faceless", bare.start) else part.start
        opened = self._cues.of("condition", start=inner, end=last)
        opens = any(self._cues.ending("owner", cue.start) is None for cue in opened)
        return not opens and not self._cues.has("must", "must_not", "may", start=inner, end=last)

    def _behind_tails(self, at: int) -> int:
        """Words that point to a noun stand behind it, even where they were left off as adverbs."""
        while tail := self._cues.at("pointing", at):
            at = tail.end
        return at

    def _is_deed(self, at: int) -> bool:
        """A verb stands at a token, and no longer word or name of which it is part (`giao thông`)."""
        verb, other = (self._longest(roles, at) for roles in (_DEEDS, _NOUNS))
        return verb > at and verb >= other

    def _longest(self, roles: tuple[str, ...], at: int) -> int:
        return max((cue.end for role in roles if (cue := self._cues.at(role, at))), default=at)

    def _capital(self, at: int) -> bool:
        return at < len(self._words) and self._words[at][0].isupper() and len(self._words[at]) > 1

    def _is(self, role: str, at: int) -> bool:
        return self._cues.at(role, at) is not None
