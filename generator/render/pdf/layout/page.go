package layout

import (
	"cmp"
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// pager fills pages with the flow. Operations stand at x relative to the type area,
// y relative to the page.
type pager struct {
	frame    frame
	white    int // of the white between items, in percent
	pages    []display.Page
	headings []display.Heading
	ops      []display.Op
	y        display.Length
	after    display.Length // white that the last item asks for
	empty    bool
	end      display.Length // where the last closed page ends
	over     []overflow
}

// directoryStep is by how much a directory is tightened at a time, in percent of its white.
const directoryStep = 5

// overflow is a text that is higher than a page.
type overflow struct {
	text string
	at   diag.Span
}

// paginate breaks the flow into pages. Where the last holds little, less white may save it.
func (c *composer) paginate(items []item) ([]display.Page, []display.Heading) {
	p := fill(items, c.frame, 100)
	if short := c.frame.height() * display.Length(c.style.Page.ShortPercent) / 100; len(p.pages) > 1 && p.end-c.frame.top < short {
		for _, white := range c.whites() {
			for _, it := range items {
				if it.table != nil {
					it.table.tighten(white)
				}
			}
			if tight := fill(items, c.frame, white); len(tight.pages) < len(p.pages) {
				p = tight
				break
			}
		}
	}
	for _, o := range p.over {
		c.tooBig(o.text, "쪽", o.at)
	}
	return p.pages, p.headings
}

// whites are the shares of the white, in percent, that may save a last page: the style's, so that
// sheets side by side differ in one way alone. A directory, which has no tables and whose lines
// all change alike, gives up no more than it takes.
func (c *composer) whites() (out []int) {
	least := c.style.Page.WhitePercent
	if c.kind == doc.Contents || c.kind == doc.Index {
		for white := 100 - directoryStep; white > least; white -= directoryStep {
			out = append(out, white)
		}
	}
	return append(out, least)
}

// fill sets the flow onto pages.
func fill(items []item, f frame, white int) *pager {
	p := &pager{frame: f, white: white, y: f.top, empty: true}
	for i := range items {
		p.place(items[i:])
	}
	if !p.empty || len(p.pages) == 0 {
		p.turn()
	}
	return p
}

// place puts the first item onto the page, or on the next if it and all that must stay
// with it do not fit.
func (p *pager) place(items []item) {
	it := items[0]
	gap := p.gap(p.after, it)
	if !p.empty && p.y+gap+p.chain(items) > p.frame.bottom {
		p.turn()
	}
	if p.empty {
		gap = 0
	}
	p.y += gap
	if it.heading != "" {
		p.headings = append(p.headings, display.Heading{Text: it.heading, Page: len(p.pages), Y: p.y})
	}
	if it.table == nil {
		from := len(p.ops)
		p.ops = it.strip.paint(p.ops, 0, p.y)
		p.advance(from, p.height(it.strip), it.strip.span)
	}
	for done := it.table == nil; !done; {
		var used display.Length
		from := len(p.ops)
		p.ops, used, done = it.table.place(p.ops, p.y, p.frame.bottom-p.y, p.empty)
		p.advance(from, used, func() diag.Span { return diag.Span{} })
		if !done {
			p.turn()
		}
	}
	p.after = it.after
}

// gap is the white between an item and the one before it, which asks for so much after it.
func (p *pager) gap(after display.Length, it item) display.Length {
	return max(after, it.strip.gap) * display.Length(p.white) / 100
}

// height of a strip with the white that it has here.
func (p *pager) height(s strip) display.Length {
	return s.height - s.loose*display.Length(100-p.white)/100
}

// advance goes below what was set: the operations behind the first so many. at tells where
// they were written.
func (p *pager) advance(from int, height display.Length, at func() diag.Span) {
	p.y += height
	p.empty = p.empty && height == 0
	if p.y > p.frame.bottom {
		p.over = append(p.over, overflow{firstText(p.ops[from:]), at()})
	}
}

// firstText is the first text among the operations.
func firstText(ops []display.Op) string {
	for _, op := range ops {
		if t, ok := op.(display.Text); ok {
			return t.S
		}
	}
	return ""
}

// turn closes the page.
func (p *pager) turn() {
	p.pages = append(p.pages, display.Page{Ops: ordered(p.ops)})
	p.ops, p.y, p.end, p.after, p.empty = p.ops[:0], p.frame.top, p.y, 0, true
}

// chain is the room that the first item needs with all that must stay with it. A
// chain longer than a page binds nothing.
func (p *pager) chain(items []item) display.Length {
	h := display.Length(0)
	for i, it := range items {
		if i > 0 {
			h += p.gap(items[i-1].after, it)
		}
		if it.table != nil {
			h += it.table.start()
			break
		}
		h += p.height(it.strip)
		if !it.strip.keep {
			break
		}
	}
	if h > p.frame.height() {
		if items[0].table != nil {
			return 0
		}
		return p.height(items[0].strip)
	}
	return h
}

// ordered puts bands below rules below what has a meaning, and that into reading order, so
// that text copied from the page reads as the document does.
func ordered(ops []display.Op) []display.Op {
	var next [layers + 1]int // place of each layer's next operation
	for _, op := range ops {
		next[layer(op)+1]++
	}
	for l := range layers {
		next[l+1] += next[l]
	}
	out := make([]display.Op, len(ops))
	for _, op := range ops {
		l := layer(op)
		out[next[l]] = op
		next[l]++
	}
	meant := out[next[meaning-1]:next[meaning]]
	bySlot := func(a, b display.Op) int { return cmp.Compare(slot(a), slot(b)) }
	if !slices.IsSortedFunc(meant, bySlot) { // most often it is
		slices.SortStableFunc(meant, bySlot)
	}
	return out
}

// Layers of a page from below.
const (
	bands = iota
	rules
	meaning
	repeated // texts that are artifacts
	links
	layers
)

func layer(op display.Op) int {
	if slot(op) > 0 {
		return meaning
	}
	switch op.(type) {
	case display.Fill:
		return bands
	case display.Rule:
		return rules
	case display.Text:
		return repeated
	case display.Link:
		return links
	default:
		panic("layout: unknown operation")
	}
}

// slot is the place in reading order, 0 of an artifact and of a link, which covers texts.
func slot(op display.Op) int {
	switch op := op.(type) {
	case display.Text:
		return op.Mark.Slot
	case display.Rule:
		return op.Mark.Slot
	case display.Fill:
		return op.Mark.Slot
	default:
		return 0
	}
}
