package layout

import (
	"strconv"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// directory sets 차례 or 색인: how many pages it takes does not depend on the page numbers.
func (c *composer) directory(d *doc.Directory, parent int) (items []item) {
	list := c.node(display.TOC, parent)
	totals := display.Length(0)
	for _, e := range d.Entries {
		if aside(e) != "" {
			totals = max(totals, mm(c.style.Contents.TotalMm100), c.asideWidth(e))
		}
	}
	for i, e := range d.Entries {
		last := i+1 == len(d.Entries) || d.Entries[i+1].Level <= e.Level
		items = append(items, c.entry(e, list, totals, !last)...)
	}
	return items
}

// aside is what stands right of the dots, before the page: the amount or the note.
func aside(e doc.Entry) string {
	if e.Total != nil {
		return e.Total.Value()
	}
	return e.Note
}

// asideWidth is the room that it takes, with white before it.
func (c *composer) asideWidth(e doc.Entry) display.Length {
	size, l := sized(c.style.Text.Body), c.ink()
	return lineWidth(c.plain(aside(e), 0, l.with(e.Head)).glyphs, size.pt100) + size.em(100)
}

// entry sets one line of a directory: the text, dots, the amount, the page.
func (c *composer) entry(e doc.Entry, list int, totals display.Length, group bool) []item {
	size := sized(c.style.Text.Body)
	node := c.node(display.TOCI, list)
	l := c.ink()
	if e.Head {
		l = c.inkBold()
	}
	if e.Target != "" {
		node = c.node(display.Ref, node)
	}
	right := c.frame.width - mm(c.style.Contents.PageMm100)
	indent := mm(c.style.Contents.IndentMm100) * display.Length(max(e.Level-1, 0))
	p := piece{text: c.plain(e.Text, node, l), size: size, textX: indent}
	if e.Head {
		p.gap = mm(c.style.Heading.ItemAboveMm100) / display.Length(max(e.Level, 1))
	}
	strips := c.set(p, right-totals, "차례")
	last := &strips[len(strips)-1]
	last.keep = group && e.Head

	left := indent
	for _, op := range last.ops {
		t := op.(display.Text)
		left = max(left, t.X+t.W)
	}
	limit := c.frame.width - size.em(200)
	if text := aside(e); text != "" {
		total := c.plain(text, node, l)
		limit = right - lineWidth(total.glyphs, size.pt100)
		last.ops = total.paint(last.ops, span{0, len(total.glyphs)}, size.pt100, limit, size.baseline())
	}
	if e.Target != "" {
		number := c.plain(strconv.Itoa(c.numbers[e.Target]), node, l)
		x := c.frame.width - lineWidth(number.glyphs, size.pt100)
		last.ops = number.paint(last.ops, span{0, len(number.glyphs)}, size.pt100, x, size.baseline())
	}
	if gap := size.em(60); e.Target != "" && limit-gap > left+gap {
		y := size.baseline() - size.em(10)
		last.ops = append(last.ops, display.Rule{
			X1: left + gap, X2: limit - gap, Y1: y, Y2: y,
			Width: pt(50), Color: display.Color(c.style.Color.Rule), Dots: pt(300),
		})
	}
	items := make([]item, len(strips))
	for i, s := range strips {
		if e.Target != "" {
			s.ops = append(s.ops, display.Link{
				Rect:   display.Rect{X: indent, W: c.frame.width - indent, H: s.height},
				Target: e.Target, Label: e.Text, Mark: display.Mark{Node: node},
			})
		}
		items[i] = item{strip: s}
	}
	return items
}
