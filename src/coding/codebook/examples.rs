//! Whether what was coded is what a page's example asks for.

use super::Example;
use crate::record::{Actor, Event};

/// What is wrong with the best event of the example's type; `None` if nothing is. `found`: all events of the example's
/// sentence, however sure.
pub fn fault(e: &Example, found: &[Event]) -> Option<String> {
    let of_type: Vec<&Event> = found.iter().filter(|x| x.kind == e.kind).collect();
    if of_type.is_empty() {
        let others: Vec<String> = found.iter().map(|x| x.kind.clone()).collect();
        return Some(format!("type is {}, not {}", list(&others), e.kind));
    }
    let mut why = String::new();
    for x in of_type {
        let (actors, recipients) = (codes(&x.actors), codes(&x.recipients));
        why = if actors != sorted(&e.actors) {
            format!("actors are {}, not {}", list(&actors), list(&e.actors))
        } else if recipients != sorted(&e.recipients) {
            format!("recipients are {}, not {}", list(&recipients), list(&e.recipients))
        } else if e.mode.is_some() && x.mode != e.mode {
            let (found, asked) = (x.mode.as_deref().unwrap_or("none"), e.mode.as_deref().unwrap_or("none"));
            format!("mode is {found}, not {asked}")
        } else if e.auxiliary.iter().any(|a| !x.auxiliary.contains(a)) {
            format!("auxiliary modes are {}, not {}", list(&x.auxiliary), list(&e.auxiliary))
        } else {
            return None;
        };
    }
    Some(why)
}

/// What is wrong where the sentence must not be coded with the example's type; `None` if it is not. `least`: from which
/// confidence an event is shown.
pub fn alarm(e: &Example, found: &[Event], least: f32) -> Option<String> {
    let real = |x: &&Event| !x.auxiliary.iter().any(|a| a == "negated" || a == "hypothetical");
    let shown = found.iter().filter(|x| x.kind == e.kind && x.confidence >= least).find(real)?;
    Some(format!("coded as {} all the same, {:.2}", shown.kind, shown.confidence))
}

fn list(of: &[String]) -> String {
    if of.is_empty() { "none".to_string() } else { of.join(" + ") }
}

fn codes(list: &[Actor]) -> Vec<String> {
    sorted(&list.iter().filter_map(|a| a.code().map(str::to_string)).collect::<Vec<_>>())
}

fn sorted(list: &[String]) -> Vec<String> {
    let mut out = list.to_vec();
    out.sort();
    out
}
