package privacy_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"budgetbook/generator/privacy"
)

func finds(t *testing.T, s *privacy.Search, file string, data []byte) bool {
	t.Helper()
	hits, err := s.File(file, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hits {
		if h.Part == "" || h.Around == "" {
			t.Errorf("a hit without a place: %+v", h)
		}
	}
	return len(hits) > 0
}

// TestNames says when a name is a word of its own.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"김하늘", "김하늘", true},
		{"김하늘", "담당 김하늘은 휴가", true},
		{"김하늘", "주무관 김하늘(☎)", true},
		{"김하늘", "**김하늘**", true},
		{"김하늘", "과장김하늘주무관에게서", true},
		{"김하늘", "김하늘님께서는", true},
		{"김하늘", "김 하 늘", true},
		{"김하늘", "김하\n늘", true},
		{"김하늘", "<t>김하늘</t>", true},
		{"김하늘", "a,김하늘,b", true},
		{"김 하늘", "김하늘", true},
		{"김하늘", "담당1김하늘063-320-0000", true},
		{"김하늘", "김하늘빛 축제", false},
		{"김하늘", "새김하늘", false},
		{"김하늘", "김하 늘봄", false},
		{"김하늘", "김하, 늘", false},
		{"김하늘", "김하", false},
		{"정수", "정수가 모자람", true},
		{"정수", "정수장 보수", false},
		{"정수", "재정수입", false},
		{"정수", "정 수", false}, // two letters with a space are two words
		{"월매", "월매출액", false},
		{"남궁민수", "남궁 민수의", true},
		{"김", "김 생산", false},
		{"이○○", "담당 이○○ 드림", true},
		{"John Smith", "by John Smith.", true},
		{"John Smith", "Johnny", false},
		{"하나", "하나님", true}, // a title; an office that has both declares the word
	} {
		s := privacy.New()
		s.Name(c.name, 0)
		if got := finds(t, s, "a.md", []byte(c.text)); got != c.want {
			t.Errorf("%s in %q: %v", c.name, c.text, got)
		}
	}
}

// TestPhones: however the number is written, and no other number.
func TestPhones(t *testing.T) {
	for _, c := range []struct {
		phone, text string
		want        bool
	}{
		{"063-320-0000", "063-320-0000", true},
		{"063-320-0000", "전화0633200000번", true},
		{"063-320-0000", "063) 320-0000", true},
		{"063-320-0000", "(063)320-0000", true},
		{"063-320-0000", "063.320.0000", true},
		{"063-320-0000", "063 320 0000", true},
		{"063-320-0000", "063–320–0000", true},
		{"063-320-0000", "+82 63 320 0000", true},
		{"063-320-0000", "+82-63-320-0000", true},
		{"063-320-0000", "+82 (0)63-320-0000", true},
		{"063-320-0000", "320-0000", true},
		{"0633200000", "063-320-0000", true},
		{"+82-63-320-0000", "063-320-0000", true},
		{"02-1000-0001", "1000-0001", true},
		{"063-320-0000, 063-320-0001", "063-320-0001", true},
		{"내선 1234", "(내선 1234)", true},
		{"063-320-0000", "063-320-0001", false},
		{"063-320-0000", "063-320-00001", false},
		{"063-320-0000", "1063-320-0000", false},
		{"063-320-0000", "02-320-0000", false},
		{"063-320-0000", "3200000", false}, // an amount
		{"063-320-0000", "3,200,000", false},
		{"063-320-0000", "633,200,000", false},
		{"063-320-0000", "320 0000", false},
		{"010-2345-6789", "2345-6789", false}, // nobody writes a mobile number so
		{"010-2345-6789", "010 2345 6789", true},
	} {
		s := privacy.New()
		s.Phone(c.phone, 0)
		if got := finds(t, s, "a.md", []byte(c.text)); got != c.want {
			t.Errorf("%s in %q: %v", c.phone, c.text, got)
		}
	}
}

