package pdf

import (
	"regexp"
	"strings"
	"testing"

	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/render/pdf/paint"
)

// TestFigure: a drawing is one marked content with its text and its place; rules that are
// no part of it stay artifacts.
func TestFigure(t *testing.T) {
	mark := display.Mark{Node: 2, Slot: 1}
	part := display.Part{
		Tree: display.Tree{{}, {Kind: display.Sect}, {Kind: display.Figure, Parent: 1, Alt: "가가 나보다 크다"}},
		Pages: []display.Page{{Ops: []display.Op{
			display.Fill{Rect: display.Rect{X: 100_000, Y: 200_000, W: 50_000, H: 10_000}, Mark: mark},
			display.Rule{X1: 100_000, X2: 100_000, Y1: 190_000, Y2: 240_000, Width: 1000, Mark: mark},
			display.Text{X: 160_000, Y: 208_000, W: 20_000, Size: 800, S: "가", Mark: mark},
			display.Rule{X1: 50_000, X2: 500_000, Y1: 300_000, Y2: 300_000, Width: 500},
		}}},
	}
	press := testPress(t)
	contents, runes, err := press.Painter.Pages(part.Pages, part.Tree, press.Fonts, paint.DeflateEach)
	if err != nil {
		t.Fatal(err)
	}
	chapter := finish.Chapter{Part: finish.NewPart(part, contents, runes), Left: []display.Length{20_000}}
	p := parse(t, press.write(sampleBook(), "그림", []finish.Chapter{chapter}, nil))
	figure := ""
	for _, dict := range p.dicts {
		if strings.Contains(dict, "/S/Figure") {
			figure += dict
		}
	}
	for _, want := range []string{"/Alt<FEFFAC00AC00", "/A<</O/Layout/Placement/Block/BBox[119.50 601.39 200.00 652.39]>>", "/K[0]"} {
		if !strings.Contains(figure, want) {
			t.Errorf("%s is missing in %s", want, figure)
		}
	}
	for _, stream := range p.streams {
		if i := strings.Index(stream, "/Figure <</MCID 0>> BDC"); i >= 0 {
			marks := regexp.MustCompile(`\S+ (BDC|BMC)|EMC| re |\bf\b|\bS\b|T[Jj]`).FindAllString(stream[i:], -1)
			if got := strings.Join(marks, " "); !strings.Contains(got, "f") || !regexp.MustCompile(`f .*S .*Tj .*EMC .*/Artifact BMC .*S .*EMC`).MatchString(got) {
				t.Errorf("painted: %s", got)
			}
			return
		}
	}
	t.Error("no figure is painted")
}
