//! Documents made to hurt: each kind in its smallest form.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use crate::samples::zip;

/// What stands in each, so that there is something to read.
pub(super) const WORDS: &str = "Flooding killed 12 people in Mocuba on 14 February 2027, the mayor said.";

/// A PDF file of these objects, numbered from 1; the first is its catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{}", places.concat());
    let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend((table + &end).bytes());
    bytes
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF file of one page with this font and these contents (object 4), and more objects from 6 on.
fn page(entries: &str, contents: Vec<u8>, font: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {entries} /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        contents,
        font.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const MAPPED: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 6 0 R >>";
const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 100 100]";

fn line(more: &str) -> Vec<u8> {
    format!("BT /F1 12 Tf 72 700 Td ({WORDS}) Tj ET {more}\n").into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// A page of words alone, which is read.
pub(super) fn good_pdf() -> Vec<u8> {
    page("/Contents 4 0 R", stream("", &line("")), HELVETICA, &[stream(FORM, b"")])
}

/// A form without resources of its own, which draws by those of the page: itself.
pub(super) fn form_draws_itself() -> Vec<u8> {
    page("/Contents 4 0 R", stream("", &line("/X1 Do")), HELVETICA, &[stream(FORM, b"/X1 Do")])
}

/// Forms that draw the next one twelve times each, nine deep.
pub(super) fn forms_that_multiply() -> Vec<u8> {
    let form = |next: usize| {
        let resources = format!("{FORM} /Resources << /XObject << /X1 {next} 0 R >> >>");
        stream(&resources, "/X1 Do ".repeat(12).as_bytes())
    };
    let mut forms: Vec<Vec<u8>> = (7..16).map(form).collect();
    forms.push(stream(FORM, &line("")));
    page("/Contents 4 0 R", stream("", &line("/X1 Do")), HELVETICA, &forms)
}

fn mapped(map: &str) -> Vec<u8> {
    let map = format!("/CIDInit /ProcSet findresource begin 12 dict begin begincmap {map} endcmap");
    let info = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>";
    page(
        "/Contents 4 0 R",
        stream("", &line("")),
        MAPPED,
        &[stream("", map.as_bytes()), info.as_bytes().to_vec()],
    )
}

/// A character map nested 200,000 deep.
pub(super) fn map_nested() -> Vec<u8> {
    mapped(&"[ ".repeat(200_000))
}

/// A character map of all numbers of four bytes.
pub(super) fn map_range() -> Vec<u8> {
    mapped(
        "1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
    )
}

/// Contents packed three times.
pub(super) fn three_filters() -> Vec<u8> {
    let bytes = packed(&packed(&packed(&b"q ".repeat(60 << 20))));
    let filters = "/Filter [/FlateDecode /FlateDecode /FlateDecode]";
    page("/Contents 4 0 R", stream(filters, &bytes), HELVETICA, &[stream(FORM, b"")])
}

/// A page whose contents are one stream, 2,000 times.
pub(super) fn contents_again() -> Vec<u8> {
    let contents = format!("/Contents [{}]", "4 0 R ".repeat(2_000));
    let bytes = packed(&line("").repeat(3_000));
    page(&contents, stream("/Filter /FlateDecode", &bytes), HELVETICA, &[stream(FORM, b"")])
}

/// A spreadsheet of one sheet with this data and these shared strings.
fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let strings = format!("<sst xmlns=\"{main}\"><si><t>{strings}</t></si></sst>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: String| format!("<Relationships xmlns=\"{package}\">{all}</Relationships>");
    let outer = relations(relation("r1", "officeDocument", "xl/workbook.xml"));
    let inner = relations(
        relation("r1", "worksheet", "worksheets/s.xml")
            + &relation("r2", "sharedStrings", "sharedStrings.xml"),
    );
    zip(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", outer.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inner.as_bytes()),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn cell(at: &str, words: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// Words at the head and one letter in the last cell that there is.
pub(super) fn two_corners() -> Vec<u8> {
    let row = |number: usize, cells: String| format!("<row r=\"{number}\">{cells}</row>");
    let rows = row(1, cell("A1", "text") + &cell("B1", "published")) + &row(2, cell("A2", WORDS));
    xlsx(&(rows + &row(1_048_576, cell("XFD1048576", "x"))), "")
}

/// A string of a hundred thousand bytes in 1,000 cells.
pub(super) fn shared_string() -> Vec<u8> {
    let cells: String = (2..1_002)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let head = format!("<row r=\"1\">{}</row>", cell("A1", "text"));
    xlsx(&(head + &cells), &WORDS.repeat(1_500))
}

/// A row that stands there a million times.
pub(super) fn repeated_row() -> Vec<u8> {
    let row = |times: usize, words: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{times}\"><table:table-cell office:value-type=\"string\"><text:p>{words}</text:p>\
             </table:table-cell></table:table-row>"
        )
    };
    let names = ["office", "table", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content {}><office:body><office:spreadsheet><table:table table:name=\"S\">{}{}</table:table></office:spreadsheet>\
         </office:body></office:document-content>",
        names.join(" "),
        row(1, "text"),
        row(1_000_000, WORDS)
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn docx(body: &str) -> Vec<u8> {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let body = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())])
}

/// Five million bytes of text, which pack to little.
pub(super) fn much_text() -> Vec<u8> {
    docx(&format!("<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>").repeat(5_000_000 / WORDS.len()))
}

/// A quarter of a million cells.
pub(super) fn many_cells() -> Vec<u8> {
    let row = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>".repeat(500);
    docx(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{row}</w:tr>").repeat(500)))
}

/// Three files of one name. What writes archives does not allow that: the names are made one afterwards.
pub(super) fn one_name() -> Vec<u8> {
    let words = |number: usize| format!("Flooding killed {number} people in Mocuba.");
    let bytes: Vec<String> = (2..5).map(words).collect();
    let names = ["1.txt", "2.txt", "3.txt"];
    let entries: Vec<(&str, &[u8])> =
        names.iter().zip(&bytes).map(|(name, bytes)| (*name, bytes.as_bytes())).collect();
    let mut archive = zip(&entries);
    for at in 0..archive.len() {
        if names.iter().any(|name| archive[at..].starts_with(name.as_bytes())) {
            archive[at] = b'a';
        }
    }
    archive
}