func TestMask(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	s.Phone("063-320-0000", 1)
	if got, want := string(s.Mask([]byte("담당 김하늘은 063-320-0000, 김하늘빛"))), "담당 ○○○은 ○○○-○○○-○○○○, 김하늘빛"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// deflated is a PDF stream object.
func deflated(number int, dict, text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return fmt.Sprintf("%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", number, dict, b.Len(), b.Bytes())
}

func wide(s string) (out string) {
	out = "\xfe\xff"
	for _, u := range utf16.Encode([]rune(s)) {
		out += string([]byte{byte(u >> 8), byte(u)})
	}
	return out
}

// escaped is a literal string that needs every kind of escape.
func escaped(s string) string {
	r := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`, "\n", "\\n", "\xfe", `\376`, "\xff", "\\\n\\377")
	return "(" + r.Replace(s) + ")"
}

const letters = "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n2 beginbfchar\n<0001><AE40>\n<0002><D558>\nendbfchar\n" +
	"1 beginbfrange\n<0010><0012><B297>\nendbfrange\n" // 김 하, 늗 늘 늙

const page = "1 0 obj\n<</Type/Page/Contents 2 0 R/Resources<</Font<</F1 3 0 R>>>>>>\nendobj\n3 0 obj\n<</Type/Font/ToUnicode 4 0 R>>\nendobj\n"

// TestPDF hides a name in every place that a PDF has for a text.
func TestPDF(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	shows := func(content string) string {
		return "%PDF-1.7\n%\xe2\xe3\n" + page + deflated(4, "", letters) + deflated(2, "", content)
	}
	innocent := shows("BT /F1 9 Tf [<00010010>] TJ ET")
	pack := func(objects string) string {
		return deflated(9, "/Type/ObjStm/N 1/First 4", "8 0 "+objects)
	}
	for name, file := range map[string]string{
		"shown":                   shows("BT /F1 9 Tf [<000100020011>] TJ ET"),
		"shown in pieces":         shows("BT /F1 9 Tf [<0001>-20<0002>30<0011>] TJ ET"),
		"shown over lines":        shows("BT /F1 9 Tf <00010002> Tj 0 -12 Td <0011> Tj ET"),
		"shown as a literal":      shows("BT /F1 9 Tf (\\000\\001\x00\x02\x00\x11) Tj ET"),
		"ActualText on the page":  shows("/Span <</ActualText " + escaped(wide("김하늘")) + ">> BDC /F1 9 Tf <0001> Tj EMC"),
		"another stream":          innocent + deflated(7, "", "<dc:creator>김하늘</dc:creator>"),
		"a stream as it is":       innocent + "7 0 obj\n<</Length 10>>\nstream\n김하늘 \nendstream\nendobj\n",
		"information":             innocent + "7 0 obj\n<</Author" + escaped(wide("김하늘")) + ">>\nendobj\n",
		"information, hex":        innocent + fmt.Sprintf("7 0 obj\n<</Author<%x>>>\nendobj\n", wide("김하늘")),
		"information, UTF-8":      innocent + "7 0 obj\n<</Author(\xef\xbb\xbf김하늘)>>\nendobj\n",
		"a bare string":           innocent + "7 0 obj\n<</Author(김하늘)>>\nendobj\n",
		"a packed tag":            innocent + pack("<</Type/StructElem/Alt"+escaped(wide("그림: 김하늘 과장"))+">>"),
		"a packed string":         innocent + pack(escaped(wide("김하늘"))),
		"a name object":           innocent + "7 0 obj\n<</T/#ea#b9#80하늘>>\nendobj\n",
		"without a usable length": innocent + "7 0 obj\n<</Length 99 0 R>>\nstream\n김하늘\nendstream\nendobj\n",
	} {
		if !finds(t, s, "book.pdf", []byte(file)) {
			t.Errorf("%s: not found", name)
		}
	}
	if finds(t, s, "book.pdf", []byte(innocent)) {
		t.Error("found where there is none")
	}
	for name, file := range map[string]string{
		"a font without letters": shows("BT /F2 9 Tf <0001> Tj ET"),
		"an unknown code":        shows("BT /F1 9 Tf <0009> Tj ET"),
		"a broken stream":        innocent + "7 0 obj\n<</Filter/FlateDecode/Length 3>>\nstream\nabc\nendstream\nendobj\n",
		"no end":                 innocent + "7 0 obj\n<</Length 3>>\nstream\nab",
	} {
		if _, err := s.File("book.pdf", []byte(file)); err == nil {
			t.Errorf("%s: no error: silence would be no proof", name)
		}
	}
	for i := range innocent { // cut short anywhere, it is an error or a part, and no panic
		s.File("book.pdf", []byte(innocent[:i]))
	}
}

// TestWorkbook hides a name in every part of a workbook.
func TestWorkbook(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	book := func(part, text, comment string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, _ := w.Create(part)
		f.Write([]byte(text))
		w.SetComment(comment)
		w.Close()
		return b.Bytes()
	}
	for name, file := range map[string][]byte{
		"a cell":           book("xl/sharedStrings.xml", "<si><t>담당 김하늘</t></si>", ""),
		"two weights":      book("xl/sharedStrings.xml", `<si><r><rPr><b/></rPr><t>김</t></r><r><t xml:space="preserve">하늘</t></r></si>`, ""),
		"an escape":        book("xl/worksheets/sheet1.xml", "<is><t>&#44608;하늘</t></is>", ""),
		"a hidden sheet":   book("xl/workbook.xml", `<sheet name="김하늘" state="hidden"/>`, ""),
		"a defined name":   book("xl/workbook.xml", `<definedName name="김하늘_금액">`, ""),
		"properties":       book("docProps/core.xml", "<dc:creator>김하늘</dc:creator>", ""),
		"a comment":        book("xl/comments1.xml", "<author>김하늘</author>", ""),
		"a part's name":    book("xl/김하늘.xml", "", ""),
		"the zip's remark": book("xl/workbook.xml", "", "김하늘"),
	} {
		if !finds(t, s, "appendix.xlsx", file) {
			t.Errorf("%s: not found", name)
		}
	}
	if finds(t, s, "appendix.xlsx", book("xl/sharedStrings.xml", "<si><t>김</t></si><si><t>하늘</t></si>", "")) {
		t.Error("two cells are one name")
	}
	if !finds(t, s, "public/sheets/김하늘.md", nil) || !finds(t, s, "a.csv", []byte("부서,이름\n문화과,김하늘\n")) {
		t.Error("a file's name or a table is not searched")
	}
	if _, err := s.File("a.xlsx", []byte("PK\x03\x04...")); err == nil {
		t.Error("a broken workbook is no error")
	}
}

// TestLargeWorksheet: a part that is searched stretch by stretch gives what it gives in one, wherever
// in it a name stands, and tells each once.
func TestLargeWorksheet(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	s.Phone("063-000-0011", 1)
	const row = `<row r="7"><c t="inlineStr"><is><t>도로 보수 사업의 산출내역</t></is></c></row>`
	const found = `<row r="8"><c t="inlineStr"><is><r><rPr><b/></rPr><t>김</t></r><r><t>하늘</t></r></is></c><c><v>0630000011</v></c></row>`
	for _, size := range []int{0, 1<<20 - 200, 1<<20 - 100, 1<<20 - 50, 1 << 20, 1<<20 + 100, 3<<20 - 60, 3 << 20} {
		for _, filling := range []string{row, `<c><v>1</v></c>`} { // with ends, and without any
			for _, again := range []string{"", found} {
				text := strings.Repeat(filling, size/len(filling)) + strings.Repeat(" ", size%len(filling)) + found + strings.Repeat(filling, 100) + again
				var b bytes.Buffer
				w := zip.NewWriter(&b)
				f, _ := w.Create("xl/worksheets/sheet1.xml")
				f.Write([]byte(text))
				w.Close()
				hits, err := s.File("appendix.xlsx", b.Bytes())
				if err != nil || len(hits) != 2 || hits[0].ID == hits[1].ID {
					t.Errorf("%d bytes of %s: %+v, %v", size, filling, hits, err)
				}
			}
		}
	}
}

// TestAround says that what a hit shows is the text about it, without the marks of an element.
func TestAround(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	for text, want := range map[string]string{
		`"><is><t>담당 김하늘 </t></is>`: "담당 김하늘",
		"| 문의 | ○ 김하늘주무관에게 | |":     "| 문의 | ○ 김하늘주무관에게 | |",
	} {
		hits, err := s.File("a", []byte(text))
		if err != nil || len(hits) != 1 || hits[0].Around != want {
			t.Errorf("%s: got %+v, %v, want %s", text, hits, err, want)
		}
	}
}

