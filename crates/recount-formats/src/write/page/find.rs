//! What finds, narrows and sorts the counts of the page: a bar that only its script shows, and the script, which the page's policy
//! lets run by its digest and no other.

use super::html::Html;

/// The digest of the script, as the policy names it; a macro, so that the head stays one constant.
macro_rules! find_digest {
    () => {
        "sha256-Uh71mOtYlVFB/RmS4Z6bIv/T9OZY/8X6mDtBuKip8Zw="
    };
}
pub(super) use find_digest;

/// The script as it stands at the end of the page.
pub(super) const SCRIPT: &str = concat!("<script>", include_str!("find.js"), "</script>\n");

/// The bar above the counts; without the script there is nothing to see of it.
pub(super) fn bar(html: &mut Html) {
    html.raw(
        "<div id=\"find\" role=\"search\" aria-label=\"Find and sort the counts\" hidden>\n\
         <label for=\"find-words\">Words <input id=\"find-words\" type=\"search\" autocomplete=\"off\"></label>\n\
         <label for=\"find-measure\">Measure <select id=\"find-measure\"><option value=\"\">All</option></select></label>\n\
         <label for=\"find-order\">Order <select id=\"find-order\"><option value=\"given\">as it stands</option>\
         <option value=\"number\">highest number first</option><option value=\"accounts\">most accounts first</option>\
         <option value=\"latest\">latest day first</option></select></label>\n\
         <p id=\"find-said\" role=\"status\"></p>\n</div>\n",
    );
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// Bytes in base 64.
    fn base64(bytes: &[u8]) -> String {
        let four = |three: &[u8]| {
            let bits =
                (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
            let letter = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
            (0..4).map(move |at| if at <= three.len() { letter(at) } else { '=' }).collect::<String>()
        };
        bytes.chunks(3).map(four).collect()
    }

    #[test]
    fn the_policy_names_the_script() {
        let digest = Sha256::digest(include_str!("find.js").as_bytes());
        assert_eq!(find_digest!(), format!("sha256-{}", base64(&digest)), "put the right side into find.rs");
    }
}
