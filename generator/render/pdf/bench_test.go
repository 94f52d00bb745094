package pdf

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/signintech/gopdf"

	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/paint"
)

// seedBook is a book of n sheets of the seed's size.
func seedBook(n int) *doc.Book {
	b := sampleBook()
	toc := &doc.Directory{}
	b.Chapters = b.Chapters[:2]
	b.Chapters = append(b.Chapters, &doc.Chapter{Kind: doc.Contents, ID: "book.contents", Title: "차례", Blocks: []doc.Block{toc}})
	for i := range n {
		s := seedSheet()
		s.ID, s.Title = fmt.Sprintf("p%05d", i), fmt.Sprintf("%d호 %s", i, s.Title)
		toc.Entries = append(toc.Entries, doc.Entry{Level: 1, Text: s.Title, Target: s.ID, Total: numUnit(int64(i))})
		b.Chapters = append(b.Chapters, s)
	}
	return b
}

// BenchmarkBook makes books with both painters, and, to compare, draws the pages of the
// same book by gopdf's calls alone: no layout, no tags, no links.
func BenchmarkBook(b *testing.B) {
	for _, n := range []int{1, 100, 1000} {
		book := seedBook(n)
		for _, p := range []struct {
			name    string
			painter paint.Painter
		}{{"fast", paint.Fast}, {"plain", paint.Plain}} {
			press := testPress(b)
			press.Painter = p.painter
			b.Run(fmt.Sprintf("%s/%d", p.name, n), func(b *testing.B) {
				measure(b, n, func() []byte {
					out, diags := press.Book(book)
					if len(diags) > 0 {
						b.Fatal(diags)
					}
					return out
				})
			})
		}
		d, _, _ := layBook(b, book)
		b.Run(fmt.Sprintf("gopdf/%d", n), func(b *testing.B) {
			measure(b, n, func() []byte { return drawn(b, d, testFonts(b)) })
		})
	}
}

// measure reports what a book costs: its speed, its size, and how much memory the process
// held at most, as Linux counts it.
func measure(b *testing.B, sheets int, run func() []byte) {
	var out []byte
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // begins the count anew
	before := cpuTicks()
	for b.Loop() {
		out = run()
	}
	b.ReportMetric(float64(b.N*sheets)/b.Elapsed().Seconds(), "sheets/s")
	b.ReportMetric(float64(cpuTicks()-before)*10/float64(b.N*sheets), "cpu-ms/sheet") // steady on a busy machine
	pages := 0
	for _, m := range regexp.MustCompile(`/Count (\d+)`).FindAllSubmatch(inflated(b, out), -1) {
		n, _ := strconv.Atoi(string(m[1]))
		pages = max(pages, n)
	}
	b.ReportMetric(float64(len(out))/float64(max(pages, 1)), "B/page")
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if m := regexp.MustCompile(`VmHWM:\s*(\d+) kB`).FindSubmatch(status); m != nil {
			kB, _ := strconv.Atoi(string(m[1]))
			b.ReportMetric(float64(kB)/1024, "peak-MiB")
		}
	}
}

// cpuTicks is the processor time of the process so far, 1/100 s, as Linux counts it.
func cpuTicks() (n int) {
	stat, _ := os.ReadFile("/proc/self/stat")
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	for _, i := range []int{11, 12} { // user, system
		if i < len(fields) {
			ticks, _ := strconv.Atoi(string(fields[i]))
			n += ticks
		}
	}
	return n
}

// inflated is the part of a file that says how many pages there are.
func inflated(t testing.TB, pdf []byte) []byte {
	if bytes.Contains(pdf, []byte("/Type /Pages")) { // of gopdf
		return pdf
	}
	var all []byte
	p := parse(t, pdf)
	for _, dict := range p.dicts {
		all = append(all, dict...)
	}
	return all
}

// drawn is the book by gopdf's calls in one function.
func drawn(t testing.TB, d *display.Document, fonts *font.Set) []byte {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: 595.28, H: 841.89}})
	pdf.SetCompressLevel(1)
	pt := func(l display.Length) float64 { return float64(l) / 1000 }
	rgb := func(c display.Color) (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }
	for f := range font.Face(font.Faces) {
		if err := pdf.AddTTFFontData(fonts.Name(f), fonts.Data(f)); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range d.Parts {
		for _, page := range part.Pages {
			pdf.AddPage()
			for _, op := range page.Ops {
				switch op := op.(type) {
				case display.Text:
					if err := pdf.SetFont(fonts.Name(op.Face), "", float64(op.Size)/100); err != nil {
						t.Fatal(err)
					}
					pdf.SetTextColor(rgb(op.Color))
					pdf.SetXY(pt(op.X), pt(op.Y))
					if err := pdf.Text(op.S); err != nil {
						t.Fatal(err)
					}
				case display.Rule:
					pdf.SetStrokeColor(rgb(op.Color))
					pdf.SetLineWidth(pt(op.Width))
					pdf.Line(pt(op.X1), pt(op.Y1), pt(op.X2), pt(op.Y2))
				case display.Fill:
					pdf.SetFillColor(rgb(op.Color))
					pdf.RectFromUpperLeftWithStyle(pt(op.X), pt(op.Y), pt(op.W), pt(op.H), "F")
				}
			}
		}
	}
	var out bytes.Buffer
	if _, err := pdf.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
