// Package layout sets the document tree onto pages: it breaks lines and tables, numbers
// the structure, and returns a display list. All measures are integers. It knows no PDF
// library, reads no clock, and sets each sheet independently of its place in the book,
// so that sheets can be set at the same time.
package layout

import (
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Sheet sets one sheet. Its pages have no running heads and no numbers yet, and their x
// is relative to the type area: [Impose] adds what depends on the place in the book.
func Sheet(s *doc.Sheet, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	return flow(s.ID, s.Title, s.Blocks, style, fonts)
}

// Guide sets 일러두기.
func Guide(blocks []doc.Block, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	return flow("", "일러두기", blocks, style, fonts)
}

func flow(id, title string, blocks []doc.Block, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	root := c.node(display.Sect, 0)
	c.tree[root].Title = title
	pages, headings := c.paginate(c.blocks(blocks, root))
	return display.Part{ID: id, Title: title, Tree: c.tree, Pages: pages, Headings: headings}, c.diags
}

// Cover sets 표지: its gaps share the height that the rest leaves, between two bars.
func Cover(b *doc.Book, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	root := c.node(display.Sect, 0)
	c.tree[root].Title = "표지"
	items := c.blocks(b.Cover, root)
	free, gaps := c.frame.bottom-c.frame.top, display.Length(0)
	for i, it := range items {
		if it.flex {
			gaps++
			continue
		}
		free -= it.strip.height
		if i > 0 {
			free -= max(items[i-1].after, it.strip.gap)
		}
	}
	for i := range items {
		if items[i].flex {
			items[i].strip.height = max(free/gaps, items[i].strip.height/4)
		}
	}
	pages, _ := c.paginate(items)
	accent := display.Color(style.Color.Accent)
	bar := mm(coverBarMm100)
	for i := range pages {
		pages[i].Ops = append([]display.Op{
			display.Fill{Rect: display.Rect{Y: c.frame.top - 3*bar, W: c.frame.width, H: bar}, Color: accent},
			display.Rule{X2: c.frame.width, Y1: c.frame.bottom + 2*bar, Y2: c.frame.bottom + 2*bar, Width: pt(style.Heading.ThickPt100), Color: accent},
		}, pages[i].Ops...)
	}
	return display.Part{Title: "표지", Tree: c.tree, Pages: pages}, c.diags
}

// coverBarMm100 is the height of the bar at the head of the cover.
const coverBarMm100 = 300
