package layout

import (
	"strconv"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Left is where the type area of a bound page begins: the binding margin is on the inner
// side, left of odd pages and right of even ones. Page 0 is not bound: its type area
// stands in the middle between the two.
func Left(number int, p form.PageStyle) display.Length {
	x := mm(p.LeftMm100)
	switch {
	case number == 0:
		x += mm(p.BindingMm100) / 2
	case number%2 == 1:
		x += mm(p.BindingMm100)
	}
	return x
}

// Over sets running head and foot of a chapter, which are the same on all of its pages,
// in a file of so many pages. All of it is artifact; x is relative to the type area.
func Over(ch *doc.Chapter, total int, style form.Style, fonts *font.Set) (display.Page, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	defer c.end()
	running, foot := sized(style.Text.Running), sized(style.Text.Foot)
	headY := mm(style.Page.HeadMm100)
	ruleY := headY + running.em(55)
	ops := []display.Op{display.Rule{X2: c.frame.width, Y1: ruleY, Y2: ruleY, Width: c.tableLook().inner, Color: display.Color(style.Color.Rule)}}
	left := c.short(ch.Running[0], running, c.frame.width/2)
	// The place in the book is what is looked for: it has what the book's title leaves.
	right := c.short(ch.Running[1], running, c.frame.width-lineWidth(left.glyphs, running.pt100)-running.em(200))
	rightX := c.frame.width - lineWidth(right.glyphs, running.pt100)
	ops = left.whole(running.pt100, 0, headY).paint(ops, 0, 0)
	ops = right.whole(running.pt100, rightX, headY).paint(ops, 0, 0)
	_, numberX := c.number(total, total)
	edition := c.short(ch.Foot, foot, numberX-foot.em(100))
	ops = edition.whole(foot.pt100, 0, footY(style)).paint(ops, 0, 0)
	return display.Page{Ops: ops}, c.diags
}

// Numbers sets the page numbers of n pages, the first of which is page first of total.
// They are artifacts; x is relative to the type area.
func Numbers(first, n, total int, style form.Style, fonts *font.Set) []display.Page {
	c := newComposer(style, fonts)
	defer c.end()
	pages := make([]display.Page, n)
	for i := range pages {
		text, x := c.number(first+i, total)
		pages[i].Ops = text.whole(sized(style.Text.Running).pt100, x, footY(style)).paint(nil, 0, 0)
	}
	return pages
}

func footY(style form.Style) display.Length {
	return display.PageHeight - mm(style.Page.FootMm100)
}

// number is the number of a page with that of all pages, and where it begins.
func (c *composer) number(page, total int) (text, display.Length) {
	t := c.plain("- "+strconv.Itoa(page)+" / "+strconv.Itoa(total)+" -", 0, c.dim())
	return t, (c.frame.width - lineWidth(t.glyphs, sized(c.style.Text.Running).pt100)) / 2
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