// TestPlaces: a hit is told by the page and by the name on the sheet's tab, as a reader sees them,
// and not by the numbers within the file.
func TestPlaces(t *testing.T) {
	s := privacy.New()
	s.Name("김하늘", 0)
	pdf := "%PDF-1.7\n1 0 obj\n<</Type/Pages/Kids[5 0 R 6 0 R]>>\nendobj\n" +
		"5 0 obj\n<</Type/Pages/Kids[9 0 R 8 0 R 5 0 R]>>\nendobj\n" + // it bites its tail
		"6 0 obj\n<</Type/Page/Contents[3 0 R 7 0 R]>>\nendobj\n" +
		"8 0 obj\n<</Type/Page/Contents 4 0 R>>\nendobj\n9 0 obj\n<</Type/Page/Contents 2 0 R>>\nendobj\n" +
		deflated(2, "", "(가)Tj") + deflated(3, "", "(나)Tj") + deflated(4, "", "(다)Tj") + deflated(7, "", "(김하늘)Tj")
	var workbook bytes.Buffer
	w := zip.NewWriter(&workbook)
	for _, part := range []struct{ name, text string }{
		{"xl/worksheets/sheet10.xml", "<is><t>담당 김하늘</t></is>"},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="목차" sheetId="1" r:id="rId1"/><sheet name="산출근거" sheetId="2" r:id="rId7"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId7" Target="worksheets/sheet10.xml"/><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>`},
	} {
		f, _ := w.Create(part.name)
		f.Write([]byte(part.text))
	}
	w.Close()
	for _, c := range []struct {
		file string
		data []byte
		want string
	}{
		{"book.pdf", []byte(pdf), "앞에서 3번째 쪽의 글"},
		{"appendix.xlsx", workbook.Bytes(), "산출근거 시트"},
	} {
		hits, err := s.File(c.file, c.data)
		if err != nil || len(hits) != 1 || hits[0].Part != c.want {
			t.Errorf("%s: got %+v, %v, want %s", c.file, hits, err, c.want)
		}
	}
}

// BenchmarkEach searches running text and packed bytes for the officers of a city.
func BenchmarkEach(b *testing.B) {
	s := privacy.New()
	for i := range 300 {
		s.Name(string([]rune{'가' + rune(i*37), '나' + rune(i), '다' + rune(i*7)}), i)
		s.Phone(fmt.Sprintf("02-000-%04d", i), 300+i)
	}
	text := []byte(strings.Repeat("○ 2026년 본예산 1,234,567천원(국비 50%)을 자치구에 지원하며, 담당 부서는 사회적경제과입니다.\n", 1000))
	packed := make([]byte, len(text))
	for i := range packed {
		packed[i] = byte(i * i >> 3)
	}
	for name, data := range map[string][]byte{"text": text, "packed": packed} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				s.Each(data, func(_, _, _ int) {})
			}
		})
	}
}
