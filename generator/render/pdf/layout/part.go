// Package layout sets the document tree onto pages: it breaks lines and tables, numbers
// the structure, and returns a display list. All measures are integers. It knows no PDF
// library, reads no clock, and sets each sheet independently of its place in the book,
// so that sheets can be set at the same time.
package layout

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// Chapter sets one chapter. Its pages have no running heads and no numbers yet, and their x
// is relative to the type area: [Left], [Over] and [Numbers] tell what depends on the place in the book. places
// is for the chapters that [Numbered] names, and may be nil where only their number of pages is of interest.
func Chapter(ch *doc.Chapter, places *Places, style form.Style, fonts *font.Set) (display.Part, []diag.Diagnostic) {
	c := newComposer(style, fonts)
	defer c.end()
	c.kind, c.places = ch.Kind, places
	if spare, ok := trees.Get().(*display.Tree); ok {
		c.tree = append((*spare)[:0], c.tree...)
	}
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

// Free gives the structure of a part back for the next: it takes more memory than all else
// of it. Nothing of the part may be used any more.
func Free(p display.Part) { trees.Put(&p.Tree) }

var trees sync.Pool // of *display.Tree

// Places are the pages on which the chapters of a book begin, by ID. How many pages a chapter takes
// depends on Volume, but not on the rest.
type Places struct {
	Volume int // that they are printed in; 0 in a book of one
	Of     map[string]Place
}

// Place is a page of a volume.
type Place struct{ Volume, Page int }

// text is what is printed, and whether the place is in the same file.
func (p *Places) text(id string) (text string, here bool) {
	if p == nil {
		return "", true
	}
	at := p.Of[id]
	if p.Volume == 0 {
		return strconv.Itoa(at.Page), true
	}
	return fmt.Sprintf("%d-%d", at.Volume, at.Page), at.Volume == p.Volume
}

// Numbered reports whether page numbers of other chapters stand in this one.
func Numbered(ch *doc.Chapter) bool {
	return slices.ContainsFunc(ch.Blocks, func(b doc.Block) bool { _, ok := b.(*doc.Directory); return ok })
}
