package layout

import (
	"fmt"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// item is one step of the flow down the pages: a strip or a table.
type item struct {
	strip   strip
	table   *table
	heading string         // for bookmarks: the item begins this section
	after   display.Length // white below it, not added to the gap of the next but the larger of both
	flex    bool           // white that grows on the cover
}

// height of the item on one page.
func (it item) height() display.Length {
	h := it.strip.height
	if it.table != nil {
		for _, row := range it.table.heights {
			h += row
		}
	}
	return h
}

// bind keeps a note with the table or chart that it stands under.
func (it *item) bind(note []item) {
	if it.table == nil {
		it.strip.keep = true
		return
	}
	it.table.tail = it.after
	for _, n := range note {
		it.table.tail += n.strip.gap + n.strip.height
	}
}

// blocks composes blocks into the flow, under the structure node.
func (c *composer) blocks(blocks []doc.Block, parent int) []item {
	var items []item
	for i, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			var next *doc.Table
			if i+1 < len(blocks) {
				next, _ = blocks[i+1].(*doc.Table)
			}
			items = c.flow(items, c.heading(b, next, parent))
		case *doc.Paragraph:
			set := c.paragraph(b, parent)
			if b.Role == doc.Note && len(items) > 0 {
				items[len(items)-1].bind(set)
			}
			items = c.flow(items, set)
		case *doc.List:
			from := len(items)
			items = c.stack(items, c.list(nil, b.Items, b.Indent, parent, sized(c.style.Text.Body), c.ink()), "본문")
			if set := items[from:]; len(set) > 1 {
				// Neither the first nor the last line of a list is left alone.
				set[0].strip.keep, set[len(set)-2].strip.keep = true, true
			}
		case *doc.Table:
			unitDone := false
			if i > 0 {
				h, ok := blocks[i-1].(*doc.Heading)
				unitDone = ok && h.Level == 3
			}
			items = c.flow(items, c.table(b, unitDone, parent))
		case *doc.Directory:
			items = c.flow(items, c.directory(b, parent))
		case *doc.Chart:
			items = c.flow(items, c.chart(b, parent))
		default:
			panic(fmt.Sprintf("layout: unknown block %T", b))
		}
	}
	return items
}

// flow puts items behind others.
func (c *composer) flow(items, more []item) []item {
	return append(c.stock.items.room(items, len(more)), more...)
}

// stack sets pieces one under another across the type area, below the items.
func (c *composer) stack(items []item, ps []piece, what string) []item {
	for i := range ps {
		for _, s := range c.set(&ps[i], c.frame.width, what) {
			items = append(c.stock.items.room(items, 1), item{strip: s})
		}
	}
	return items
}

func (c *composer) paragraph(p *doc.Paragraph, parent int) []item {
	switch p.Role {
	case doc.Gap:
		return []item{{strip: strip{height: mm(gapMm100)}, flex: true}}
	case doc.Lead:
		return []item{c.lead(p, parent)}
	case doc.Imprint:
		t := c.inlines(p.Text, c.node(display.P, parent), c.ink())
		return c.stack(nil, []piece{{text: t, size: sized(c.style.Text.Imprint), align: doc.Center, balance: true}}, "표지")
	case doc.Body, doc.Note:
		return c.stack(nil, []piece{c.plainParagraph(p, c.node(display.P, parent), sized(c.style.Text.Body), c.ink())}, "본문")
	default:
		panic(fmt.Sprintf("layout: unknown role %d", p.Role))
	}
}

// gapMm100 is a [doc.Gap], before the cover stretches it.
const gapMm100 = 1200

// plainParagraph is body text or a note; a note's ※ hangs.
func (c *composer) plainParagraph(p *doc.Paragraph, node int, size typeSize, l look) piece {
	if p.Role != doc.Note {
		return piece{text: c.inlines(p.Text, node, l), size: size}
	}
	out := piece{text: c.inlines(p.Text, node, c.dim().with(l.bold)), size: sized(c.style.Text.Note), gap: mm(c.style.Table.UnitMm100)}
	if out.size.pt100 > size.pt100 {
		out.size = size
	}
	if g := out.text.glyphs; len(g) > 2 && g[0].r == '※' {
		lead := 1
		if g[1].r == ' ' {
			lead = 2
		}
		out.bullet = text{g[:lead], out.text.runs}
		out.text.glyphs = g[lead:]
		out.textX = lineWidth(g[:lead], out.size.pt100) + out.size.em(c.style.List.MarkPercent)
	}
	return out
}

// list composes items with their bullets behind the pieces; every level hangs one step deeper.
func (c *composer) list(ps []piece, items []doc.Item, level, parent int, size typeSize, l look) []piece {
	if len(items) == 0 {
		return ps
	}
	list := c.node(display.L, parent)
	bulletX := size.em(c.style.List.IndentPercent + level*c.style.List.LevelPercent)
	for i, it := range items {
		li := c.node(display.LI, list)
		p := piece{size: size, bulletX: bulletX, keep: len(it.Children) > 0}
		// The last line of a group is not left alone on the next page.
		p.keep = p.keep || level > 0 && i == len(items)-2
		if it.Mark != "" {
			p.bullet = c.plain(it.Mark, c.node(display.Lbl, li), l)
		}
		// Items without a mark of their own continue where their neighbours' text stands.
		mark := it.Mark
		for j := i; mark == "" && j > 0; j-- {
			mark = items[j-1].Mark
		}
		p.textX = bulletX + c.markWidth(mark, size.pt100) + size.em(c.style.List.MarkPercent)
		body := c.node(display.LBody, li)
		p.text = c.inlines(it.Text, body, l)
		if i > 0 && level == 0 {
			p.gap = mm(c.style.List.AfterMm100)
		}
		ps = append(c.stock.pieces.room(ps, 1), p)
		ps = c.list(ps, it.Children, level+1, body, size, l)
	}
	return ps
}

// markWidth is the width of a bullet, without marking it.
func (c *composer) markWidth(mark string, size int) display.Length {
	var em int64
	for _, r := range mark {
		_, w, _ := c.fonts.Pick(false, r)
		em += int64(w)
	}
	return scale(em, size)
}
