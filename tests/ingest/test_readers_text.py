"""Plain text: every encoding that is claimed, told apart and named."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import BlockKind
from ingest.errors import IngestError, NotADocument
from ingest.readers import read_file
from ingest.readers.encodings import decode, lost_letters
from ingest.readers.glued_numerals import part_numerals
from ingest.readers.paragraphs import join_lines
from ingest.readers.vietnamese_encodings import by_font, from_tcvn3, from_viqr, from_vni

TEXTS = {
    "vi": "Điều 1. Cơ quan đại diện cấp giấy tờ đi lại cho công dân bị mất hộ chiếu trong thời hạn hai ngày làm "
    "việc, kể từ ngày nhận được đơn. Người có đơn không phải nộp lệ phí khi giấy tờ bị mất do thiên tai.",
    "ar": "المادة الأولى: على السلطات المختصة أن تبلغ البعثة القنصلية دون تأخير إذا احتجز أحد رعايا الدولة الموفدة، "
    "وأن تتيح له الاتصال بها، وأن تعلمه بحقوقه في هذا الشأن بلغة يفهمها.",
    "fr": "Article premier. Les autorités compétentes avisent sans délai le poste consulaire de l'arrestation d'un "
    "ressortissant de l'État d'envoi ; elles informent l'intéressé de ses droits à cet égard, dès le début.",
    "es": "Artículo 1. Las autoridades competentes informarán sin demora a la oficina consular de la detención de un "
    "nacional del Estado que envía, y el interesado será informado de sus derechos en esta materia según la ley.",
    "ru": "Статья 1. Компетентные органы без промедления уведомляют консульское учреждение о задержании гражданина "
    "представляемого государства и сообщают ему о его правах на том языке, который он понимает.",
    "zh": "第一条 主管机关应当毫不迟延地将派遣国国民被拘留的情况通知领事机关，并应当告知有关国民其在本条项下所享有的权利。"
    "领事官员有权前往探视该国民，与其交谈和通信，并代为安排法律代理人。",
    "en": "Article 1. The competent authorities shall inform the consular post without delay of the detention of a "
    "national of the sending State, and shall tell the person concerned of his or her rights under this Article.",
}


@pytest.mark.parametrize(
    ("language", "codec", "named"),
    [
        ("vi", "utf-8", "utf-8"), ("vi", "utf-8-sig", "utf-8"), ("vi", "utf-16", "utf-16-le"),
        ("vi", "utf-16-be", "utf-16-be"), ("en", "ascii", "ascii"), ("ru", "windows-1251", "windows-1251"),
        ("ru", "koi8-r", "koi8-r"), ("ru", "cp866", "cp866"), ("ar", "windows-1256", "windows-1256"),
        ("fr", "windows-1252", "windows-1252"), ("es", "latin-1", "windows-1252"), ("zh", "gb18030", "gb18030"),
        ("zh", "hz", "hz"), ("fr", "mac-roman", "mac-roman"), ("ru", "utf-16", "utf-16-le"),
        ("ar", "utf-16-le", "utf-16-le"), ("ar", "utf-16-be", "utf-16-be"), ("zh", "utf-16-be", "utf-16-be"),
        ("zh", "utf-16-le", "utf-16-le"), ("ru", "iso8859-5", "iso8859-5"), ("ar", "iso8859-6", "iso8859-6"),
        ("fr", "cp850", "cp850"),
    ],
)  # fmt: skip
def test_encodings(language: str, codec: str, named: str) -> None:
    text = TEXTS[language] * 2
    decoded = decode(text.encode(codec), "a.txt")
    assert decoded.text == text
    assert decoded.encoding == named
    assert bool(decoded.notices) is (named not in {"utf-8", "ascii"})


def _windows_1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: vowels with their marks, tones apart."""
    import unicodedata

    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone))
        out += (base + "".join(tone)).encode("cp1258")
    return bytes(out)


def test_windows_1258() -> None:
    from ingest.readers.clean import clean

    decoded = decode(_windows_1258(TEXTS["vi"]), "a.txt")
    assert decoded.encoding == "windows-1258"
    assert clean(decoded.text) == TEXTS["vi"]


