//! Parts of speech and grammatical relations.

macro_rules! names {
    ($(#[$meta:meta])* $kind:ident, $($variant:ident = $name:literal,)*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "they go by the names of their scheme")]
        pub enum $kind { $($variant,)* }

        impl $kind {
            /// All of them, in order of number.
            pub const ALL: &[$kind] = &[$($kind::$variant,)*];

            /// The name in its scheme.
            pub const fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)* }
            }

            /// The one of this name.
            pub fn named(name: &str) -> Option<$kind> {
                match name { $($name => Some($kind::$variant),)* _ => None }
            }

            /// The one of this number.
            pub(crate) fn numbered(number: usize) -> $kind {
                $kind::ALL.get(number).copied().unwrap_or_default()
            }
        }
    };
}

names! {
    /// Part of speech in the Penn Treebank's tags, as the English Web Treebank extends them. Marks of punctuation share
    /// one tag.
    Tag,
    CC = "CC", CD = "CD", DT = "DT", EX = "EX", FW = "FW", IN = "IN", JJ = "JJ", JJR = "JJR", JJS = "JJS", LS = "LS",
    MD = "MD", NN = "NN", NNS = "NNS", NNP = "NNP", NNPS = "NNPS", PDT = "PDT", POS = "POS", PRP = "PRP",
    PRPS = "PRP$", RB = "RB", RBR = "RBR", RBS = "RBS", RP = "RP", SYM = "SYM", TO = "TO", UH = "UH", VB = "VB",
    VBD = "VBD", VBG = "VBG", VBN = "VBN", VBP = "VBP", VBZ = "VBZ", WDT = "WDT", WP = "WP", WPS = "WP$", WRB = "WRB",
    HYPH = "HYPH", ADD = "ADD", AFX = "AFX", NFP = "NFP", GW = "GW", Punct = "PUNCT", X = "XX",
}

names! {
    /// What a token is to its head, in the relations of Universal Dependencies 2.
    Relation,
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
    Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
    CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
    Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjPass = "nsubj:pass",
    Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
    Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
    Vocative = "vocative", Xcomp = "xcomp", Dep = "dep",
}

#[expect(clippy::derivable_impls, reason = "the enum comes from a macro")]
impl Default for Tag {
    fn default() -> Self {
        Tag::X
    }
}

#[expect(clippy::derivable_impls, reason = "the enum comes from a macro")]
impl Default for Relation {
    fn default() -> Self {
        Relation::Dep
    }
}

impl Tag {
    /// The tag of a treebank's column XPOS: marks of punctuation share one, `$` and `#` are symbols.
    pub fn of_treebank(name: &str) -> Tag {
        match name {
            "." | "," | ":" | "``" | "''" | "-LRB-" | "-RRB-" => Tag::Punct,
            "$" | "#" => Tag::SYM,
            _ => Tag::named(name).unwrap_or_default(),
        }
    }

    /// VB, VBD, VBG, VBN, VBP or VBZ.
    pub const fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// A common or proper noun.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// An adjective.
    pub const fn is_adjective(self) -> bool {
        matches!(self, Tag::JJ | Tag::JJR | Tag::JJS)
    }

    /// A word of an open class or a pronoun: what a phrase is built on.
    pub const fn is_nominal(self) -> bool {
        self.is_noun() || matches!(self, Tag::PRP | Tag::CD | Tag::WP | Tag::DT | Tag::WDT | Tag::EX)
    }
}

impl Relation {
    /// The relation of a treebank's column DEPREL. Rare subtypes fall back to what they are a subtype of.
    pub fn of_treebank(name: &str) -> Relation {
        let whole = Relation::named(name);
        whole.or_else(|| Relation::named(name.split(':').next()?)).unwrap_or_default()
    }

    /// Whether it is a subject, of a passive verb or another.
    pub const fn is_subject(self) -> bool {
        matches!(self, Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::CsubjPass)
    }

    /// Whether it heads a clause of its own.
    pub const fn is_clause(self) -> bool {
        matches!(
            self,
            Relation::Acl
                | Relation::AclRelcl
                | Relation::Advcl
                | Relation::AdvclRelcl
                | Relation::Ccomp
                | Relation::Csubj
                | Relation::CsubjPass
                | Relation::Parataxis
                | Relation::Root
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for tag in Tag::ALL {
            assert_eq!(Tag::named(tag.name()), Some(*tag));
        }
        for relation in Relation::ALL {
            assert_eq!(Relation::named(relation.name()), Some(*relation));
        }
    }

    #[test]
    fn rare_subtypes_fall_back() {
        assert_eq!(Relation::of_treebank("nsubj:outer"), Relation::Nsubj);
        assert_eq!(Tag::of_treebank("-LRB-"), Tag::Punct);
    }
}
