// Package pdf renders a document tree as PDF: layout sets it onto pages, paint writes their
// content, finish puts the painted chapters together with structure, bookmarks and links.
// Bytes depend on the arguments alone.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/render/pdf/layout"
	"budgetbook/generator/render/pdf/paint"
	"budgetbook/generator/workers"
)

// Press makes PDF files in one style. It is safe for concurrent use.
type Press struct {
	Style   form.Style
	Fonts   *font.Set
	Painter paint.Painter // the zero value is the fast one
	Form    finish.Form   // the zero value is what is handed out
	Jobs    int           // workers; 0 is one for each core
	Cache   Cache         // nil: every sheet is painted
}

// Cache keeps painted sheets from one run of the program to the next, by their digests. Get
// returns nil for a sheet that it does not have. A cache belongs to one style, one painter and
// one program.
type Cache interface {
	Get(sheet [sha256.Size]byte) []byte
	Put(sheet [sha256.Size]byte, data []byte)
}

// Painted is a chapter on its pages, wherever in a file they may stand: plain data.
type Painted = finish.Part

// Paint sets and paints a chapter. Nothing in the part depends on its place in a file, and
// its display list is gone. places is as in [layout.Chapter]. The diagnostics are E401 (a character that no font has) and E402 (text that does not
// fit its place); with any of them the part is of no use. Without the places that it names, of a chapter that
// [layout.Numbered] tells only the number of pages is known.
func (p *Press) Paint(ch *doc.Chapter, places *layout.Places) (*Painted, []diag.Diagnostic) {
	if p.Cache == nil || ch.Kind != doc.Sheet {
		return p.paint(ch, places)
	}
	key := doc.Digest(ch)
	if part := p.Again(key); part != nil {
		return part, nil
	}
	part, diags := p.paint(ch, places)
	if len(diags) == 0 {
		p.Cache.Put(key, part.Encode())
	}
	return part, diags
}

// Again is the painted sheet of a digest ([doc.Digest]), or nil where the cache does not have it.
func (p *Press) Again(sheet [sha256.Size]byte) *Painted {
	if p.Cache == nil {
		return nil
	}
	part, err := finish.Decode(p.Cache.Get(sheet))
	if err != nil {
		return nil
	}
	return part
}

func (p *Press) paint(ch *doc.Chapter, places *layout.Places) (*Painted, []diag.Diagnostic) {
	laid, diags := layout.Chapter(ch, places, p.Style, p.Fonts)
	defer layout.Free(laid)
	if counted := layout.Numbered(ch) && (places == nil || places.Of == nil); counted || len(diags) > 0 {
		return &Painted{ID: laid.ID, Title: laid.Title, Pages: make([]finish.Page, len(laid.Pages))}, diags
	}
	contents, runes, err := p.Painter.Pages(laid.Pages, laid.Tree, p.Fonts, paint.DeflateEach)
	if err != nil {
		panic("pdf: " + err.Error()) // layout has looked for every character
	}
	return finish.NewPart(laid, contents, runes), nil
}

// Sheet renders one sheet as a file of its own, numbered from 1, with the same line and
// page breaks as in the book. part is the painted sheet; the chapter needs no blocks. Diagnostics are those of its
// running head and foot; with any the bytes are nil.
func (p *Press) Sheet(b *doc.Book, ch *doc.Chapter, part *Painted) ([]byte, []diag.Diagnostic) {
	chapters, diags := p.bind([]*doc.Chapter{ch}, []*Painted{part}, false)
	if len(diags) > 0 {
		return nil, diags
	}
	marks := []finish.Bookmark{{Level: 1, Text: ch.Title}}
	for _, h := range part.Headings {
		marks = append(marks, finish.Bookmark{Level: 2, Text: h.Text, Page: h.Page, Y: h.Y})
	}
	return p.write(b, ch.Title, chapters, marks), nil
}

// firstPages is the first page of each part, from 0.
func firstPages(parts []*Painted) []int {
	first, page := make([]int, len(parts)), 0
	for i, part := range parts {
		first[i] = page
		page += len(part.Pages)
	}
	return first
}

// bind puts parts in their places in a file: where their pages stand, bound or not, with
// which running heads, feet and numbers.
func (p *Press) bind(chapters []*doc.Chapter, parts []*Painted, bound bool) ([]finish.Chapter, []diag.Diagnostic) {
	out := make([]finish.Chapter, len(parts))
	found := make([][]diag.Diagnostic, len(parts))
	first := firstPages(parts)
	total := 0
	for _, part := range parts {
		total += len(part.Pages)
	}
	workers.Each(p.Jobs, len(parts), func(i int) {
		c := &out[i]
		c.Part = parts[i]
		bare := chapters[i].Kind == doc.Cover
		for j := range c.Pages {
			number := 0
			if bound && !bare {
				number = first[i] + j + 1
			}
			c.Left = append(c.Left, layout.Left(number, p.Style.Page))
		}
		if bare {
			return
		}
		var over display.Page
		if over, found[i] = layout.Over(chapters[i], total, p.Style, p.Fonts); len(found[i]) > 0 {
			return
		}
		pages := append([]display.Page{over}, layout.Numbers(first[i]+1, len(c.Pages), total, p.Style, p.Fonts)...)
		contents, runes, err := p.Painter.Pages(pages, nil, p.Fonts, func(page int, operators []byte) []byte {
			if page == 0 {
				return paint.Deflate(operators)
			}
			return bytes.Clone(operators) // too short to deflate
		})
		if err != nil {
			panic("pdf: " + err.Error())
		}
		c.Over, c.Runes = contents[0].Operators, runes
		for _, number := range contents[1:] {
			c.Numbers = append(c.Numbers, number.Operators)
		}
	})
	return out, diag.Sort(slices.Concat(found...))
}

// write puts the file together. What fails here is no fault of the data.
func (p *Press) write(b *doc.Book, title string, chapters []finish.Chapter, marks []finish.Bookmark) []byte {
	size := 100 << 10
	for _, c := range chapters {
		size += len(c.Structure) + 500*len(c.Pages)
		for _, page := range c.Pages {
			size += len(page.Content)
		}
	}
	var out bytes.Buffer
	out.Grow(size) // a little more than it takes: growing would copy the file over and over
	err := finish.Write(&out, chapters, p.Fonts, finish.Meta{
		Title: title, Author: b.Author, Language: b.Language, Date: b.Date, ID: b.ID, Bookmarks: marks, Form: p.Form,
	}, func(n int, f func(int)) { workers.Each(p.Jobs, n, f) })
	if err != nil {
		panic("pdf: " + err.Error())
	}
	return out.Bytes()
}
