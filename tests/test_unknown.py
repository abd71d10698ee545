"""Names not yet known: found by the shipped model in invented sentences, put together, and learned anew."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from threadpoolctl import threadpool_limits

from analytics.text import sentences
from analytics.unknown import Group, Name, finder, groups
from analytics.unknown.decode import Chain, follow, likeliest
from analytics.unknown.distributions import table
from analytics.unknown.features import features, shape
from analytics.unknown.gazetteer import Gazetteer
from analytics.unknown.labelled import Labelled, f1, read_set
from analytics.unknown.labels import Span, allowed, labelled, read_labels, spans
from analytics.unknown.learn import Recipe, gradients, learn
from analytics.unknown.linked import sure_sentences
from analytics.unknown.model import load
from analytics.unknown.net import fresh
from analytics.unknown.tokens import read
from analytics.unknown.train import main, prepare, train
from analytics.unknown.words import MODELS, words

# invented: nobody of this name holds such an office
KNOWN_BY_SIGHT = [
    ("Ketua Umum Yayasan Bina Samudra, Hartono Wibisana, menolak rencana itu.", "person", "Hartono Wibisana"),
    ("Menurut Sulastri Handayani, kapal itu berlabuh di Surabaya.", "person", "Sulastri Handayani"),
    ("Juru bicara Kementerian Kelautan Zamrud, Rudi Tamtama, mengatakan hal itu, Senin (3/3/2025).", "person", "Rudi Tamtama"),
    ("Laporan itu disusun Lembaga Kajian Bahari Nusantara bersama pemerintah.", "organisation", "Lembaga Kajian Bahari Nusantara"),
]  # fmt: skip


ENGLISH = [
    ("Spokesman Arvid Lindqvist said the talks would go on.", "person", "Arvid Lindqvist"),
    ("The minister met Tamika Oyelaran in Paris on Monday.", "person", "Tamika Oyelaran"),
    ("A report by the Northern Maritime Policy Institute warned of delays.", "organisation", "Northern Maritime Policy Institute"),
]  # fmt: skip


def found(text: str, *covered: tuple[int, int], threshold: float = 0.5, language: str = "id") -> list[Name]:
    return finder().find(text, sentences(text), covered, threshold, language)


@pytest.mark.parametrize(("text", "kind", "name"), KNOWN_BY_SIGHT, ids=lambda v: v[:12])
def test_the_shipped_model_finds_names_it_never_saw(text: str, kind: str, name: str) -> None:
    assert (kind, name) in [(n.kind, n.written) for n in found(text)]


@pytest.mark.parametrize(("text", "kind", "name"), ENGLISH, ids=lambda v: v[:12])
def test_english_has_a_model_of_its_own(text: str, kind: str, name: str) -> None:
    assert (kind, name) in [(n.kind, n.written) for n in found(text, language="en")]


def test_a_name_stands_where_it_says() -> None:
    text = "".join(f"{sentence} " for sentence, _, _ in KNOWN_BY_SIGHT)
    names = found(text)
    assert names == sorted(names)
    assert [text[n.start : n.end] for n in names] == [n.written for n in names]
    assert all(0.5 <= n.probability <= 1 for n in names)


def test_a_sentence_as_long_as_a_page_is_read_in_pieces() -> None:
    text, kind, name = KNOWN_BY_SIGHT[0]
    whole = ", ".join([text.rstrip(".")] * 200)
    found = [n for n in finder().find(whole, [(0, len(whole))]) if (n.kind, n.written) == (kind, name)]
    assert len(found) > 180 and all(whole[n.start : n.end] == name for n in found)


def test_places_are_not_taken() -> None:
    assert found("Mereka terbang ke Surabaya, lalu ke Jayapura dan Merauke.") == []


def test_sources_of_reports_are_no_new_names() -> None:
    text = "Hal itu ditulis Kompas.com dan AFP, seperti dikutip Reuters, kata Hartono Wibisana."
    assert [n.written for n in found(text)] == ["Hartono Wibisana"]


def test_brackets_give_a_body_its_acronym_and_a_person_none() -> None:
    text = "Menurut Lembaga Kajian Bahari (LKB), laut itu dangkal. Hartono Wibisana (Golkar) hadir."
    names = [(n.kind, n.written, n.acronym) for n in found(text, threshold=0.2)]
    assert ("organisation", "Lembaga Kajian Bahari", "LKB") in names
    assert ("person", "Hartono Wibisana", "") in names


def test_what_is_linked_is_not_given_again() -> None:
    text = KNOWN_BY_SIGHT[1][0]
    at = text.index("Handayani")
    assert found(text, (at, at + 9)) == []
    assert found(text, (0, 7)) == found(text)


def test_a_higher_threshold_gives_no_more() -> None:
    text = " ".join(sentence for sentence, _, _ in KNOWN_BY_SIGHT)
    assert set(found(text, threshold=0.95)) <= set(found(text))


@pytest.mark.parametrize("text", ["", "   ", "...", "(", "?!\n\n", "🙂 👍", "a" * 3000, "(((((", "A " * 600])
def test_odd_texts_break_nothing(text: str) -> None:
    assert isinstance(found(text), list)


def test_order_and_company_change_nothing() -> None:
    rows = [s.words for text, _, _ in KNOWN_BY_SIGHT for s in read(text, sentences(text))]
    model = load("news")
    alone = [model.spans([row])[0] for row in rows]
    assert model.spans(rows) == alone
    assert model.spans(rows[::-1]) == alone[::-1]


def test_the_shipped_files_are_small_and_say_where_they_are_from() -> None:
    files = {path.name: path.stat().st_size for path in MODELS.iterdir()}
    assert {"words.npz", "news.npz", "english.npz", "small-letters.npz", "PROVENANCE.txt"} <= set(files)
    assert all(files["words.npz"] + files[f"{name}.npz"] < 6_000_000 for name in ("news", "english", "small-letters"))
    said = (MODELS / "PROVENANCE.txt").read_text("utf-8")
    assert all(word in said for word in ("MIT", "IDNER", "NERP", "analytics.unknown.train"))


# --- forms of one name -------------------------------------------------------------------------------------------


def person(written: str, acronym: str = "") -> Name:
    return Name(0, len(written), "person", written, acronym, 0.9)


def body(written: str, acronym: str = "") -> Name:
    return Name(0, len(written), "organisation", written, acronym, 0.9)


def named(made: list[Group]) -> dict[str, tuple[int, int]]:
    return {g.name: (len(g.articles), g.mentions) for g in made}


def test_short_forms_go_to_the_full_name_of_their_article() -> None:
    made = groups({"a": [person("Budi Santoso"), person("Budi"), person("Santoso"), person("B. Santoso")]})
    assert named(made) == {"Budi Santoso": (1, 4)}
    assert dict(made[0].forms) == {"Budi Santoso": 1, "Budi": 1, "Santoso": 1, "B. Santoso": 1}


def test_a_short_form_that_two_may_own_stays_alone() -> None:
    made = groups({"a": [person("Budi Santoso"), person("Budi Hartono"), person("Budi")]})
    assert named(made) == {"Budi Hartono": (1, 1), "Budi Santoso": (1, 1), "Budi": (1, 1)}


def test_a_first_name_alone_is_nobody_else_s() -> None:
    made = groups({"a": [person("Budi Santoso")], "b": [person("Budi")], "c": [person("budi santoso")]})
    assert named(made) == {"Budi Santoso": (2, 2), "Budi": (1, 1)}


def test_initials_between_articles_need_one_name() -> None:
    one = groups({"a": [person("Budi Santoso")], "b": [person("B. Santoso")]})
    assert named(one) == {"Budi Santoso": (2, 2)}
    two = groups({"a": [person("Budi Santoso")], "b": [person("B. Santoso")], "c": [person("Bagus Santoso")]})
    assert len(two) == 3


def test_an_acronym_is_the_body_it_stood_behind() -> None:
    made = groups({"a": [body("Lembaga Kajian Bahari", "LKB"), body("LKB")], "b": [body("LKB")], "c": [body("ABC")]})
    assert named(made) == {"Lembaga Kajian Bahari": (2, 3), "ABC": (1, 1)}
    doubtful = groups(
        {"a": [body("Lembaga Kajian Bahari", "LKB")], "b": [body("Liga Karate B", "LKB")], "c": [body("LKB")]}
    )
    assert len(doubtful) == 3


def test_names_are_ranked_by_articles_and_no_mention_is_lost() -> None:
    found_ = {
        "a": [person("Ani Lestari"), body("PT Samudra")],
        "b": [body("PT Samudra")],
        "c": [person("Ani Lestari")] * 3,
    }
    made = groups(found_)
    assert [g.name for g in made] == ["Ani Lestari", "PT Samudra"]
    assert sum(g.mentions for g in made) == sum(map(len, found_.values()))


# --- parts -------------------------------------------------------------------------------------------------------


def test_labels_there_and_back() -> None:
    names = [Span(0, 1, "PER"), Span(1, 4, "ORG")]
    assert labelled(names, 5) == ["U-PER", "B-ORG", "I-ORG", "L-ORG", "O"]
    assert read_labels(labelled(names, 5)) == names
    assert spans(["B-PER", "B-ORG", "I-ORG", "I-ORG", "O"]) == names
    assert spans(["I-PER", "I-ORG"]) == [Span(0, 1, "PER"), Span(1, 2, "ORG")]
    assert f1([names], [[names[0]]]) == pytest.approx(2 / 3)


def test_words_are_read_with_their_places() -> None:
    text = "Partai Contoh (PC) naik 1.500 kali, kata B. Ali-nya."
    (sentence,) = read(text, [(0, len(text))])
    assert sentence.words == [
        "Partai",
        "Contoh",
        "(PC)",
        "naik",
        "1.500",
        "kali",
        ",",
        "kata",
        "B",
        ".",
        "Ali-nya",
        ".",
    ]
    assert [text[a:b] for a, b in sentence.places] == sentence.words


def test_features_say_what_is_seen() -> None:
    assert shape("McDonald-123") == "XxXxx-99"
    assert {"shape=Xxx", "<=p", ">=a"} <= set(features("Polda", words()))
    assert words().known("zzqqxx") == ["c?"]


def test_the_longest_form_is_marked() -> None:
    made = Gazetteer([("Uni Eropa", "organisation"), ("Uni", "person"), ("Eropa", "place")])
    whole, alone = made.marks(["uni", "(eropa)"]), made.marks(["Eropa", "Uni"])
    assert len({*whole, *alone, 0}) == 5


def test_sums_over_labellings_are_those_of_counting_all() -> None:
    chance = np.random.default_rng(1)
    names = ("O", "B-P", "I-P", "L-P", "U-P")
    chain = Chain(names, chance.standard_normal((5, 5)))
    scores = [chance.standard_normal((n, 5)) for n in (1, 3, 4)]
    gone, best = follow(chain, scores), likeliest(chain, scores)
    for row, score in enumerate(scores):
        paths = [p for p in np.ndindex(*[5] * len(score)) if _may(p, names)]
        weights = np.exp([_weight(p, score, chain.steps) for p in paths])
        assert gone.total[row] == pytest.approx(np.log(weights.sum()))
        assert tuple(best[row]) == paths[int(weights.argmax())]
        head = sum(w for p, w in zip(paths, weights, strict=True) if p[:2] == paths[-1][:2]) / weights.sum()
        assert gone.span(row, 0, paths[-1][:2]) == pytest.approx(head)


def _may(path: tuple[int, ...], names: tuple[str, ...]) -> bool:
    steps = allowed(names)
    ends = names[path[0]][0] in "OBU" and names[path[-1]][0] in "OLU"
    return ends and all(steps[a, b] for a, b in itertools.pairwise(path))


def _weight(path: tuple[int, ...], score: np.ndarray, steps: np.ndarray) -> float:
    return float(sum(score[i, n] for i, n in enumerate(path)) + sum(steps[a, b] for a, b in itertools.pairwise(path)))


MADE = [
    Labelled(f"kata {name} di {place} .".split(), [Span(1, 2, "PER"), Span(3, 4, "LOC")])
    for name in ("Rudi", "Sinta", "Tono", "Wati")
    for place in ("Bandung", "Medan", "Ambon", "Kupang")
]


def test_slopes_are_those_of_small_steps() -> None:
    _, examples = prepare(MADE, words())
    recipe = Recipe(numbers_out=0, words_out=0)
    weights = fresh(examples.made.shape[1], 64, len(examples.names), np.random.default_rng(2))
    batch = np.arange(3)

    def slopes() -> dict[str, np.ndarray]:
        return dict(gradients(examples, weights, batch, recipe, np.random.default_rng(3)))

    before = slopes()
    rate = 1e-3
    for name, slope in before.items():
        weights[name] -= np.float32(rate) * slope
    after = slopes()
    size = {name: float((s**2).sum()) for name, s in before.items()}
    assert sum(float((s**2).sum()) for s in after.values()) < sum(size.values())


def test_the_table_tells_names_from_words_and_is_the_same_each_time() -> None:
    names, places = ("Rudi", "Sinta", "Tono", "Wati"), ("Bandung", "Medan", "Ambon", "Kupang")
    texts = [("", f"Kapal itu milik {n}. Hari ini kapal {n} berada di {p}.", "id") for n in names for p in places] * 3
    with threadpool_limits(1):
        one, two = table(texts), table(texts)
    assert all(np.array_equal(one.arrays[name], two.arrays[name]) for name in one.arrays)
    assert one.capitals("rudi") > 10 > one.capitals("kapal")
    assert float(one.vector("rudi") @ one.vector("sinta")) > float(one.vector("rudi") @ one.vector("milik"))


def test_english_sentences_label_themselves() -> None:
    text = "President Emmanuel Macron met the ambassador of Japan in the old town. Somebody saw Zorvath Quillex in the town too."
    (only,) = sure_sentences([("", text)], words(), 9)
    assert [(" ".join(only.words[s.start : s.end]), s.kind) for s in only.names] == [
        ("Emmanuel Macron", "PER"),
        ("Japan", "LOC"),
    ]


def test_learning_is_the_same_each_time_and_learns() -> None:
    quick = Recipe(rounds=12, batch=4, warm=5, step=0.01)
    _, examples = prepare(MADE, words())
    one, two = learn(examples, quick, 7), learn(examples, quick, 7)
    assert all(np.array_equal(one[name], two[name]) for name in one)
    model = train(MADE, words(), (7,), quick)
    assert f1([s.names for s in MADE], model.spans([s.words for s in MADE])) == 1


def test_a_model_is_trained_from_a_folder_by_one_command(tmp_path: Path) -> None:
    lines = (
        '{"tokens": ["kata", "Rudi"], "tags": ["O", "B-PER"]}\n{"tokens": ["di", "Medan"], "tags": ["O", "B-LOC"]}\n'
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "train.jsonl").write_text(lines * 3, "utf-8")
    done = CliRunner().invoke(main, [str(tmp_path / "own"), "--to", str(tmp_path / "made")])
    assert done.exit_code == 0, done.output
    assert len(read_set(tmp_path / "own" / "train.jsonl")) == 6
    again = load("own", tmp_path / "made")
    assert set(again.labels) == {"O", "U-PER", "U-LOC"}
