"""What are a million people called? A few names again and again, and very many once."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from regulars.actions.demo.community import Community
from regulars.actions.demo.people_far import FAR
from regulars.actions.demo.people_near import NEAR

# Between the halves of two surnames, where letters are Latin: Mül-in-berger.
_LINKS = ("", "el", "in", "ar")


@dataclass(frozen=True, slots=True)
class Tongue:
    """The names of one community, ready to be drawn; a first name carries how it is read out."""

    language: str
    calling: str
    women: tuple[tuple[str, str], ...]
    men: tuple[tuple[str, str], ...]
    surnames: tuple[str, ...]
    surnames_of_women: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    links: tuple[str, ...]

    @classmethod
    def of(cls, community: Community) -> Tongue:
        surnames = tuple(community.surnames.split(","))
        heads, tails = _halves(surnames)
        is_latin = all(ord(letter) < 0x250 for letter in "".join(heads))
        return cls(
            language=community.language,
            calling=community.calling,
            women=_firsts(community.women),
            men=_firsts(community.men),
            surnames=surnames,
            surnames_of_women=tuple(community.surnames_of_women.split(",")),
            heads=heads,
            tails=tails,
            links=_LINKS if is_latin else ("",),
        )

    def first(self, rng: Random, *, is_woman: bool) -> tuple[str, str]:
        """A first name with how it is read out; now and then a double one."""
        pool = self.women if is_woman else self.men
        name, said = pool[zipf(rng, len(pool))]
        if rng.random() < 0.04:
            name = f"{name}{rng.choice((' ', '-'))}{pool[zipf(rng, len(pool))][0]}"
        return name, said

    def last(self, rng: Random, *, is_woman: bool) -> str:
        """A surname: a common one, or one put together of two others' halves."""
        surnames = (
            self.surnames_of_women if is_woman and self.surnames_of_women[0] else self.surnames
        )
        many = len(self.heads) * len(self.tails) * len(self.links)
        rank = zipf(rng, len(surnames) + many)
        if rank < len(surnames):
            return surnames[rank]
        # Far ranks are scattered, or all rare names would begin alike.
        place = (rank * 2_654_435_761) % many
        place, head = divmod(place, len(self.heads))
        link, tail = divmod(place, len(self.tails))
        return self.heads[head] + self.links[link] + self.tails[tail]


def zipf(rng: Random, many: int) -> int:
    """A rank from 0 on, the n-th of them about 1/n as often as the first."""
    return int((many + 1) ** rng.random()) - 1


def _firsts(names: str) -> tuple[tuple[str, str], ...]:
    pairs = (name.partition("|") for name in names.split(","))
    return tuple((name, said) for name, _, said in pairs)


def _halves(surnames: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    plain = [name for name in surnames if " " not in name and len(name) > 1]
    cuts = [max(1, (len(name) + 1) // 2) for name in plain]
    heads = dict.fromkeys(name[:cut] for name, cut in zip(plain, cuts, strict=True))
    tails = dict.fromkeys(name[cut:].strip("-'") for name, cut in zip(plain, cuts, strict=True))
    return tuple(heads), tuple(tail for tail in tails if tail)


_COMMUNITIES = (*NEAR, *FAR)
_TONGUES = tuple(Tongue.of(community) for community in _COMMUNITIES)
_SHARES = tuple(accumulate(community.weight for community in _COMMUNITIES))


def some_tongue(rng: Random) -> Tongue:
    """Where somebody's name comes from, as often as in the demo studio."""
    return _TONGUES[bisect(_SHARES, rng.random() * _SHARES[-1])]
