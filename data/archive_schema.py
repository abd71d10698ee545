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
    if not (_has(db, "reader") and _has(db, "hint")):
        _upgrade(db)
    db.executescript(INDEX)


def _has(db: sqlite3.Connection, column: str) -> bool:
    return any(found[1] == column for found in db.execute("pragma table_info(pages)"))


def _upgrade(db: sqlite3.Connection) -> None:
    """An archive from before pages knew who read them and what feeds said: articles get the numbers of their pages."""
    db.execute("begin immediate")  # another process may have been quicker: all is looked at again
    try:
        if not _has(db, "hint"):
            db.execute("alter table pages add column hint text not null default ''")
        if not _has(db, "reader"):
            db.execute("alter table pages add column reader text not null default ''")
            db.execute(_REFUSED, {"refused": REFUSED})
            if db.execute("select 1 from articles where id <> page").fetchone():
                db.execute("update articles set id = -page")
                db.execute("update articles set id = page")
                revise(db)
        db.execute("commit")
    except BaseException:
        db.execute("rollback")
        raise


def revise(db: sqlite3.Connection) -> None:
    """Note that articles were changed, not only added: what was made from them is to be made anew."""
    db.execute(
        "insert into state (name, value) values ('revision', 1) on conflict(name) do update set value = value + 1"
    )
