"""The tables of the record, and how an older record gets what it lacks."""

from __future__ import annotations

import sqlite3

REFUSED = "none"  # what reads a page that was refused before it could be read: its bytes are not all there

SCHEMA = """
create table if not exists pages (
    id integer primary key, digest text not null, source text not null, kind text not null, url text not null,
    outlet text not null, fetched_at text, taken_at text not null, content blob not null,
    outcome text not null, reason text not null default '', reader text not null default '', hint text not null default '',
    unique (digest, source)
);
create table if not exists articles (
    id integer primary key, page integer not null references pages(id), key text not null unique,
    title text not null, text text not null, outlet text not null, url text not null, published_at text,
    date_evidence text not null, place text not null, agency text not null, caption text not null,
    credit text not null, author text not null, language text not null, dates text not null default '[]'
);
create table if not exists state (name text primary key, value integer not null);
create index if not exists articles_url on articles(url) where url <> '';
create index if not exists pages_outcome on pages(outcome);
"""
# columns that earlier builds lacked, and what stands in them where nothing is known
ADDED = {("pages", "reader"): "''", ("pages", "hint"): "''", ("articles", "dates"): "'[]'"}
INDEX = "create index if not exists pages_reader on pages(reader);"

# what a file that gives no text pages left as one was refused when it was opened
_REFUSED = """
update pages set reader = :refused where outcome = 'aside' and kind = 'text' and (
    not (lower(source) like '%.txt' or lower(source) like '%.txt.gz' or lower(source) like '%.txt.zst')
    or reason like 'the file is damaged%' or reason like '%larger than%' or reason like 'there is no such file%'
    or reason like 'the file may not be read%')
"""


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables where they are not there, and bring older ones up to date."""
    db.executescript(SCHEMA)
    if not all(_has(db, *added) for added in ADDED):
        _upgrade(db)
    db.executescript(INDEX)


def _has(db: sqlite3.Connection, table: str, column: str) -> bool:
    return any(found[1] == column for found in db.execute(f"pragma table_info({table})"))


def _upgrade(db: sqlite3.Connection) -> None:
    """An archive of an earlier build gets the columns it lacks; its articles get the numbers of their pages."""
    db.execute("begin immediate")
    try:
        for (table, column), value in ADDED.items():
            if not _has(db, table, column):  # another process may have been quicker
                db.execute(f"alter table {table} add column {column} text not null default {value}")
                _numbered(db, column)
        db.execute("commit")
    except BaseException:
        db.execute("rollback")
        raise


def _numbered(db: sqlite3.Connection, added: str) -> None:
    """What comes with the column that tells who read a page."""
    if added == "reader":
        db.execute(_REFUSED, {"refused": REFUSED})
        if db.execute("select 1 from articles where id <> page").fetchone():
            db.execute("update articles set id = -page")
            db.execute("update articles set id = page")
            revise(db)


def revise(db: sqlite3.Connection) -> None:
    """Note that articles were changed, not only added: what was made from them is to be made anew."""
    db.execute(
        "insert into state (name, value) values ('revision', 1) on conflict(name) do update set value = value + 1"
    )
