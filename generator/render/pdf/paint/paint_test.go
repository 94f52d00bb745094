package paint

import (
	"math"
	"testing"

	"github.com/signintech/gopdf"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// TestMeasuredIsDrawn holds our widths against gopdf's, for every character of every face:
// only equal widths make figures align at the right.
func TestMeasuredIsDrawn(t *testing.T) {
	fonts, err := font.Load()
	if err != nil {
		t.Fatal(err)
	}
	for f := range font.Face(font.Faces) {
		var pdf gopdf.GoPdf
		pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: 100, H: 100}})
		if err := pdf.AddTTFFontData("x", fonts.Data(f)); err != nil {
			t.Fatal(err)
		}
		if err := pdf.SetFont("x", "", 1000); err != nil {
			t.Fatal(err)
		}
		n := 0
		for r := rune(' '); r < 0x10000; r++ {
			want, ok := fonts.Advance(f, r)
			if !ok {
				continue
			}
			n++
			got, err := pdf.MeasureTextWidth(string(r))
			if err != nil {
				t.Fatal(err)
			}
			if int(math.Round(got)) != want {
				t.Fatalf("%s: %c is %v for gopdf, %d for us", fonts.Name(f), r, got, want)
			}
		}
		if n < 1000 {
			t.Errorf("%s: only %d characters", fonts.Name(f), n)
		}
	}
}

func TestMarks(t *testing.T) {
	fonts, err := font.Load()
	if err != nil {
		t.Fatal(err)
	}
	mark := func(node int) display.Mark { return display.Mark{Node: node, Slot: node} }
	text := func(s string, m display.Mark) display.Text {
		return display.Text{X: 50000, Y: 50000, Size: 1000, S: s, Mark: m}
	}
	tree := display.Tree{{}, {Kind: display.P}, {Kind: display.P}}
	pages := []display.Page{
		{Ops: []display.Op{text("가", mark(1)), text("나", mark(1)), text("다", mark(2)), text("쪽", display.Artifact)}},
		{},
	}
	for _, p := range []Painter{Fast, Plain} {
		out, runes, err := p.Pages(pages, tree, fonts, DeflateEach)
		if err != nil {
			t.Fatal(err)
		}
		if len(out) != 2 || len(out[0].Marks) != 2 || out[0].Marks[0] != mark(1) || out[0].Marks[1] != mark(2) || len(out[1].Marks) != 0 {
			t.Errorf("painter %d: %v", p, out)
		}
		if runes != (Runes{"가나다쪽"}) {
			t.Errorf("painter %d shows %q", p, runes)
		}
	}
}

func TestMissingGlyph(t *testing.T) {
	fonts, err := font.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []Painter{Fast, Plain} {
		for _, s := range []string{"ᄀ", "\U0010FFFF"} {
			pages := []display.Page{{Ops: []display.Op{display.Text{Size: 1000, S: s}}}}
			if _, _, err := p.Pages(pages, nil, fonts, DeflateEach); err == nil {
				t.Errorf("painter %d drew %q, which the font lacks, as a blank", p, s)
			}
		}
	}
}
