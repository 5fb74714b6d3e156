//! Writes markup so that text can never become markup: tags and attribute names are fixed in the program
//! (`&'static str`), and everything else is escaped. This is all the page needs of a template engine, and the compiler
//! holds the rule; that is why there is none.

use crate::write::mask::Scope;

/// Markup under construction.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
    /// Whose names are left out of what is written now.
    pub(super) scope: Option<Scope>,
}

/// The attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// Markup that is part of the program.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.out.push_str(markup);
        self
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) -> &mut Html {
        match &self.scope {
            None => escape(text, &mut self.out),
            Some(scope) => escape(&scope.text(text), &mut self.out),
        }
        self
    }

    /// A start tag.
    pub(super) fn open(&mut self, tag: &'static str, attributes: Attributes) -> &mut Html {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self
    }

    /// An end tag.
    pub(super) fn close(&mut self, tag: &'static str) -> &mut Html {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        self
    }

    /// An element that holds text alone.
    pub(super) fn leaf(&mut self, tag: &'static str, attributes: Attributes, text: &str) -> &mut Html {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// The markup.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Characters that mean something in markup become references; control characters, which no reader should see, become
/// the replacement character.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            '\r' => {}
            _ if character.is_control() => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped() {
        let mut html = Html::default();
        html.leaf("a", &[("href", "\"><script>")], "</a>&'\u{1b}[31m\r\n");
        assert_eq!(
            html.finish(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;/a&gt;&amp;&#39;\u{fffd}[31m\n</a>"
        );
    }
}
