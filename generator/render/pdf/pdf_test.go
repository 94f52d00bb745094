package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/judge"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/layout"
)

func testPress(t testing.TB) *Press { return &Press{Style: testStyle(t), Fonts: testFonts(t)} }

// layBook is the book as data: the pages as they are printed, with the first page of each
// chapter, from 0.
func layBook(t testing.TB, b *doc.Book) (d *display.Document, first []int, diags []diag.Diagnostic) {
	t.Helper()
	p := testPress(t)
	v := volume{chapters: b.Chapters}
	total := 0
	for _, ch := range b.Chapters {
		part, ds := p.Paint(ch, nil)
		diags, v.parts = append(diags, ds...), append(v.parts, part)
		total += len(part.Pages)
	}
	first = firstPages(v.parts)
	places := &layout.Places{Of: map[string]layout.Place{}}
	v.places(places.Of)
	d = &display.Document{}
	for i, ch := range b.Chapters {
		part, ds := layout.Chapter(ch, places, p.Style, p.Fonts)
		diags = append(diags, ds...)
		impose(t, &part, ch, first[i]+1, total, true)
		d.Parts = append(d.Parts, part)
	}
	return d, first, diags
}

// impose puts the pages of a part in their places, as [Press.Book] and [Press.Sheet] do.
func impose(t testing.TB, part *display.Part, ch *doc.Chapter, first, total int, bound bool) {
	t.Helper()
	style, fonts := testStyle(t), testFonts(t)
	over, diags := layout.Over(ch, total, style, fonts)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for i, number := range layout.Numbers(first, len(part.Pages), total, style, fonts) {
		ops, x := part.Pages[i].Ops, layout.Left(0, style.Page)
		if ch.Kind != doc.Cover {
			ops = slices.Concat(ops, over.Ops, number.Ops)
			if bound {
				x = layout.Left(first+i, style.Page)
			}
		}
		part.Pages[i].Ops = make([]display.Op, len(ops))
		for j, op := range ops {
			switch op := op.(type) {
			case display.Text:
				op.X += x
				part.Pages[i].Ops[j] = op
			case display.Rule:
				op.X1, op.X2 = op.X1+x, op.X2+x
				part.Pages[i].Ops[j] = op
			case display.Fill:
				op.X += x
				part.Pages[i].Ops[j] = op
			case display.Link:
				op.X += x
				part.Pages[i].Ops[j] = op
			}
		}
	}
}

func renderBook(t testing.TB) []byte {
	t.Helper()
	out, diags := testPress(t).Book(sampleBook())
	for _, d := range diags {
		t.Errorf("%s %s", d.Code, d.Message)
	}
	if out == nil {
		t.Fatal("no bytes")
	}
	return out
}

