// Package layout sets the document tree onto pages: it breaks lines and tables, numbers
// the structure, and returns a display list. All measures are integers. It knows no PDF
// library, reads no clock, and sets each sheet independently of its place in the book,
// so that sheets can be set at the same time.
package layout

import (
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Chapter sets one chapter. Its pages have no running heads and no numbers yet, and their x
// is relative to the type area: [Left], [Over] and [Numbers] tell what depends on the place in the book. numbers
// gives the first page of every chapter by its ID, for the chapters that [Numbered] names; how many pages
// a chapter takes does not depend on them.
func Chapter(ch *doc.Chapter, numbers map[string]int, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	c.numbers = numbers
	c.tree = slices.Grow(c.tree, 512)
	root := c.node(display.Sect, 0)
	c.tree[root].Title = ch.Title
	out := display.Part{ID: ch.ID, Title: ch.Title}
	switch ch.Kind {
	case doc.Cover, doc.Colophon:
		out.Pages = c.cover(ch.Blocks, root)
	default:
		out.Pages, out.Headings = c.paginate(c.blocks(ch.Blocks, root))
	}
	out.Tree = c.tree
	return out, c.diags
}

// Numbered reports whether page numbers of other chapters stand in this one.
func Numbered(ch *doc.Chapter) bool {
	return slices.ContainsFunc(ch.Blocks, func(b doc.Block) bool { _, ok := b.(*doc.Directory); return ok })
}
