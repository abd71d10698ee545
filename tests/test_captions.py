"""The words of a picture above the text, however its maker is named, and what only looks like one."""

from __future__ import annotations

import pytest

from data.article import Page
from data.parse import read
from data.parse.lines.captions import read_opening_caption

LEAD = "MANILA, Philippines — The coast guard sent two ships to the shoal on Monday, its spokesman said."


@pytest.mark.parametrize(("line", "text", "credit"), [
    ("A patrol ship leaves the harbour. —Jane R. Citizen", "A patrol ship leaves the harbour.", "Jane R. Citizen"),
    ("Spokesman Joe Citizen —Agency Press", "Spokesman Joe Citizen", "Agency Press"),
    ("A ship at anchor, June 14, 2023. REUTERS/Jane Citizen/File photo", "A ship at anchor, June 14, 2023.", "REUTERS/Jane Citizen/File photo"),
    ("Ships in the strait on May 1, 2024. Jane Citizen/Pool via REUTERS", "Ships in the strait on May 1, 2024.", "Jane Citizen/Pool via REUTERS"),
    ("Cranes in the port of Example. (Citizen Via AP)", "Cranes in the port of Example.", "Citizen Via AP"),
    ("The fleet in the bay. ARMED FORCES OF EXAMPLE PHOTO", "The fleet in the bay.", "ARMED FORCES OF EXAMPLE PHOTO"),
    ("Two singers in the hall / CONTRIBUTED", "Two singers in the hall", "CONTRIBUTED"),
    ("Kapal patroli di pelabuhan. Foto: Humas Kemhan", "Kapal patroli di pelabuhan.", "Foto: Humas Kemhan"),
])  # fmt: skip
def test_who_made_the_picture(line: str, text: str, credit: str) -> None:
    assert read_opening_caption(line) == (text, credit)


@pytest.mark.parametrize("line", [
    "The minister said the ships would stay — for a week at least.", "Harga beras naik / turun di pekan ini",
    "Rapat TNI/Polri membahas pengamanan", "Ini daftar nama pejabat — lengkap dengan fotonya",
])  # fmt: skip
def test_what_is_no_caption(line: str) -> None:
    assert read_opening_caption(line) is None


def test_a_caption_above_the_dateline_is_no_text() -> None:
    said = f"Ships Sent to Shoal\n\nA patrol ship leaves the harbour. —Jane R. Citizen\n\n{LEAD}\n\nIt gave no number."
    article = read(Page("a.txt", "text", said.encode()))
    assert (article.place, article.text.split()[0], article.credit) == ("MANILA, Philippines", "The", "Jane R. Citizen")


def test_the_sign_of_an_agency_below_the_text_costs_no_sentence() -> None:
    said = f"Ships Sent to Shoal\n\n{LEAD}\n\nIt gave no number of the men on board of them. —AFP"
    assert "It gave no number" in read(Page("a.txt", "text", said.encode())).text
