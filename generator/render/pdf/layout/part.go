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
