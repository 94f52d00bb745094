package layout

import (
	"strconv"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Contents sets 차례. pages gives the page number of each sheet by its ID; how many pages
// the contents take does not depend on the numbers.
func Contents(toc doc.Contents, pages map[string]int, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	root := c.node(display.Sect, 0)
	c.tree[root].Title = toc.Title
	items := c.heading(&doc.Heading{Level: 1, Text: []doc.Inline{doc.Text{S: toc.Title}}}, nil, root)
	list := c.node(display.TOC, root)
	totals := display.Length(0)
	for _, e := range toc.Entries {
		if e.Total != nil {
			totals = max(totals, mm(style.Contents.TotalMm100), c.totalWidth(e))
		}
	}
	for i, e := range toc.Entries {
		last := i+1 == len(toc.Entries) || toc.Entries[i+1].Level <= e.Level
		items = append(items, c.entry(e, pages, list, totals, !last)...)
	}
	out, _ := c.paginate(items)
	return display.Part{Title: toc.Title, Tree: c.tree, Pages: out}, c.diags
}

// totalWidth is the room that the amount of an entry takes, with white before it.
func (c *composer) totalWidth(e doc.Entry) display.Length {
	size, l := sized(c.style.Text.Body), c.ink()
	return lineWidth(c.plain(e.Total.Value(), 0, l.with(e.Sheet == "")).glyphs, size.pt100) + size.em(100)
}

// entry sets one line of the contents: the text, dots, the amount, the page.
func (c *composer) entry(e doc.Entry, pages map[string]int, list int, totals display.Length, group bool) []item {
	size := sized(c.style.Text.Body)
	node := c.node(display.TOCI, list)
	l := c.ink()
	if e.Sheet == "" {
		l = c.inkBold()
	} else {
		node = c.node(display.Ref, node)
	}
	right := c.frame.width - mm(c.style.Contents.PageMm100)
	indent := mm(c.style.Contents.IndentMm100) * display.Length(max(e.Level-1, 0))
	p := piece{text: c.plain(e.Text, node, l), size: size, textX: indent}
	if e.Sheet == "" {
		p.gap = mm(c.style.Heading.ItemAboveMm100) / display.Length(max(e.Level, 1))
	}
	strips := c.set(p, right-totals, "차례")
	last := &strips[len(strips)-1]
	last.keep = group && e.Sheet == ""

	left := indent
	for _, op := range last.ops {
		t := op.(display.Text)
		left = max(left, t.X+t.W)
	}
	limit := c.frame.width - size.em(200)
	if e.Total != nil {
		total := c.plain(e.Total.Value(), node, l)
		limit = right - lineWidth(total.glyphs, size.pt100)
		last.ops = total.paint(last.ops, span{0, len(total.glyphs)}, size.pt100, limit, size.baseline())
	}
	if e.Sheet != "" {
		number := c.plain(strconv.Itoa(pages[e.Sheet]), node, l)
		x := c.frame.width - lineWidth(number.glyphs, size.pt100)
		last.ops = number.paint(last.ops, span{0, len(number.glyphs)}, size.pt100, x, size.baseline())
	}
	if gap := size.em(60); e.Sheet != "" && limit-gap > left+gap {
		y := size.baseline() - size.em(10)
		last.ops = append(last.ops, display.Rule{
			X1: left + gap, X2: limit - gap, Y1: y, Y2: y,
			Width: pt(50), Color: display.Color(c.style.Color.Rule), Dots: pt(300),
		})
	}
	items := make([]item, len(strips))
	for i, s := range strips {
		if e.Sheet != "" {
			s.ops = append(s.ops, display.Link{
				Rect:   display.Rect{X: indent, W: c.frame.width - indent, H: s.height},
				Target: e.Sheet, Label: e.Text, Mark: display.Mark{Node: node},
			})
		}
		items[i] = item{strip: s}
	}
	return items
}
