package layout

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// heading composes a heading; it stays with what follows. The unit line of a table right
// under a □ heading stands on the heading's line.
func (c *composer) heading(h *doc.Heading, next *doc.Table, parent int) []item {
	switch h.Level {
	case 1:
		return []item{c.title(h, parent)}
	case 2:
		return []item{c.section(h, parent)}
	default:
		return c.itemHeading(h, next, parent)
	}
}

// title is the sheet's name between a thick and a thin rule on a band. That of a divider stands
// out among the sheets, under what it stands in.
func (c *composer) title(h *doc.Heading, parent int) item {
	hs, accent := c.style.Heading, display.Color(c.style.Color.Accent)
	node := c.node(display.H1, parent)
	size, pad := sized(c.style.Text.Title), mm(hs.TitlePadMm100)
	if c.kind == doc.Divider {
		size, pad = sized(c.style.Text.Lead), 4*pad
	}
	var lines []strip
	if h.Mark != "" {
		above := piece{text: c.plain(h.Mark, node, look{color: accent}), size: sized(c.style.Text.Section), align: doc.Center, balance: true}
		lines = c.set(&above, c.frame.width-2*pad, "제목")
		goOn(lines)
	}
	text := c.inlines(h.Text, node, c.inkBold())
	lines = append(lines, c.set(&piece{text: text, size: size, align: doc.Center, balance: true}, c.frame.width-2*pad, "제목")...)
	s := strip{height: height(lines) + 2*pad, keep: true}
	s.ops = append(s.ops,
		display.Fill{Rect: display.Rect{W: c.frame.width, H: s.height}, Color: display.Color(c.style.Color.Total)},
		display.Rule{X2: c.frame.width, Width: pt(hs.ThickPt100), Color: accent},
		display.Rule{X2: c.frame.width, Y1: s.height, Y2: s.height, Width: pt(hs.ThinPt100), Color: accent},
	)
	y := pad
	for _, l := range lines {
		s.put(l, pad, y)
		y += l.height
	}
	return item{strip: s, after: mm(hs.TitleAfterMm100)}
}

// section is a numbered heading: the numeral white in a dark square, a thin rule below.
func (c *composer) section(h *doc.Heading, parent int) item {
	hs, accent := c.style.Heading, display.Color(c.style.Color.Accent)
	size := sized(c.style.Text.Section)
	node := c.node(display.H2, parent)
	s := strip{gap: mm(hs.SectionAboveMm100), keep: true}
	textX := display.Length(0)
	if h.Mark != "" {
		mark := c.plain(h.Mark, node, look{bold: true, color: 0xFFFFFF})
		width := lineWidth(mark.glyphs, size.pt100)
		box := max(size.pitch, width+size.em(60))
		s.ops = append(s.ops, display.Fill{Rect: display.Rect{W: box, H: size.pitch}, Color: accent})
		number := mark.whole(size.pt100, (box-width)/2, size.baseline())
		number.goesOn = true
		s.lines = append(s.lines, number)
		textX = box + size.em(55)
	}
	text := c.inlines(h.Text, node, look{bold: true, color: accent})
	lines := c.set(&piece{text: text, size: size, textX: textX}, c.frame.width, "제목")
	for _, l := range lines {
		s.put(l, 0, s.height)
		s.height += l.height
	}
	s.ops = append(s.ops, display.Rule{X2: c.frame.width, Y1: s.height, Y2: s.height, Width: pt(hs.ThinPt100), Color: accent})
	heading := doc.PlainText(h.Text)
	if h.Mark != "" {
		heading = h.Mark + " " + heading
	}
	return item{strip: s, after: mm(hs.SectionAfterMm100), heading: heading}
}

// itemHeading is a □ heading, with the unit line of the table below it at the right.
func (c *composer) itemHeading(h *doc.Heading, next *doc.Table, parent int) []item {
	size := sized(c.style.Text.Item)
	node := c.node(display.H3, parent)
	p := piece{size: size, gap: mm(c.style.Heading.ItemAboveMm100), keep: true}
	if h.Mark != "" {
		p.bullet = c.plain(h.Mark, node, c.inkBold())
		p.textX = lineWidth(p.bullet.glyphs, size.pt100) + size.em(40)
	}
	p.text = c.inlines(h.Text, node, c.inkBold())
	strips := c.set(&p, c.frame.width, "제목")
	for i := range strips {
		strips[i].keep = true
	}
	items := make([]item, len(strips))
	for i, s := range strips {
		items[i] = item{strip: s}
	}
	items[len(items)-1].after = mm(c.style.Heading.ItemAfterMm100)
	if next != nil && next.Unit != "" {
		items = c.withUnit(items, p, c.unitLine(next.Unit, parent))
	}
	return items
}

// withUnit sets a unit line at the right of the lines of a piece, on their baseline, or below
// them where there is no room.
func (c *composer) withUnit(items []item, p, unit piece) []item {
	used := p.textX + lineWidth(p.text.glyphs, p.size.pt100)
	if len(items) > 1 || used+lineWidth(unit.text.glyphs, unit.size.pt100)+p.size.em(100) > c.frame.width {
		items = c.stack(items, []piece{unit}, "단위")
		items[len(items)-1].after = mm(c.style.Table.UnitMm100)
		return items
	}
	items[0].strip.put(c.set(&unit, c.frame.width, "단위")[0], 0, p.size.baseline()-unit.size.baseline())
	return items
}

// unitLine is (단위 : 천원, %) at the right, kept with its table.
func (c *composer) unitLine(unit string, parent int) piece {
	return piece{text: c.plain(unit, c.node(display.P, parent), c.dim()), size: sized(c.style.Text.Unit), align: doc.Right, keep: true}
}