TCVN3 = "BiÓn §«ng, ChÝnh phñ, QuyÕt ®Þnh, ®iÒu −íc quèc tÕ"
VNI = "Chính phuû Vieät Nam, Boä tröôûng, ñieàu öôùc"
VIQR = "Lua^.t Ddie^`u u+o+'c quo^'c te^', co^ng da^n o+? nu+o+'c ngoa`i"


def test_vietnamese_before_unicode() -> None:
    assert from_tcvn3("ChÝnh phñ, QuyÕt ®Þnh") == "Chính phủ, Quyết định"
    assert from_vni(VNI) == "Chính phủ Việt Nam, Bộ trưởng, điều ước"
    assert from_viqr(VIQR) == "Luật Điều ước quốc tế, công dân ở nước ngoài"


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("Nghi. ddi.nh na`y.", "Nghị định này."),
        ("Chi'nh phu?, Bo^. tru+o+?ng", "Chính phủ, Bộ trưởng"),
        ("the? ddi la.i. The? co' ha.n", "thẻ đi lại. Thẻ có hạn"),
        ("http://moj.lamhai.example/thu.tuc va` le^ phi'", "http://moj.lamhai.example/thu.tuc và lê phí"),
        ("trang chinhphu.vn, mu.c 2", "trang chinhphu.vn, mục 2"),
        ("Ho? Kho^ng! thu? tu.c kho?e", "Ho? Không! thủ tục khỏe"),
        ("tra? lo+`i cu?a Trung tam. Ngu+o+`i tra?\nLuat", "trả lời của Trung tam. Người trả\nLuat"),
        ("mu.c **na`y** va` (a)* ghi chu'", "mục **này** và (a)* ghi chú"),
    ],
)
def test_viqr_tones_and_stops(signs: str, expected: str) -> None:
    assert from_viqr(signs) == expected


def test_vietnamese_encodings_are_recognised() -> None:
    from ingest.readers.vietnamese_encodings import _TCVN3

    letters = {letter: code for code, letter in _TCVN3.items()}
    data = bytes(letters.get(letter, ord(letter) if ord(letter) < 128 else 63) for letter in TEXTS["vi"])
    assert decode(data, "a.txt").text == TEXTS["vi"]
    copied = "".join(chr(byte) for byte in data)
    decoded = decode(copied.encode("utf-8"), "a.txt")
    assert decoded.text == TEXTS["vi"]
    assert "TCVN3" in decoded.notices[0].reason
    signs = (
        "Co+ quan dda.i die^.n ca^'p gia^'y to+` ddi la.i cho co^ng da^n bi. ma^'t ho^. chie^'u trong tho+`i ha.n. "
        * 3
    )
    assert decode(signs.encode(), "a.txt").encoding == "viqr"


@pytest.mark.parametrize(
    ("font", "printed", "expected"),
    [
        (".VnTime", "Bé Ngo¹i giao", "Bộ Ngoại giao"),
        (".VnTimeH", "céng hßa", "CỘNG HÒA"),
        ("VNI-Times", "Boä Ngoaïi giao", "Bộ Ngoại giao"),
    ],
)
def test_fonts(font: str, printed: str, expected: str) -> None:
    read = by_font(font)
    assert read is not None
    assert read(printed) == expected


def test_a_usual_font_changes_nothing() -> None:
    assert by_font("Times New Roman") is None


def test_english_is_not_taken_for_viqr() -> None:
    text = "What is to be done? Add. (See the note.) The parties' rights+duties; a(b) and e(f)." * 20
    assert decode(text.encode(), "a.txt").text == text


