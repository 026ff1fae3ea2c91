#!/usr/bin/env python3
"""Checks lexicons/*.tsv: header, columns, order, duplicates, spaces, dates and codes. Exit code 1 with the faults listed."""
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "lexicons"
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO IGO IMG ISM MNC".split())
KINDS = set("name adjective people capital seat region city".split())
KEYS = {
    "countries.tsv": ["iso3"],
    "country_terms.tsv": ["term", "iso3", "kind", "from"],
    "organisations.tsv": ["term", "id"],
    "members.tsv": ["id", "iso3", "from"],
    "leaders.tsv": ["name", "iso3", "org", "office", "from"],
    "offices.tsv": ["phrase"],
    "agents.tsv": ["lemma"],
}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read(name):
    text = (FOLDER / name).read_bytes().decode("utf-8")
    if "\r" in text or not text.endswith("\n"):
        raise ValueError("line ends")
    body = text.splitlines()
    at = next(i for i, line in enumerate(body) if line.startswith("#columns: "))
    if not all(line.startswith("# ") for line in body[:at]):
        raise ValueError("header")
    return body[at][10:].split("\t"), [line.split("\t") for line in body[at + 1:]], at + 2


def main():
    faults, tables = [], {}
    for name in KEYS:
        try:
            tables[name] = read(name)
        except Exception as error:
            faults.append(f"{name}: {error}")
    if faults:
        return faults
    states = {row[0] for row in tables["countries.tsv"][1]}
    bodies = {row[1] for row in tables["organisations.tsv"][1]}
    bodies.update(row[0] for row in tables["members.tsv"][1])
    for name, (columns, rows, first) in tables.items():
        seen, before = set(), b""
        for number, row in enumerate(rows, first):
            where = f"{name}:{number}"
            if len(row) != len(columns):
                faults.append(f"{where}: {len(row)} cells")
                continue
            cell = dict(zip(columns, row))
            if any(value != value.strip() or "  " in value for value in row):
                faults.append(f"{where}: spaces: {row}")
            if name == "leaders.tsv" and re.search(r"\d{4}|\.\.", cell["aliases"]):
                faults.append(f"{where}: a date among the names: {row}")
            if not row[0]:
                faults.append(f"{where}: empty first cell")
            if row[0].encode() < before:
                faults.append(f"{where}: order: {row[0]}")
            before = row[0].encode()
            key = tuple(cell[k] for k in KEYS[name])
            if key in seen:
                faults.append(f"{where}: twice: {key}")
            seen.add(key)
            for column in ("from", "until", "known_until"):
                if cell.get(column) and not DATE.fullmatch(cell[column]):
                    faults.append(f"{where}: date {cell[column]}")
            if cell.get("from") and cell.get("until") and cell["from"][:len(cell["until"])] > cell["until"]:
                faults.append(f"{where}: {cell['from']} after {cell['until']}: {row[0]}")
            for column in ("iso3", "country"):
                if cell.get(column) and cell[column] not in states:
                    faults.append(f"{where}: state {cell[column]}")
            if "sector" in cell and cell["sector"] and cell["sector"] not in SECTORS:
                faults.append(f"{where}: sector {cell['sector']}")
            if "kind" in cell and cell["kind"] not in KINDS:
                faults.append(f"{where}: kind {cell['kind']}")
            if cell.get("org") and cell["org"] not in bodies:
                faults.append(f"{where}: body {cell['org']}")
            if name == "leaders.tsv":
                if not cell["iso3"] and not cell["org"]:
                    faults.append(f"{where}: neither state nor body")
                if not cell["known_until"] or not cell["source"]:
                    faults.append(f"{where}: known_until or source empty")
                if cell["name"] in cell["aliases"].split("|"):
                    faults.append(f"{where}: alias is the name")
            if name == "offices.tsv" and row[0] != row[0].lower():
                faults.append(f"{where}: not lower case")
    return faults


if __name__ == "__main__":
    found = main()
    print("\n".join(found) or "lexicons: all well")
    sys.exit(bool(found))
