//! A codebook page: read, or refused with its line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::coding::events::codebook::page;

fuzz_target!(|text: &str| {
    // A page lives as long as the program, so its text is given away for good and taken back by hand.
    let leaked: *mut str = Box::into_raw(text.to_string().into_boxed_str());
    // SAFETY: the text lives until it is taken back below, after the last use of what was read from it.
    let read = page("fuzz.md", unsafe { &*leaked });
    match &read {
        Ok(p) => assert!(!p.name.is_empty() && !p.quad.is_empty()),
        Err(e) => assert!(e.line >= 1 && e.line <= text.lines().count().max(1)),
    }
    drop(read);
    // SAFETY: made by `Box::into_raw` above, and nothing points into it any more.
    drop(unsafe { Box::from_raw(leaked) });
});
