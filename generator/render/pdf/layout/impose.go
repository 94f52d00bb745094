package layout

import (
	"strconv"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Margin says where the type area stands on the page.
type Margin int

const (
	Bound  Margin = iota // binding margin on the inner side: left of odd pages, right of even ones
	Single               // in the middle between the two
)

// Dress is what stands around the type area of a part.
type Dress struct {
	Running [2]string
	Foot    string
	Bare    bool // no running head, foot or number: the cover
}

// DressOf is the dress of a chapter.
func DressOf(c *doc.Chapter) Dress {
	return Dress{Running: c.Running, Foot: c.Foot, Bare: c.Kind == doc.Cover}
}

// Impose places the pages of a part, the first of which is page number first of the file,
// and adds running heads and feet. The part's own pages stay as they are.
func Impose(p display.Part, first int, margin Margin, d Dress, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	pages := make([]display.Page, len(p.Pages))
	for i, page := range p.Pages {
		number := first + i
		x := mm(style.Page.LeftMm100)
		switch {
		case margin == Single:
			x += mm(style.Page.BindingMm100) / 2
		case number%2 == 1:
			x += mm(style.Page.BindingMm100)
		}
		ops := page.Ops
		if !d.Bare {
			ops = append(append([]display.Op(nil), ops...), c.dress(d, number)...)
		}
		pages[i].Ops = make([]display.Op, 0, len(ops))
		for _, op := range ops {
			pages[i].Ops = append(pages[i].Ops, moved(op, x, 0))
		}
	}
	p.Pages = pages
	return p, c.diags
}

// dress draws running head, foot and page number; all of it is artifact.
func (c *composer) dress(d Dress, number int) []display.Op {
	running, foot := sized(c.style.Text.Running), sized(c.style.Text.Foot)
	headY := mm(c.style.Page.HeadMm100)
	footY := display.PageHeight - mm(c.style.Page.FootMm100)
	ruleY := headY + running.em(55)
	ops := []display.Op{display.Rule{X2: c.frame.width, Y1: ruleY, Y2: ruleY, Width: c.tableLook().inner, Color: display.Color(c.style.Color.Rule)}}
	right := c.short(d.Running[1], running, c.frame.width/2)
	rightX := c.frame.width - lineWidth(right.glyphs, running.pt100)
	left := c.short(d.Running[0], running, rightX-running.em(100))
	ops = left.paint(ops, span{0, len(left.glyphs)}, running.pt100, 0, headY)
	ops = right.paint(ops, span{0, len(right.glyphs)}, running.pt100, rightX, headY)
	page := c.plain("- "+strconv.Itoa(number)+" -", 0, c.dim())
	pageX := (c.frame.width - lineWidth(page.glyphs, running.pt100)) / 2
	edition := c.short(d.Foot, foot, pageX-foot.em(100))
	ops = edition.paint(ops, span{0, len(edition.glyphs)}, foot.pt100, 0, footY)
	return page.paint(ops, span{0, len(page.glyphs)}, running.pt100, pageX, footY)
}

// short is a text of one line; what does not fit ends in …. Running heads only repeat
// what stands whole elsewhere.
func (c *composer) short(s string, size typeSize, width display.Length) text {
	t := c.plain(s, 0, c.dim())
	for rs := []rune(s); lineWidth(t.glyphs, size.pt100) > width && len(rs) > 0; {
		rs = rs[:len(rs)-1]
		t = c.plain(string(rs)+"…", 0, c.dim())
	}
	return t
}
