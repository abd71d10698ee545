"""Real articles altered as wires are altered, and traps: pairs whose answer is known because they were made so.

Nothing here looks at how stories are decided. Every pair is made from a seed, so the same articles give the same pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

Paragraphs = list[str]

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,}){0,2}")
FRAMES = (  # written for this test
    "Redaksi menerima tulisan ini dari kantor berita mitra dan menerbitkannya dengan penyuntingan seperlunya.",
    "Ikuti kanal pesan kami untuk kabar terbaru setiap pagi dan sore, langsung di telepon Anda.",
    "Laporan ini disusun bersama para wartawan kami di daerah dan kantor perwakilan di luar negeri.",
    "Seluruh isi menjadi tanggung jawab kantor berita yang menyiarkannya pertama kali.",
    "Dapatkan edisi cetak di agen terdekat, atau berlangganan edisi digital dengan potongan harga bulan ini.",
    "Berita ini akan diperbarui bila ada keterangan baru dari pihak-pihak yang kami hubungi.",
)
LEADS = (  # a lead in other words, with a place for what the headline says
    "Perkembangan soal {} menjadi perhatian hari ini. Berikut keterangan yang berhasil dihimpun redaksi dari berbagai pihak.",
    "Kabar tentang {} ramai dibicarakan. Sejumlah hal yang disampaikan dalam kesempatan itu kami rangkum di bawah ini.",
    "Publik menyoroti {}. Apa saja yang sudah diketahui sejauh ini? Simak rangkumannya menurut catatan kami.",
    "Tidak banyak yang menduga, urusan {} akhirnya sampai juga ke meja para pengambil keputusan. Begini ceritanya.",
)
COPIES = ("cut", "framed", "cut and framed", "edited", "reordered", "lead rewritten", "headline changed")
TRAPS = ("update", "same template")


@dataclass(frozen=True, slots=True)
class Text:
    """A headline and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs as one text."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, how the second was made of the first, and whether it is a copy."""

    one: Text
    other: Text
    kind: str

    @property
    def copy(self) -> bool:
        """Whether the two carry the same text."""
        return self.kind in COPIES


def pairs(articles: Sequence[Text], each: int, seed: int = 7) -> Iterator[Pair]:
    """`each` pairs of every kind; articles of at least six paragraphs, in an order that keeps one subject together."""
    chance = Random(seed)
    for kind in (*COPIES, *TRAPS):
        for at in chance.sample(range(len(articles) - 60), each):
            one = articles[at]
            other = next((o for o in articles[at + 1 :] if unlike(one, o)), articles[at - 1])
            yield Pair(one, MAKE[kind](one, other, chance), kind)


def unlike(one: Text, other: Text) -> bool:
    """Whether two articles have hardly a sentence in common, so that neither is a copy of the other to begin with."""
    first, second = (set(re.split(r"(?<=[.!?])\s+", t.body)) for t in (one, other))
    return len(first & second) <= 1


def words(paragraphs: Sequence[str]) -> int:
    """How many words there are."""
    return sum(len(p.split()) for p in paragraphs)


def cut(one: Text, _: Text, chance: Random) -> Text:
    """Cut after n paragraphs: from a third to nine tenths are left."""
    keep = round(len(one.paragraphs) * chance.uniform(0.33, 0.9))
    while words(one.paragraphs[:keep]) < 50:
        keep += 1
    return Text(one.title, one.paragraphs[:keep])


def framed(one: Text, _: Text, chance: Random) -> Text:
    """One to three paragraphs of the outlet's own around it."""
    around = chance.sample(FRAMES, chance.randint(1, 3))
    split = chance.randint(0, 1)
    return Text(one.title, (*around[:split], *one.paragraphs, *around[split:]))


def cut_and_framed(one: Text, other: Text, chance: Random) -> Text:
    """Both."""
    return framed(cut(one, other, chance), other, chance)


def edited(one: Text, _: Text, chance: Random) -> Text:
    """Of its names and numbers 5 to 30 % are others: a name in another form or another name, a number corrected."""
    share = chance.uniform(0.05, 0.3)
    names = sorted(set(NAME.findall(one.body)))

    def number(found: re.Match[str]) -> str:
        return str(chance.randint(2, 3000)) if chance.random() < share else found[0]

    def name(found: re.Match[str]) -> str:
        if chance.random() >= share:
            return found[0]
        short = found[0].split()[-1]
        return short if short != found[0] and chance.random() < 0.5 else chance.choice(names)

    return Text(one.title, tuple(NUMBER.sub(number, NAME.sub(name, p)) for p in one.paragraphs))


def reordered(one: Text, other: Text, chance: Random) -> Text:
    """Some paragraphs below the lead in another order."""
    rest = list(one.paragraphs[1:])
    for _ in range(chance.randint(1, 4)):
        rest.insert(chance.randrange(len(rest)), rest.pop(chance.randrange(len(rest))))
    return Text(one.title, (one.paragraphs[0], *rest))


def lead_rewritten(one: Text, _: Text, chance: Random) -> Text:
    """The first paragraph in other words, the headline too; sometimes cut at the end."""
    lead = chance.choice(LEADS).format(" ".join(one.title.split()[1:5]) or "ini")
    keep = len(one.paragraphs) - chance.choice((0, 0, 1, 2))
    return Text(f"Soal {one.title.split(':')[-1].strip()}, Ini yang Diketahui", (lead, *one.paragraphs[1:keep]))


def headline_changed(one: Text, _: Text, chance: Random) -> Text:
    """The same text under another headline."""
    turned = " ".join(reversed(one.title.split()))
    return Text(f"{chance.choice(('Terungkap', 'Terkini', 'Begini'))}! {turned}", one.paragraphs)


def update(one: Text, other: Text, chance: Random) -> Text:
    """A later article on the same subject: three to six new paragraphs, then part of the old one as background."""
    new = other.paragraphs[: chance.randint(3, 6)]
    old = one.paragraphs[1:]
    size = max(1, round(len(old) * chance.uniform(0.15, 0.5)))
    start = chance.randint(0, len(old) - size)
    return Text(other.title, (*new, *old[start : start + size]))


def same_template(one: Text, other: Text, chance: Random) -> Text:
    """The same sentences on another event: every name is another one throughout, every number and date too."""
    pool = sorted(set(NAME.findall(other.body)) | {"Wirasena", "Kalandra", "Mahesa Putri", "Tanjung Rawa", "Bumi Sari"})
    other_name: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return other_name.setdefault(found[0], chance.choice(pool))

    def number(found: re.Match[str]) -> str:
        return str(chance.randint(2, 3000))

    swapped = tuple(NUMBER.sub(number, NAME.sub(name, p)) for p in (one.title, *one.paragraphs))
    return Text(swapped[0], swapped[1:])


MAKE: dict[str, Callable[[Text, Text, Random], Text]] = {
    "cut": cut,
    "framed": framed,
    "cut and framed": cut_and_framed,
    "edited": edited,
    "reordered": reordered,
    "lead rewritten": lead_rewritten,
    "headline changed": headline_changed,
    "update": update,
    "same template": same_template,
}
