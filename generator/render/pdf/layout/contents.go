package layout

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// directory sets 차례 or 색인.
func (c *composer) directory(d *doc.Directory, parent int) (items []item) {
	list := c.node(display.TOC, parent)
	totals := display.Length(0) // the column of amounts; a note takes no more than its own room
	for _, e := range d.Entries {
		if e.Total != nil {
			totals = max(totals, mm(c.style.Contents.TotalMm100), c.asideWidth(e))
		}
	}
	for i, e := range d.Entries {
		besides := totals
		if e.Note != "" {
			besides = max(totals, c.asideWidth(e))
		}
		items = c.flow(items, c.entry(e, list, besides, together(d.Entries, i)))
	}
	return items
}

// together reports whether the entry stays with the next: a head with what it heads, the first of
// a group and the last but one with one more, so that no entry is alone on a page.
func together(entries []doc.Entry, i int) bool {
	head := func(i int) bool { return i < 0 || i >= len(entries) || entries[i].Head }
	if head(i) {
		return i+1 < len(entries) && entries[i+1].Level > entries[i].Level
	}
	return !head(i+1) && (head(i-1) || head(i+2))
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

// pageWidth is the width of the column of pages, with room for the volume before the page.
func (c *composer) pageWidth() display.Length {
	width := mm(c.style.Contents.PageMm100)
	if c.places != nil && c.places.Volume > 0 {
		width += lineWidth(c.plain("00-", 0, c.inkBold()).glyphs, sized(c.style.Text.Body).pt100)
	}
	return width
}

// entry sets one line of a directory: the text, dots, the amount or the note, which have so much
// room besides the text, the page.
func (c *composer) entry(e doc.Entry, list int, besides display.Length, keep bool) []item {
	size := sized(c.style.Text.Body)
	node := c.node(display.TOCI, list)
	l := c.ink()
	if e.Head {
		l = c.inkBold()
	}
	page, linked := "", false
	if e.Target != "" {
		page, linked = c.places.text(e.Target)
	}
	if linked {
		node = c.node(display.Ref, node)
	}
	right := c.frame.width - c.pageWidth()
	indent := mm(c.style.Contents.IndentMm100) * display.Length(max(e.Level-1, 0))
	p := piece{text: c.plain(e.Text, node, l), size: size, textX: indent}
	if e.Head {
		p.gap = mm(c.style.Heading.ItemAboveMm100) / display.Length(max(e.Level, 1))
	}
	strips := c.set(&p, right-besides, "차례")
	last := &strips[len(strips)-1]
	last.keep = keep

	left := indent
	for _, l := range last.lines {
		left = max(left, l.x+lineWidth(l.glyphs, l.size))
	}
	limit := c.frame.width - size.em(200)
	if text := aside(e); text != "" {
		goOn(strips)
		total := c.plain(text, node, l)
		limit = right - lineWidth(total.glyphs, size.pt100)
		last.lines = append(last.lines, total.whole(size.pt100, limit, size.baseline()))
	}
	if e.Target != "" {
		goOn(strips)
		number := c.plain(page, node, l)
		x := c.frame.width - lineWidth(number.glyphs, size.pt100)
		last.lines = append(last.lines, number.whole(size.pt100, x, size.baseline()))
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
		s.loose = size.pitch - size.em(100)
		if linked {
			s.ops = append(s.ops, display.Link{
				Rect:   display.Rect{X: indent, W: c.frame.width - indent, H: s.height - s.loose*display.Length(100-c.style.Page.WhitePercent)/100},
				Target: e.Target, Label: e.Text, Mark: display.Mark{Node: node},
			})
		}
		items[i] = item{strip: s}
	}
	return items
}