def test_a_cut_or_damaged_utf8_is_read_and_said() -> None:
    data = (TEXTS["zh"] * 3).encode()[:-1]
    decoded = decode(data, "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.notices[0].code == "damaged_text"


def test_lost_letters_are_said() -> None:
    text = "C? quan d?i di?n c?p gi?y t? cho công dân ? n??c ngoài trong th?i h?n hai ngày làm vi?c. " * 8
    assert lost_letters(text, "a.txt")[0].code == "damaged_text"
    assert not lost_letters(TEXTS["vi"] * 8, "a.txt")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(IngestError):
        decode(bytes(range(128, 256)) * 20, "a.txt")


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_read(tmp_path: Path, language: str) -> None:
    path = tmp_path / "law.txt"
    path.write_text(f"{TEXTS[language]}\n\n{TEXTS[language]}", encoding="utf-8")
    (document,) = read_file(path)
    assert [block.text for block in document.blocks] == [TEXTS[language]] * 2
    assert document.media_type == "text/plain"


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Article 1\nThe first page of it.\fArticle 2\nThe second page.\f", encoding="utf-8")
    (document,) = read_file(path)
    assert [block.page for block in document.blocks] == [1, 1, 2, 2]


def test_soft_hyphens_at_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("The consular au\u00ad\nthorities answer.", encoding="utf-8")
    (document,) = read_file(path)
    assert document.text == "The consular authorities answer."


def test_an_empty_file_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(b"\xef\xbb\xbf\n")
    with pytest.raises(NotADocument):
        list(read_file(path))


def test_lines_opened_by_a_hash_are_headings_where_there_are_several(tmp_path: Path) -> None:
    path = tmp_path / "declarations.txt"
    states = ["Norvale", "Cardena", "Lam Hai"]
    said = "The Government does not consider itself bound by article 22 of the Convention on assistance."
    path.write_text("\n".join(f"#{state}\n{said}\n" for state in states), encoding="utf-8")
    (document,) = read_file(path)
    assert [block.text for block in document.blocks if block.kind is BlockKind.HEADING] == states
    path.write_text(f"{said}\n#1 of the list\n#Norvale\n{said}\n", encoding="utf-8")
    (document,) = read_file(path)
    assert not any(block.kind is BlockKind.HEADING for block in document.blocks)


GLUED = [
    ("agreed as follows ARTICLE imembership1. all. ARTICLE iiseat1. here. ARTICLE iiiviews1. free.",
     "agreed as follows ARTICLE i membership1. all. ARTICLE ii seat1. here. ARTICLE iii views1. free."),
    # A number in small letters before one sign of the word more: the sequence tells.
    ("a. ARTICLE iinspection. b. ARTICLE iiissues. c. ARTICLE iiiimports. d. ARTICLE ivaccess. e. ARTICLE vvotes.",
     "a. ARTICLE i inspection. b. ARTICLE ii issues. c. ARTICLE iii imports. d. ARTICLE iv access. e. ARTICLE v votes."),
    # A heading that is missed shifts no other.
    ("ARTICLE iaid. ARTICLE iiseat. ARTICLE iiiaims. ARTICLE vfees. ARTICLE vifinance. ARTICLE viistaff.",
     "ARTICLE i aid. ARTICLE ii seat. ARTICLE iii aims. ARTICLE v fees. ARTICLE vi finance. ARTICLE vii staff."),
    # Two instruments in one text.
    ("ARTICLE iaid. ARTICLE iiseat. ARTICLE iiiaims. ARTICLE ivfees. ARTICLE iseat. ARTICLE iivotes. ARTICLE iiinotice.",
     "ARTICLE i aid. ARTICLE ii seat. ARTICLE iii aims. ARTICLE iv fees. ARTICLE i seat. ARTICLE ii votes. ARTICLE iii notice."),
    ("el articulo iambito rige.articulo iiobligaciones rigen.articulo iiireservas no hay.",
     "el articulo iambito rige.articulo iiobligaciones rigen.articulo iiireservas no hay."),
    ("protocolo.articulo iambito rige.articulo iiobligaciones rigen.articulo iiireservas no hay.",
     "protocolo.articulo i ambito rige.articulo ii obligaciones rigen.articulo iii reservas no hay."),
    ("Under article ii, article in force, article is, article via the Office.", None),
    ("Article I. Aims. Article II. Seat. Article III. Fees. As article iv provides, article vi too.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parted"), GLUED)
def test_numbers_that_touch_the_next_word_are_parted(text: str, parted: str | None) -> None:
    assert part_numerals(text) == (parted or text)


def test_a_long_paragraph_of_divided_words_takes_no_time() -> None:
    joined = join_lines(["ab-"] * 30_000)
    assert len(joined) == 1
    assert joined[0] == "ab" * 30_000 + "-"


def test_an_rtf_code_page_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "law.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg99999 Article 1\\par The caf\\'e9 is open.}")
    (document,) = read_file(path)
    assert document.blocks[1].text == "The café is open."


def test_rare_han_in_a_text_file_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "nom.txt"
    path.write_text("條𠬠 每𠊛生𫥨調特自由吧平等\n條𠄩 𤯩固權𤯩權自由吧安寧\n", "utf-8")
    (raw,) = read_file(path)
    assert "𠊛" in raw.text