// TestGolden compares the display list of the sample book with testdata/book.txt.
func TestGolden(t *testing.T) {
	d, _, diags := layBook(t, sampleBook())
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	check(t, d)
	got := display.Dump(d)
	path := filepath.Join("testdata", "book.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s:%d differs (UPDATE=1 rewrites it):\n got %s\nwant %s", path, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s has %d lines, got %d", path, len(b), len(a))
}

// TestBareBook renders a book that has nothing but a title.
func TestBareBook(t *testing.T) {
	b := &doc.Book{Title: "빈 책", Chapters: []*doc.Chapter{{Kind: doc.Sheet, ID: "x", Title: "빈 설명서"}}}
	out, diags := testPress(t).Book(b)
	if len(out) == 0 || len(diags) > 0 {
		t.Fatal(len(out), diags)
	}
	if text := tool(t, out, "pdftotext", "FILE", "-"); !strings.Contains(squeeze(text), "-1/1-") {
		t.Errorf("no page number in %q", text)
	}
}

func TestSameBytes(t *testing.T) {
	first := renderBook(t)
	for _, workers := range []int{1, 8, 8} {
		old := runtime.GOMAXPROCS(workers)
		again := renderBook(t)
		runtime.GOMAXPROCS(old)
		if !bytes.Equal(first, again) {
			t.Fatalf("other bytes with %d workers", workers)
		}
	}
}

// TestSheetAsInBook holds that a sheet of its own has the lines and pages of the book.
func TestSheetAsInBook(t *testing.T) {
	b := sampleBook()
	d, first, _ := layBook(t, b)
	for i, p := range d.Parts {
		if p.ID == b.Of(doc.Sheet)[0].ID && len(p.Pages) != first[i+1]-first[i] {
			t.Errorf("%d pages", len(p.Pages))
		}
	}
	p, sheet := testPress(t), b.Of(doc.Sheet)[0]
	part, diags := p.Paint(sheet, nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	out, diags := p.Sheet(b, sheet, part)
	if len(diags) > 0 || !bytes.HasPrefix(out, []byte("%PDF-1.7")) {
		t.Fatal(diags)
	}
}

// TestContentsNumbers holds the page numbers of the contents against the pages on which
// the sheets begin.
func TestContentsNumbers(t *testing.T) {
	b := sampleBook()
	for i := range 150 { // long enough for contents of several pages
		s := smallSheet(fmt.Sprintf("s%d", i), fmt.Sprintf("세부사업 %d", i), int64(i))
		b.Chapters = append(b.Chapters, s)
		toc := b.Of(doc.Contents)[0].Blocks[1].(*doc.Directory)
		toc.Entries = append(toc.Entries, doc.Entry{Level: 3, Text: s.Title, Target: s.ID})
	}
	d, first, diags := layBook(t, b)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	check(t, d)
	begins := map[string]int{}
	for i, p := range d.Parts {
		if p.ID != "" {
			begins[p.ID] = first[i] + 1
		}
	}
	links := 0
	for _, p := range d.Parts {
		for _, page := range p.Pages {
			for _, op := range page.Ops {
				l, ok := op.(display.Link)
				if !ok {
					continue
				}
				links++
				number := "" // the last text of the entry
				for _, op := range page.Ops {
					if text, ok := op.(display.Text); ok && text.Mark.Node == l.Mark.Node {
						number = text.S
					}
				}
				if number != fmt.Sprint(begins[l.Target]) {
					t.Errorf("%s: contents say %q, the sheet begins on %d", l.Target, number, begins[l.Target])
				}
			}
		}
	}
	if sheets := b.Of(doc.Sheet); links < len(sheets) {
		t.Errorf("%d links for %d sheets", links, len(sheets))
	}
}

// TestContentsInWords: the text of an entry, of one line or two, its amount and its page are words
// of their own.
func TestContentsInWords(t *testing.T) {
	b := sampleBook()
	d, first, _ := layBook(t, b)
	page := map[string]int{}
	for i, ch := range b.Chapters {
		page[ch.ID] = first[i] + 1
	}
	i := slices.Index(b.Chapters, b.Of(doc.Contents)[0])
	blocks := b.Chapters[i].Blocks
	want := docText(blocks[:1])
	for _, e := range blocks[1].(*doc.Directory).Entries {
		want += " " + e.Text
		if e.Total != nil {
			want += " " + e.Total.Value()
		}
		if e.Target != "" {
			want += fmt.Sprintf(" %d", page[e.Target])
		}
	}
	if got := setText(&d.Parts[i]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// tool runs a program of poppler or qpdf on the bytes.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	program := judge.Tool(t, name)
	path := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(path, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", path)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// TestTextReadBack reads the text of the file with pdftotext: all of it, in reading
// order, with numbers unbroken.
func TestTextReadBack(t *testing.T) {
	out := tool(t, renderBook(t), "pdftotext", "-raw", "FILE", "-")
	b := sampleBook()
	got := squeeze(out)
	at := 0
	for _, s := range regexp.MustCompile(`\S+`).FindAllString(doc.PlainText(flat(b.Of(doc.Sheet)[0].Blocks)), -1) {
		i := strings.Index(got[at:], squeeze(s))
		if i < 0 {
			t.Fatalf("%q is missing, or not in its place", s)
		}
		if i < 2000 { // a running head or a repeated table head may stand between
			at += i + len(squeeze(s))
		}
	}
	for _, want := range []string{"566,600천원", "△84,400", "59,500,000원*2개소", "(x-) 4,719,600", "02-000-0001", "☑ 연례반복", "☐ 기간", "□ 사업개요", "(사회적경제과-6102, ’15.5.19)"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// flat lists the inlines of blocks in reading order, parted by breaks.
func flat(blocks []doc.Block) (in []doc.Inline) {
	var items func([]doc.Item)
	items = func(its []doc.Item) {
		for _, it := range its {
			in = append(append(append(in, doc.Break{}), it.Text...), doc.Break{})
			items(it.Children)
		}
	}
	for _, b := range blocks {
		in = append(in, doc.Break{})
		switch b := b.(type) {
		case *doc.Heading:
			in = append(in, b.Text...)
		case *doc.Paragraph:
			in = append(in, b.Text...)
		case *doc.List:
			items(b.Items)
		case *doc.Table:
			for _, r := range append(append([]doc.Row(nil), b.Head...), b.Body...) {
				for _, c := range r.Cells {
					in = append(in, flat(c.Blocks)...)
				}
			}
		}
	}
	return append(in, doc.Break{})
}

func TestValidFile(t *testing.T) {
	pdf := renderBook(t)
	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
}

func TestProperties(t *testing.T) {
	out := tool(t, renderBook(t), "pdfinfo", "FILE")
	for _, want := range []string{"2024년도 세출예산안 사업별 설명서", "서울특별시", "Tagged:          yes", "595.28 x 841.89"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestStructure(t *testing.T) {
	out := tool(t, renderBook(t), "pdfinfo", "-struct-text", "FILE")
	at := 0
	for _, want := range []string{"Document", "Sect", "TOC", "TOCI", "Link", "H1", `"자치구 사회적경제 통합지원체계 구축"`, "H2", "H3", "Table", "TR", "TH", `"회 계"`, "TD", `"일반회계"`, "L (block)", "Lbl", "LBody"} {
		i := strings.Index(out[at:], want)
		if i < 0 {
			t.Fatalf("%s is missing behind\n%s", want, out[max(at-300, 0):at])
		}
		at += i
	}
}

// TestPages writes the sample book to $PAGES for a look by eye.
func TestPages(t *testing.T) {
	path := os.Getenv("PAGES")
	if path == "" {
		t.Skip("PAGES is not set")
	}
	if err := os.WriteFile(path, renderBook(t), 0o644); err != nil {
		t.Fatal(err)
	}
}
