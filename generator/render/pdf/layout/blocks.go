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
			items = append(items, c.heading(b, next, parent)...)
		case *doc.Paragraph:
			set := c.paragraph(b, parent)
			if b.Role == doc.Note && len(items) > 0 {
				items[len(items)-1].bind(set)
			}
			items = append(items, set...)
		case *doc.List:
			ps := c.list(b.Items, b.Indent, parent, sized(c.style.Text.Body), c.ink())
			set := c.stack(ps, "본문")
			if n := len(set); n > 1 {
				// Neither the first nor the last line of a list is left alone.
				set[0].strip.keep, set[n-2].strip.keep = true, true
			}
			items = append(items, set...)
		case *doc.Table:
			unitDone := false
			if i > 0 {
				h, ok := blocks[i-1].(*doc.Heading)
				unitDone = ok && h.Level == 3
			}
			items = append(items, c.table(b, unitDone, parent)...)
		case *doc.Directory:
			items = append(items, c.directory(b, parent)...)
		case *doc.Chart:
			items = append(items, c.chart(b, parent)...)
		default:
			panic(fmt.Sprintf("layout: unknown block %T", b))
		}
	}
	return items
}

// stack sets pieces one under another across the type area.
func (c *composer) stack(ps []piece, what string) []item {
	var items []item
	for _, p := range ps {
		for _, s := range c.set(p, c.frame.width, what) {
			items = append(items, item{strip: s})
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
		return c.stack([]piece{{text: t, size: sized(c.style.Text.Imprint), align: doc.Center, balance: true}}, "표지")
	case doc.Body, doc.Note:
		return c.stack([]piece{c.plainParagraph(p, c.node(display.P, parent), sized(c.style.Text.Body), c.ink())}, "본문")
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

// list composes items with their bullets; every level hangs one step deeper.
func (c *composer) list(items []doc.Item, level, parent int, size typeSize, l look) []piece {
	if len(items) == 0 {
		return nil
	}
	ps := make([]piece, 0, len(items))
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
		ps = append(ps, p)
		ps = append(ps, c.list(it.Children, level+1, body, size, l)...)
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
