//! The page's colours can be read: WCAG AA, 4.5 to 1, for every colour of text on the paper and on a mark, light and dark.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../src/write/page/style.css");

/// The colours of the theme whose `:root` is the `number`th of the style sheet.
fn theme(number: usize) -> BTreeMap<&'static str, [f64; 3]> {
    let block =
        STYLE.split(":root {").nth(number + 1).and_then(|rest| rest.split('}').next()).expect("a theme");
    let pairs = block.split(';').filter_map(|line| line.split_once(": #"));
    pairs.map(|(name, value)| (name.trim().trim_start_matches("--"), colour(value.trim()))).collect()
}

fn colour(hex: &str) -> [f64; 3] {
    let digits: Vec<f64> = hex.chars().filter_map(|digit| digit.to_digit(16)).map(f64::from).collect();
    match digits[..] {
        [r, g, b] => [r * 17.0, g * 17.0, b * 17.0],
        [a, b, c, d, e, f] => [a * 16.0 + b, c * 16.0 + d, e * 16.0 + f],
        _ => panic!("no colour: {hex}"),
    }
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    let linear = |value: f64| {
        let value = value / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: [f64; 3], two: [f64; 3]) -> f64 {
    let (one, two) = (luminance(one), luminance(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

#[test]
fn every_colour_of_text_can_be_read() {
    for (number, name) in ["light", "dark", "print"].into_iter().enumerate() {
        let theme = theme(number);
        for text in ["ink", "soft", "link", "planned", "denied", "maybe", "order", "accent"] {
            let on_paper = contrast(theme[text], theme["paper"]);
            assert!(on_paper >= 4.5, "{name}: {text} on paper {on_paper:.2}");
        }
        let on_mark = contrast(theme["ink"], theme["mark"]);
        assert!(on_mark >= 4.5, "{name}: ink on mark {on_mark:.2}");
    }
}

#[test]
fn contrast_is_measured_as_wcag_does() {
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast(colour("767676"), colour("fff")) - 4.54).abs() < 0.01);
}
