package layout

import (
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// strip is a slice of a column that no page break cuts: mostly one line. What it holds is
// placed relative to its upper left corner.
type strip struct {
	gap    display.Length // white above it, dropped at the top of a page
	height display.Length
	loose  display.Length // white of the height that a line of a directory can spare
	keep   bool           // no page break below it
	lines  []line
	ops    []display.Op // besides the lines
}

// put adds what another strip holds, shifted by (dx, dy).
func (s *strip) put(from strip, dx, dy display.Length) {
	for _, l := range from.lines {
		l.x, l.y = l.x+dx, l.y+dy
		s.lines = append(s.lines, l)
	}
	for _, op := range from.ops {
		s.ops = append(s.ops, moved(op, dx, dy))
	}
}

// paint draws the strip with its upper left corner at (x, y).
func (s *strip) paint(ops []display.Op, x, y display.Length) []display.Op {
	for _, op := range s.ops {
		ops = append(ops, moved(op, x, y))
	}
	for i := range s.lines {
		ops = s.lines[i].paint(ops, x, y)
	}
	return ops
}

// span is where its text was written, as far as it was.
func (s *strip) span() (at diag.Span) {
	for i := 0; i < len(s.lines) && at.IsZero(); i++ {
		at = s.lines[i].span()
	}
	return at
}

// piece is a paragraph, a list item or a figure, ready to be set at some width.
type piece struct {
	text    text
	bullet  text           // set at bulletX on the first line
	bulletX display.Length // from the left edge of the column
	textX   display.Length // all lines of the text hang here
	part    text           // the (x…) figure, at the left of its cell, or above its figure
	parted  bool           // a figure that may have a (x…) figure, though it be blank
	stacked bool           // the (x…) figure on a line of its own
	number  bool           // a figure: never broken
	figures bool           // text with figures in it
	size    typeSize
	align   doc.Align
	balance bool // lines of like length: titles and table heads
	gap     display.Length
	keep    bool // stays with the piece below it
}

// partGap is the least white between (x…) and its figure, and partEase what is good to
// read, in percent of the type size.
const (
	partGap  = 40
	partEase = 100
)

// set breaks the piece into lines of the column. No line of a paragraph is left alone
// on a page.
func (c *composer) set(p *piece, width display.Length, what string) []strip {
	room := width - p.textX
	if p.number {
		return c.setNumber(p, width, what)
	}
	lines := breakLines(c.stock.spans[:0], p.text.glyphs, p.size.pt100, room)
	if p.figures && p.widest(breakSyllable) > width {
		c.unplaceable(p.text, what)
	}
	if p.balance && len(lines) > 1 {
		lines = balanced(p.text.glyphs, p.size.pt100, room, lines)
	}
	if len(lines) == 0 {
		lines = append(lines, span{})
	}
	c.stock.spans = lines
	strips := c.stock.strips.room(nil, len(lines))
	for i, s := range lines {
		used := lineWidth(p.text.glyphs[s.from:s.to], p.size.pt100)
		if used > room {
			c.unplaceable(p.text, what)
		}
		x := p.textX
		switch p.align {
		case doc.Center:
			x += (room - used) / 2
		case doc.Right:
			x += room - used
		}
		set := c.stock.lines.room(nil, 2)
		if i == 0 && len(p.bullet.glyphs) > 0 {
			mark := p.bullet.whole(p.size.pt100, p.bulletX, p.size.baseline())
			mark.goesOn = true
			set = append(set, mark)
		}
		set = append(set, p.text.line(s, p.size.pt100, x, p.size.baseline()))
		strips = append(strips, strip{height: p.size.pitch, lines: c.stock.lines.back(set)})
	}
	strips[0].gap = p.gap
	keepLines(strips)
	strips[len(strips)-1].keep = p.keep
	return strips
}

// setNumber sets a figure at the right edge and its (x…) at the left, or right above it.
func (c *composer) setNumber(p *piece, width display.Length, what string) []strip {
	if p.minNumber() > width {
		c.unplaceable(p.text, what)
	}
	at := func(lines []line, t text, align doc.Align) []line {
		x := width - lineWidth(t.glyphs, p.size.pt100)
		switch align {
		case doc.Center:
			x /= 2
		case doc.Left:
			x = 0
		}
		return append(c.stock.lines.room(lines, 1), t.whole(p.size.pt100, x, p.size.baseline()))
	}
	strips := c.stock.strips.room(nil, 2)
	value := strip{height: p.size.pitch, gap: p.gap, keep: p.keep}
	switch {
	case p.parted && p.stacked:
		// A blank (x…) keeps its line, so that the figures of a row stand on one line.
		part := strip{height: p.size.pitch, gap: p.gap, keep: true, lines: at(nil, p.part, p.align)}
		value.gap, value.lines = 0, at(nil, p.text, p.align)
		strips = append(strips, part)
		goOn(strips)
	case len(p.part.glyphs) > 0:
		value.lines = at(nil, p.part, doc.Left)
		value.lines[0].goesOn = true
		value.lines = at(value.lines, p.text, doc.Right)
	default:
		value.lines = at(nil, p.text, p.align)
	}
	return c.stock.strips.back(append(strips, value))
}

// minNumber is the width that a figure needs.
func (p *piece) minNumber() display.Length {
	w := lineWidth(p.text.glyphs, p.size.pt100)
	part := lineWidth(p.part.glyphs, p.size.pt100)
	switch {
	case p.stacked:
		return max(w, part)
	case part > 0:
		return w + part + p.size.em(partGap)
	}
	return w
}

// keepLines keeps the first two and the last two lines of a paragraph together.
func keepLines(strips []strip) {
	if n := len(strips); n > 1 {
		strips[0].keep = true
		strips[n-2].keep = true
	}
}

// balanced breaks into no more lines than given, but of like length; inside a word only where
// these do.
func balanced(gs []glyph, size int, width display.Length, lines []span) []span {
	if slices.ContainsFunc(gs, func(g glyph) bool { return g.r == lineEnd }) {
		return lines
	}
	var room [8]span
	inWord := func(l span) bool { return gs[l.from].rank > breakSpace }
	words := !slices.ContainsFunc(lines[1:], inWord)
	low, high := width/2, width
	for high-low > pt(size)/10 {
		middle := (low + high) / 2
		tried := breakLines(room[:0], gs, size, middle)
		if len(tried) <= len(lines) && !(words && slices.ContainsFunc(tried[1:], inWord)) {
			high = middle
		} else {
			low = middle
		}
	}
	return breakLines(lines[:0], gs, size, high)
}

// shrink is the piece in a smaller size.
func (p piece) shrink(size int) piece {
	from := display.Length(p.size.pt100)
	p.size = p.size.at(size)
	p.bulletX = p.bulletX * display.Length(size) / from
	p.textX = p.textX * display.Length(size) / from
	return p
}

// height of strips set without a page break.
func height(strips []strip) (h display.Length) {
	for i, s := range strips {
		if i > 0 {
			h += s.gap
		}
		h += s.height
	}
	return h
}

// moved is the operation shifted by (dx, dy).
func moved(op display.Op, dx, dy display.Length) display.Op {
	switch op := op.(type) {
	case display.Text:
		op.X, op.Y = op.X+dx, op.Y+dy
		return op
	case display.Rule:
		op.X1, op.X2, op.Y1, op.Y2 = op.X1+dx, op.X2+dx, op.Y1+dy, op.Y2+dy
		return op
	case display.Fill:
		op.X, op.Y = op.X+dx, op.Y+dy
		return op
	case display.Link:
		op.X, op.Y = op.X+dx, op.Y+dy
		return op
	default:
		panic("layout: unknown operation")
	}
}
