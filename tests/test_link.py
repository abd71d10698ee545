"""The linker on sentences of our own: who is named, how, and whether only as a place."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from analytics.actors import Linked, Linker, registry
from analytics.annotate import Models


@cache
def linker() -> Linker:
    return Linker(registry())


def told(text: str, language: str = "id", title: str = "") -> list[str]:
    """Mentions as `surface=actor`, `@` after a place, `~` after a metonym."""
    linked = linker().link(title, text, language)
    sides = {"title": title, "text": text}
    mark = {True: "@", False: ""}
    return [
        f"{sides[m.field][m.start : m.end]}={m.actor}{mark[m.place]}{'~' if m.via == 'metonym' else ''}"
        for m in linked.mentions
    ]


def link(text: str, language: str = "id") -> Linked:
    return linker().link("", text, language)


def names(linked: Linked) -> set[str]:
    return {actor.name for actor in linked.found.values()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Negosiasi AS-Iran buntu.", ["AS=USA", "Iran=IRN"]),
        ("Kebijakan Jepangnya dinilai lunak, Rusialah yang menang.", ["Jepang=JPN", "Rusia=RUS"]),
        ("Kapal itu berlayar di Laut China Selatan.", []),
        ("Mereka kalah dari Thailand All Stars.", []),
        ("Harganya sepuluh dollar AS.", []),
        ("Tersangka berinisial AS ditahan. AS (34) mengaku bersalah.", []),
        ("Militer Israel mengumumkan gencatan senjata.", ["Israel=ISR"]),
        ("Korea Selatan menang; wasit Korea itu lega.", ["Korea Selatan=KOR", "Korea=KOR"]),
        ("Korea Utara dan Korea Selatan bertemu. Kedua Korea sepakat.", ["Korea Utara=PRK", "Korea Selatan=KOR"]),
        ("Lagu Korea itu merdu.", []),
        ("Pangkalan Kuwait diserang, operasi Kuwait dibalas.", ["Kuwait=KWT", "Kuwait=KWT"]),
        ("Ia fasih berbahasa Portugal.", []),
        ("Mereka kembali ke Kota Gaza usai Perang Gaza.", []),
        ("Ia tinggal di Jalan Jenderal Sudirman.", []),
        ("Uni Emirat Arab (UEA) mengirim bantuan. Pesawat UEA tiba.", ["Uni Emirat Arab=ARE", "UEA=ARE", "UEA=ARE"]),
    ],
)
def test_who_is_named(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Ribuan orang berunjuk rasa di Prancis dan Spanyol.", "id", ["Prancis=FRA@", "Spanyol=ESP@"]),
        ("Delegasi terbang ke Kanada.", "id", ["Kanada=CAN@"]),
        ("Pasukan itu melancarkan serangan ke Ukraina.", "id", ["Ukraina=UKR"]),
        ("Perusahaan asal Swedia memenangi tender.", "id", ["Swedia=SWE"]),
        ("Mereka bertemu di Lyon, Prancis.", "id", ["Prancis=FRA@"]),
        ("Balon itu melayang di wilayah udara Latvia.", "id", ["Latvia=LVA@"]),
        ("Gempa merusak desa di tenggara Kroasia.", "id", ["Kroasia=HRV@"]),
        ("Ledakan mengguncang Doha Qatar.", "id", ["Qatar=QAT@"]),
        ("Kapal ditahan di pelabuhan Tunisia.", "id", ["Tunisia=TUN@"]),
        ("Kapal penjaga pantai Chile mendekat.", "id", ["Chile=CHL"]),
        ("Kebakaran di Gedung Opera, Latvia Tangkap Pelaku", "id", ["Latvia=LVA"]),
        ("Drone Masuk Wilayah, Latvia Minta Rapat", "id", ["Latvia=LVA"]),
        ("Bantuan pangan tiba di Gaza Palestina.", "id", ["Gaza=PSE@", "Palestina=PSE@"]),
        ("Bantuan pangan tiba di Gaza.", "id", ["Gaza=PSE@"]),
        ("Mereka melancarkan ofensif ke Gaza.", "id", ["Gaza=PSE"]),
        ("Pesawat itu menyerang Gaza.", "id", ["Gaza=PSE"]),
        ("Sekutu dekat Jepang itu diam.", "id", ["Jepang=JPN"]),
        ("Thousands gathered in Poland and Hungary.", "en", ["Poland=POL@", "Hungary=HUN@"]),
        ("He spoke in Polish waters.", "en", ["Polish=POL@"]),
        ("He praised Polish troops.", "en", ["Polish=POL"]),
        ("Support from Norway grew.", "en", ["Norway=NOR"]),
    ],
)
def test_place_use(text: str, language: str, wanted: list[str]) -> None:
    assert told(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Kemarin Beijing mengecam latihan itu.", "id", ["Beijing=CHN~"]),
        ("Ia mendarat di Beijing dan Tokyo.", "id", []),
        ("Hubungan antara Tokyo dan Seoul membaik.", "id", ["Tokyo=JPN~", "Seoul=KOR~"]),
        ("Peringatan dari Kairo datang terlambat.", "id", ["Kairo=EGY~"]),
        ("Ia pulang dari Kairo kemarin.", "id", []),
        ("Ketegangan antara Yerusalem dan Madrid mereda.", "id", ["Yerusalem=ISR~", "Madrid=ESP~"]),
        ("Ziarah ke Yerusalem dibatalkan.", "id", []),
        ("Pejabat Moskow menolak usul itu.", "id", ["Moskow=RUS~"]),
        ("Moscow said it would reply.", "en", ["Moscow=RUS~"]),
        ("The train left Moscow for Minsk.", "en", []),
    ],
)
def test_capitals_that_govern(text: str, language: str, wanted: list[str]) -> None:
    assert told(text, language) == wanted


def test_a_title_introduces_a_person_and_short_names_go_back() -> None:
    text = "Juru bicara kepolisian, Ratnawan Tjokrodipo, hadir. Menurut Tjokrodipo, situasi aman."
    linked = link(text)
    assert names(linked) == {"Ratnawan Tjokrodipo"}
    assert len(linked.mentions) == 2


def test_a_namesake_does_not_take_a_short_name() -> None:
    text = "Kolonel Hartoyo Wiryawan dan Mayor Sularto Wiryawan hadir. Acara dibuka Wiryawan."
    linked = link(text)
    assert [text[m.start : m.end] for m in linked.mentions] == ["Hartoyo Wiryawan", "Sularto Wiryawan"]


def test_names_with_words_of_towns_and_common_words() -> None:
    assert names(link("Wakil Menteri Luar Negeri China Kong Ruolan tiba.")) == {"Kong Ruolan"}
    assert names(link("Tamunya, Lucio Bersani, sebelumnya menyatakan hal itu.")) == {"Lucio Bersani"}


def test_a_name_goes_back_to_its_article() -> None:
    linked = link("Juru bicara Nabil al-Harouni hadir. Tamu seperti Harouni pulang.")
    assert [m.actor for m in linked.mentions] == ["new:nabil-al-harouni"] * 2


def test_a_title_in_small_letters_after_sang_is_its_holder() -> None:
    assert told("Perdana Menteri Malaysia Mahathir Mohamad hadir. Lanjut sang perdana menteri.")[-1] == (
        "perdana menteri=mahathir-mohamad"
    )


def test_a_single_name_is_that_of_the_holder_a_title_told() -> None:
    day = date(2025, 6, 1)
    text = "Rapat itu tertutup. Hal ini disampaikan Agus usai rapat. Agus mengatakan semua siap."
    linked = linker().link("Panglima TNI Hadiri Rapat", text, day=day)
    assert [m.actor for m in linked.mentions] == ["agus-subiyanto"] * 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Drone milikFinlandiayang jatuh keNorwegia, Rabu.", ["Finlandia=FIN", "Norwegia=NOR"]),
        ("MiliterEstoniamenembak drone; rapat diBalai Kota.", ["Estonia=EST"]),
        ("Rapat PBBmasih berlangsung, kataAntara.", ["PBB=un"]),
        ("Perubahan iklim dibahas diBalai Kota. YouTube dan BeritaSatu menyiarkannya.", []),
    ],
)
def test_words_run_together(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_words_begun_with_a_capital_are_no_persons() -> None:
    assert names(link("Menteri Luar Negeri hadir. Sementara Itu Hujan Turun. Ketua Komisi pun pulang.")) == set()


@pytest.mark.parametrize(
    ("text", "language", "iso3"),
    [
        ("Kemlu Finlandia memanggil duta besar.", "id", "FIN"),
        ("Angkatan Laut Chile menggelar latihan.", "id", "CHL"),
        ("The Estonian Defence Ministry confirmed it.", "en", "EST"),
        ("Iceland's Coast Guard rescued them.", "en", "ISL"),
    ],
)
def test_a_body_never_listed_belongs_to_its_state(text: str, language: str, iso3: str) -> None:
    linked = link(text, language)
    (mention,) = linked.mentions
    actor = linked.found.get(mention.actor) or registry()[mention.actor]
    assert (actor.kind, actor.iso3) == ("organisation", iso3)


def test_a_bracket_introduces_an_acronym_for_the_rest() -> None:
    text = "Badan Pengawas Jembatan Nasional (BPJN) berdiri. Kini BPJN bekerja."
    linked = link(text)
    assert {m.actor for m in linked.mentions} == {"new:badan-pengawas-jembatan-nasional"}
    assert [text[m.start : m.end] for m in linked.mentions][1:] == ["BPJN", "BPJN"]


def test_mentions_stand_in_order_and_never_overlap() -> None:
    text = "Menteri Pertahanan Jepang bertemu Menlu RI Sugiono di Kementerian Luar Negeri RI, Jakarta."
    spans = [(m.start, m.end) for m in link(text).mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_surname_that_many_bear_goes_to_the_only_one_in_the_article() -> None:
    whole = Models().linker
    text = "Menlu Wang Yi tiba di Jakarta. Sugiono dan Wang meneken nota kesepahaman. Menurut Wang, hubungan itu baik."
    assert [m.actor for m in whole.link("", text).mentions].count("wang-yi") == 3
    two = f"{text} Juru bicara, Wang Wenbin, juga hadir."
    assert [m.actor for m in whole.link("", two).mentions].count("wang-yi") == 1


def test_nothing_is_barred_and_registered_at_once() -> None:
    known = registry()
    written = {form for actor in known if actor.kind != "office" for form in actor.written}
    assert set(known.not_actors) & written <= {"IISS Shangri-La Dialogue"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Penyidik Kejaksaan menggeledah gudang itu.", ["Kejaksaan=kejagung-idn"]),
        ("Kejaksaan Tinggi dan Kejaksaan Negeri ikut berbenah.", []),
        ("Angkatan Laut Indonesia melepas dua kapal.", ["Angkatan Laut Indonesia=tni-al-idn"]),
        ("Dosen Universitas Indonesia itu pulang.", ["Universitas Indonesia=ui-idn"]),
        ("Boeing Co. dan Pindad Tbk hadir.", ["Boeing Co.=boeing", "Pindad Tbk=pindad-idn"]),
        ("Politikus Golkar dan penyidik KPK hadir.", ["Golkar=golkar-idn", "KPK=kpk-idn"]),
        ("Peneliti CSIS pulang.", ["CSIS=csis-idn"]),
        ("Kader Demokrat berkumpul di Bogor.", ["Demokrat=demokrat-idn"]),
        (
            "Senator Demokrat itu mengecam Presiden AS.",
            ["Demokrat=us-democratic-party", "Presiden AS=office:usa-president"],
        ),
        ("Mereka menggugat UU Nomor 5 Tahun 2031 tentang TNI.", []),
        ("RUU TNI-Polri dibahas lagi.", []),
        ("Kedubes Ghana di Oslo tutup.", ["Kedubes Ghana di Oslo=new:embassy-gha"]),
        (
            "Kepala Biro Keamanan Dalam Negeri Latvia",
            ["Biro Keamanan Dalam Negeri Latvia=new:biro-keamanan-dalam-negeri-latvia"],
        ),
    ],
)
def test_bodies_by_their_short_names(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted
