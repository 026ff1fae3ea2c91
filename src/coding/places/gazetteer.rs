//! The gazetteer: names of places, districts, regions, states and continents, as the binary carries them.
//!
//! `places.tsv` is not read in: it is searched where it lies, by halves, since its lines are in the order of their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Populated places and districts, in the order of their folded names.
pub(crate) const PLACES: &str = include_str!("../../../gazetteer/places.tsv");
/// Continents, states and regions.
pub(crate) const REGIONS: &str = include_str!("../../../gazetteer/regions.tsv");

/// How large a thing a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// A town, village or quarter.
    Place,
    /// A county or other second-level district.
    District,
    /// A first-level region: a state of a federation, a province.
    Region,
    /// A state.
    State,
    /// A continent.
    Continent,
}

/// One place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// How large.
    pub extent: Extent,
    /// Its name in the gazetteer.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3; empty for continents.
    pub country: &'static str,
    /// Code of the first-level region; empty for what is larger.
    pub region: &'static str,
    /// Degrees.
    pub latitude: f32,
    /// Degrees.
    pub longitude: f32,
    /// Inhabitants.
    pub people: u64,
    /// GeoNames id, where known.
    pub geonames: Option<u32>,
}

/// Regions, states and continents, read on first use.
pub struct Gazetteer {
    /// By folded name.
    regions: HashMap<String, Vec<Place>>,
    /// Names that hold only as they are written: "IN", "Ky.".
    short: HashMap<&'static str, Vec<Place>>,
    states: HashMap<&'static str, Place>,
    /// By state and code.
    names: HashMap<(&'static str, &'static str), &'static str>,
}

/// The gazetteer that the binary carries.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);
    &GAZETTEER
}

impl Gazetteer {
    fn read() -> Gazetteer {
        let mut g =
            Gazetteer { regions: HashMap::new(), short: HashMap::new(), states: HashMap::new(), names: HashMap::new() };
        for line in REGIONS.lines().filter(|l| !l.starts_with('#')) {
            let f: Vec<&'static str> = line.split('\t').collect();
            let [kind, country, region, name, others, latitude, longitude, people, geonames] = f[..] else { continue };
            let extent = match kind {
                "state" => Extent::State,
                "region" => Extent::Region,
                _ => Extent::Continent,
            };
            let (latitude, longitude) = (number(latitude), number(longitude));
            let people = people.parse().unwrap_or(0);
            let place =
                Place { extent, name, country, region, latitude, longitude, people, geonames: geonames.parse().ok() };
            if extent == Extent::State {
                g.states.insert(country, place);
                continue;
            }
            g.names.insert((country, region), name);
            g.regions.entry(fold(name)).or_default().push(place);
            for other in others.split('|').filter(|o| !o.is_empty()) {
                if other.len() < 4 || other.contains('.') {
                    g.short.entry(other).or_default().push(place);
                } else {
                    g.regions.entry(fold(other)).or_default().push(place);
                }
            }
        }
        g
    }

    /// A state by its code.
    pub fn state(&self, iso3: &str) -> Option<Place> {
        self.states.get(iso3).copied()
    }

    /// The name of a first-level region.
    pub fn region_name(&self, place: &Place) -> Option<&'static str> {
        self.names.get(&(place.country, place.region)).copied().filter(|_| !place.region.is_empty())
    }

    /// Regions and continents of a name, which may be short ("Ky.", "IN").
    pub fn regions(&self, name: &str) -> Vec<Place> {
        let long = self.regions.get(&fold(name)).into_iter().flatten();
        self.short.get(name).into_iter().flatten().chain(long).copied().collect()
    }

    /// All that bear a name: places, districts, regions, continents.
    pub fn find(&self, name: &str) -> Vec<Place> {
        let folded = fold(name);
        let mut out = self.regions.get(&folded).cloned().unwrap_or_default();
        if name.contains('.') {
            out.extend(self.short.get(name).into_iter().flatten());
        }
        out.extend(places(&folded));
        for (short, long) in [("st. ", "saint "), ("ft. ", "fort "), ("mt. ", "mount ")] {
            if let Some(rest) = folded.strip_prefix(short) {
                out.extend(places(&format!("{long}{rest}")));
            } else if let Some(rest) = folded.strip_prefix(long) {
                out.extend(places(&format!("{short}{rest}")));
            }
        }
        let mut seen = Vec::new();
        out.retain(|p| {
            let key = (p.extent, p.country, p.region, p.latitude.to_bits(), p.longitude.to_bits());
            !seen.contains(&key) && {
                seen.push(key);
                true
            }
        });
        out
    }
}

/// Places and districts of a folded name.
fn places(folded: &str) -> Vec<Place> {
    let bytes = PLACES.as_bytes();
    // The first line whose name is not smaller.
    let (mut low, mut high) = (0, PLACES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1).max(low);
        let line = line_at(start);
        if line.starts_with('#') || fold(name_of(line)).as_str() < folded {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    let mut out = Vec::new();
    while low < PLACES.len() {
        let line = line_at(low);
        let Some((name, list)) = line.split_once('\t').filter(|(name, _)| fold(name) == folded) else { break };
        out.extend(list.split(';').filter_map(|entry| place(name, entry)));
        low += line.len() + 1;
    }
    out
}

fn line_at(start: usize) -> &'static str {
    PLACES[start..].split('\n').next().unwrap_or_default()
}

fn name_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

fn place(name: &'static str, entry: &'static str) -> Option<Place> {
    let mut f = entry.split(',');
    let extent = if f.next()? == "d" { Extent::District } else { Extent::Place };
    let (country, region) = (f.next()?, f.next()?);
    let (latitude, longitude) = (number(f.next()?), number(f.next()?));
    let (people, geonames) = (f.next()?.parse().unwrap_or(0), f.next()?.parse().ok());
    Some(Place { extent, name, country, region, latitude, longitude, people, geonames })
}

fn number(s: &str) -> f32 {
    s.parse().unwrap_or(0.0)
}

/// The leading comments of a file; those of `places.tsv` hold the hash of its lines.
pub(crate) fn header(file: &'static str) -> &'static str {
    let end = file.split_inclusive('\n').take_while(|l| l.starts_with('#')).map(str::len).sum();
    &file[..end]
}

/// A name in small letters without accents, as the lines of `places.tsv` are ordered.
pub(crate) fn fold(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.to_lowercase().replace(['’', '‘'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_lines() {
        use sha2::{Digest, Sha256};
        let (head, lines) = PLACES.split_at(header(PLACES).len());
        let hash: String = Sha256::digest(lines).iter().map(|b| format!("{b:02x}")).collect();
        assert!(head.contains(&hash), "places.tsv was changed by hand: make it by tools/gazetteer/build.py");
    }

    #[test]
    fn lines_are_in_the_order_that_the_search_needs() {
        let names: Vec<String> = PLACES.lines().filter(|l| !l.starts_with('#')).map(|l| fold(name_of(l))).collect();
        assert!(names.len() > 100_000);
        for pair in names.windows(2) {
            assert!(pair[0] <= pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let g = gazetteer();
        for (name, country, region) in [
            ("Malmö", "SWE", "27"),
            ("malmo", "SWE", "27"),
            ("Bombay", "IND", "16"),
            ("ALEPPO", "SYR", "09"),
            ("Saint Paul", "USA", "MN"),
            ("St. Paul", "USA", "MN"),
            ("Laurel County", "USA", "KY"),
            ("Texas", "USA", "TX"),
            ("Ky.", "USA", "KY"),
        ] {
            let found = g.find(name);
            assert!(found.iter().any(|p| (p.country, p.region) == (country, region)), "{name}: {found:?}");
        }
        assert!(g.find("in").iter().all(|p| p.region != "IN"), "\"in\" is no Indiana");
        assert!(g.find("Nowhere at all").is_empty());
        assert!(g.find("").is_empty());
    }
}
