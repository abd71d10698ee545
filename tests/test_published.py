"""Which of the dates on a page is its date of publication, and what is kept of the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.article import Article, Page, dates_as_json, dates_from_json
from data.intake.stamps import meaning
from data.parse import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FETCHED = datetime(2024, 6, 10, 16, 0, tzinfo=UTC)
TITLE = "Kapal Patroli Baru Tiba di Natuna"
TEXT = (
    "Kapal patroli baru tiba di Natuna pada Senin pagi dan disambut oleh komandan pangkalan di dermaga timur. "
    "Kapal itu akan berlayar lagi pada 16 Juni 2024 untuk latihan bersama dengan dua negara tetangga."
)
RIGHT = "2024-06-10T22:05:00+07:00"
URL = "https://kabar-contoh.example/berita/1"


def html(
    before: str = "", beside: str = "", after: str = "", head: str = "", url: str = URL, at: datetime | None = None
) -> Article:
    """A page with something above the headline, between headline and text, and below the text."""
    page = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{before}<main><h1>{TITLE}</h1>{beside}"
        f"<div class=content><p>{TEXT}</p><p>{TEXT.replace('baru', 'lama')}</p></div>{after}</main></body></html>"
    )
    return read(Page("page", "html", page.encode(), url, fetched_at=at), NOW)


def instant(article: Article) -> str:
    return article.published_at.isoformat() if article.published_at else ""


def verdicts(article: Article) -> list[tuple[str, str]]:
    return [(seen.said, seen.verdict) for seen in article.dates]


@pytest.mark.parametrize(
    "beside",
    [
        "<div>Senin, 10 Jun 2024 22:05 WIB</div>",
        "<div><span>Rani Wibisono</span> - <span>10/06/2024, 22:05 WIB</span></div>",
        "<table-like><td>Senin, 10 Juni 2024 | 22.05 WIB</td></table-like>",
        "<p>Oleh Rani Wibisono, 10 Juni 2024 22:05 WIB</p>",
        "<div class=tanggal><b>Senin</b>, <b>10 Juni 2024</b> <b>22:05 WIB</b></div>",
        "<time datetime='2024-06-10T22:05:00+07:00'>3 jam lalu</time>",
        "<table><tr><td>Rani Wibisono</td><td>Senin, 10 Juni 2024 22:05 WIB</td></tr></table>",
        "<div>Senin, 10 Juni 2024</div><div>22:05 WIB</div>",
        "<div>Senin, 10 Juni 2024 22:05 WIB · 4.160 kali dibaca · Bagikan</div>",
        "<div>OLEH: RANI WIBISONO<br>SENIN, 10 JUNI 2024 | 22:05 WIB</div>",
        "<div class=date>Mon Jun 10 22:05:00 WIB 2024</div>",
        "<time class='header updated' datetime='2024-06-10T22:05:00+07:00'>Diterbitkan 10 Juni 2024, 22:05 WIB</time>",
        "<div>10 Jun 2024 10:05PM <span>(Updated: 11 Jun 2024 08:00AM)</span></div>",
        "<div>Published: 10:05pm, 10 Jun 2024</div><div>Updated: 8:05am, 11 Jun 2024</div>",
        "<div>Terbit: 10 Juni 2024 22:05 WIB</div><div>Diperbarui: 11 Juni 2024 08:00 WIB</div>",
        "<div>Diperbarui: 11 Juni 2024 08:00 WIB</div><div>Terbit: 10 Juni 2024 22:05 WIB</div>",
        "<div>Update: 11 Juni 2024 08:00 WIB, Terbit: 10 Juni 2024 22:05 WIB</div>",
        "<span>Diperbarui</span><span>11 Juni 2024 08:00 WIB</span><span>10 Juni 2024 22:05 WIB</span>",
        "<time class=updated datetime='2024-06-11T08:00:00+07:00'>11 Juni 2024</time>"
        "<time class=published datetime='2024-06-10T22:05:00+07:00'>10 Juni 2024</time>",
    ],
)
def test_the_date_beside_the_headline(beside: str) -> None:
    assert instant(html(beside=beside)) == RIGHT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div class=topbar>Selasa, 11 Juni 2024</div>", ""),
        ("<header><span class=date>Selasa, 11 Juni 2024 09:00 WIB</span></header>", ""),
        ("<div>Selasa, 11 Juni 2024</div>", ""),
        ("<ul><li><a href=/2>Kapal Selam Tiba di Pangkalan Utama Kemarin</a><time>11 Juni 2024 07:00</time></li></ul>", ""),
        ("<div class=ticker><time datetime='2024-06-11T07:00:00+07:00'>11 Juni 2024</time> Kapal Selam</div>", ""),
        ("", "<div><a href=/2>Kapal Selam Baru Tiba di Pangkalan Utama Kemarin</a><p>11 Juni 2024</p></div>"),
        ("", "<aside><time datetime='2024-06-11T07:00:00+07:00'>11 Juni 2024</time></aside>"),
        ("", "<div class=related-news><span class=date>11 Juni 2024 07:00 WIB</span></div>"),
        ("", "<article><a href=/2>Kapal Selam Tiba di Pangkalan Utama Kemarin</a><span class=date>11/06/2024</span></article>"),
        ("", "<div id=comments><span class=time>11 Juni 2024 09:00</span> Setuju</div>"),
        ("", "<footer>Diperbarui 11 Juni 2024</footer>"),
    ],
)  # fmt: skip
def test_dates_of_today_and_of_other_articles_are_not_taken(before: str, after: str) -> None:
    assert instant(html(before, "<div>Senin, 10 Juni 2024 22:05 WIB</div>", after)) == RIGHT
    assert html(before, "", after).published_at is None


@pytest.mark.parametrize(
    "said",
    [
        "Latihan bersama digelar pada 16 Juni 2024 di perairan itu",
        "Film Kapal Perang akan tayang pada 16 Juni 2024.",
        "Film Kapal Perang tayang pada 16 Juni 2024",
        "Rancangan itu diperbarui 16 Juni 2024.",
        "Latihan 15-16 Juni 2024",
    ],
)
def test_a_date_in_the_text_or_a_deck_is_an_events(said: str) -> None:
    assert html(beside=f"<div>{said}</div>").published_at is None
    assert html(after=f"<p>{said}</p>").published_at is None
    assert read(Page("page", "text", f"{TITLE}\n\n{TEXT}\n\n{TEXT}\n\n{said}".encode()), NOW).published_at is None


def test_a_date_in_the_headline_is_an_events() -> None:
    page = f"<title>Latihan 16 Juni 2024</title><h1>Latihan 16 Juni 2024</h1><h2>Minggu, 16 Juni 2024</h2><p>{TEXT}</p>"
    assert read(Page("page", "html", page.encode()), NOW).published_at is None


def test_an_update_alone_is_taken_and_marked() -> None:
    article = html(beside="<div>Diperbarui 11 Juni 2024 08:00 WIB</div>")
    assert instant(article) == "2024-06-11T08:00:00+07:00"
    assert article.date_evidence.endswith("the date of an update")


def test_declared_updates_are_kept_and_do_not_decide() -> None:
    head = (
        "<meta property='article:modified_time' content='2024-06-11T08:00:00+07:00'>"
        "<meta property='article:published_time' content='2024-06-10T22:05:00+07:00'>"
    )
    article = html(head=head)
    assert instant(article) == RIGHT
    assert verdicts(article) == [("2024-06-10T22:05:00+07:00", "decides"), ("2024-06-11T08:00:00+07:00", "an update")]


def test_the_record_of_another_article_is_not_believed() -> None:
    def record(title: str, when: str) -> str:
        return f'{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{when}"}}'

    both = f"[{record('Kapal Selam Tiba', '2024-06-11T07:00:00+07:00')}, {record(TITLE, '2024-06-10T22:05:00+07:00')}]"
    assert instant(html(head=f"<script type=application/ld+json>{both}</script>")) == RIGHT


def test_a_broken_record_still_tells_its_date() -> None:
    broken = '{"@type": "NewsArticle", "datePublished": "2024-06-10T22:05:00+07:00", "description": "a "b" c"}'
    assert instant(html(head=f"<script type=application/ld+json>{broken}</script>")) == RIGHT


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("3 jam yang lalu", "2024-06-10T20:00:00+07:00"),
        ("5 minutes ago", "2024-06-10T22:55:00+07:00"),
        ("Baru saja", "2024-06-10T23:00:00+07:00"),
        ("Kemarin, 22:05 WIB", "2024-06-09T22:05:00+07:00"),
        ("Yesterday", "2024-06-09T00:00:00+07:00"),
        ("sehari lalu", "2024-06-09T00:00:00+07:00"),
    ],
)
def test_a_time_is_counted_back_from_the_fetch(said: str, when: str) -> None:
    article = html(beside=f"<div class=waktu>{said}</div>", at=FETCHED)
    assert instant(article) == when
    assert "counted back from the fetch" in article.date_evidence


@pytest.mark.parametrize(
    ("said", "at", "why"), [("3 jam lalu", None, "not known"), ("2 minggu lalu", FETCHED, "no day")]
)
def test_a_time_that_cannot_be_counted_back_says_why(said: str, at: datetime | None, why: str) -> None:
    article = html(beside=f"<div class=waktu>{said}</div>", at=at)
    assert article.published_at is None and why in article.date_evidence


def test_a_column_of_relative_times_says_what_it_lacks() -> None:
    row = b'{"title": "Kapal Patroli Tiba", "published_at": "3 jam yang lalu"}'
    assert "needs the time of the fetch" in read(Page("row", "row", row), NOW).date_evidence
    assert instant(read(Page("row", "row", row, fetched_at=FETCHED), NOW)) == "2024-06-10T20:00:00+07:00"


def test_anything_is_better_than_a_time_counted_back() -> None:
    article = html(
        beside="<div class=waktu>3 jam lalu</div>", url="https://kabar-contoh.example/2024/06/10/a", at=FETCHED
    )
    assert article.date_evidence.startswith("address") and instant(article) == "2024-06-10T00:00:00+07:00"


def test_a_wrong_weekday_leaves_the_word_to_other_dates() -> None:
    article = html(beside="<div>Selasa, 10 Juni 2024 22:05 WIB</div>", url="https://kabar-contoh.example/2024/06/11/a")
    assert instant(article) == "2024-06-11T00:00:00+07:00"
    assert ("Selasa, 10 Juni 2024 22:05 WIB", "refused") in verdicts(article)


def test_a_wrong_weekday_is_forgiven_where_the_day_is_confirmed() -> None:
    article = html(beside="<div>Selasa, 10 Juni 2024 22:05 WIB</div>", url="https://kabar-contoh.example/2024/06/10/a")
    assert instant(article) == RIGHT and "another date confirms the day" in article.date_evidence


def test_a_weekday_is_corrected_in_its_own_language() -> None:
    assert "was a Monday" in html(beside="<div>Tuesday, June 10, 2024</div>").date_evidence
    assert "was a Senin" in html(beside="<div>Selasa, 10 Juni 2024</div>").date_evidence


def test_a_clock_that_cannot_be_leaves_the_day() -> None:
    article = html(beside="<div>Senin, 10 Juni 2024 25:30 WIB</div>")
    assert article.date_evidence == "visible header: Senin, 10 Juni 2024 (day only; there is no time 25:30)"


def test_june_is_never_read_as_october_unless_another_date_says_so() -> None:
    plain, told = "10/06/2024 22:05 WIB", "https://kabar-contoh.example/2024/10/06/a"
    assert instant(html(beside=f"<div>{plain}</div>")) == RIGHT
    assert "else it is 6 October 2024" in html(beside=f"<div>{plain}</div>").dates[0].reason
    assert instant(html(beside=f"<div>{plain}</div>", url=told)) == "2024-10-06T22:05:00+07:00"


def test_two_others_outweigh_a_declared_date() -> None:
    head = "<meta property='article:published_time' content='2024-07-01T09:00:00+07:00'>"
    article = html(
        head=head, beside="<div>10 Juni 2024 22:05 WIB</div>", url="https://kabar-contoh.example/2024/06/10/a"
    )
    assert instant(article) == RIGHT
    assert verdicts(article)[0] == ("2024-07-01T09:00:00+07:00", "set aside")


def test_a_local_clock_called_utc_is_local_where_the_page_shows_it() -> None:
    head = "<meta property='article:published_time' content='2024-06-10T22:05:33+00:00'>"
    article = html(head=head, beside="<div>Senin, 10 Juni 2024 22:05 WIB</div>")
    assert instant(article) == "2024-06-10T22:05:33+07:00" and "its clock is local" in article.date_evidence


def test_a_local_clock_tells_the_zone_of_a_stamp_in_utc() -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2024-06-11T06:05:33Z'></head><body>"
        "<h1>Patrol Boat Arrives in Harbour</h1><div>June 10, 2024 11:05 PM</div>"
        f"<p>The boat arrived on Monday and was met by the commander of the base. {'It will sail again soon. ' * 6}</p>"
    )
    article = read(Page("page", "html", page.encode(), "https://harbour-news.example/1"), NOW)
    assert instant(article) == "2024-06-10T23:05:33-07:00"
    assert "told by the local clock of visible header" in article.date_evidence


def test_a_zone_that_two_others_deny_is_wrong() -> None:
    head = (
        '<script type=application/ld+json>{"@type": "NewsArticle", "datePublished": "2024-06-10T15:05:00+07:00"}</script>'
        "<meta property='article:published_time' content='2024-06-10T15:05:00+00:00'>"
    )
    assert instant(html(head=head, beside="<div>Senin, 10 Juni 2024 22:05 WIB</div>")) == RIGHT


def test_a_future_date_gives_way_to_one_that_can_be() -> None:
    head = "<meta property='article:published_time' content='2031-06-10T22:05:00+07:00'>"
    article = html(head=head, beside="<div>10 Juni 2024 22:05 WIB</div>")
    assert instant(article) == RIGHT and "lies in the future" in article.date_evidence


@pytest.mark.parametrize("said", ["0202-06-10T10:00:00Z", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z"])
def test_years_that_cannot_be_are_refused_with_their_reason(said: str) -> None:
    article = html(head=f"<meta property='article:published_time' content='{said}'>")
    assert article.published_at is None and "cannot be" in article.date_evidence


def test_a_text_page_tells_an_update_from_the_publication() -> None:
    page = f"{TITLE}\n\nUpdate: 11 Juni 2024 08:00 WIB\nTerbit: 10 Juni 2024 22:05 WIB\n\n{TEXT}"
    article = read(Page("page", "text", page.encode()), NOW)
    assert instant(article) == RIGHT
    assert verdicts(article) == [("11 Juni 2024 08:00 WIB", "an update"), ("10 Juni 2024 22:05 WIB", "decides")]


def test_what_was_seen_is_kept_as_it_was() -> None:
    seen = html(beside="<div>10 Juni 2024 22:05 WIB</div>", url="https://kabar-contoh.example/2024/06/10/a").dates
    assert len(seen) == 2 and dates_from_json(dates_as_json(seen)) == seen


def test_a_column_tells_what_it_means_by_utc() -> None:
    day = [f"2024-06-{1 + n % 28:02d}T{2 + n % 12:02d}:10:00+00:00" for n in range(60)]
    local = [f"2024-06-{1 + n % 28:02d}T{8 + n % 14:02d}:10:00+00:00" for n in range(60)]
    assert meaning([*day[:3], "2024-06-10T22:05:00+07:00"]) == "UTC"
    assert (meaning(day), meaning(local), meaning(local[:20])) == ("UTC", "local", "")


def test_a_relative_time_above_the_text_is_counted_back_once_and_for_all() -> None:
    said = "<p>Kapal patroli itu tiba di Natuna dari Surabaya pada Senin pagi, kata juru bicara Armada.</p>" * 3
    content = (
        f"<html><body><article><h1>Kapal Patroli Tiba</h1><span>3 jam yang lalu</span>{said}</article></body></html>"
    )
    fetched = datetime(2024, 6, 10, 12, tzinfo=UTC)
    article = read(Page("a.html", "html", content.encode(), fetched_at=fetched))
    assert article.published_at == fetched - timedelta(hours=3) and "not known" not in article.date_evidence
