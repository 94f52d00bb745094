package pdf

import (
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/render/pdf/layout"
	"budgetbook/generator/workers"
)

// Book renders a whole book into one file: all chapters, as pages with a binding margin, numbered
// through from the cover. Diagnostics are as in [Press.Paint]; with any the bytes are nil.
func (p *Press) Book(b *doc.Book) (out []byte, diags []diag.Diagnostic) {
	whole := *b
	whole.Volumes.Pages = 0
	diags = p.Volumes(&whole, nil, nil, func(v Volume) { out = v.Data })
	return out, diags
}

// Volumes renders a book into as many files as it needs by its own rule, each numbered from
// its cover, and hands them out one after the other. Chapters that are painted already, by
// their ID, need no blocks. Of a book that is too large for the memory painted holds outlines
// ([finish.Part.Outline]); again gives the part when its volume is written. With diagnostics
// what was handed out is of no use.
func (p *Press) Volumes(b *doc.Book, painted map[string]*Painted, again func(id string) *Painted, put func(Volume)) []diag.Diagnostic {
	parts := make([]*Painted, len(b.Chapters))
	found := make([][]diag.Diagnostic, len(b.Chapters))
	set := func(i int) {
		if parts[i] = painted[b.Chapters[i].ID]; parts[i] == nil {
			parts[i], found[i] = p.Paint(b.Chapters[i], nil)
		}
	}
	workers.Each(p.Jobs, len(parts), func(i int) {
		if !layout.Numbered(b.Chapters[i]) {
			set(i)
		}
	})
	for i, c := range b.Chapters {
		if layout.Numbered(c) { // one at a time: those of a large book take more memory than all else
			set(i)
		}
	}
	if diags := slices.Concat(found...); len(diags) > 0 {
		return diag.Sort(diags)
	}
	volumes := divide(b, parts)
	short := longContents(pagesOf(b, parts, doc.Contents), b.Volumes.Pages)
	everywhere := map[string]layout.Place{}
	for i := range volumes {
		v := &volumes[i]
		if len(volumes) > 1 {
			v.dress(b, short && v.number > 1) // the first volume has all of 차례
			for j, c := range v.chapters {
				if c.Kind == doc.Cover || layout.Numbered(c) { // what the volume changes
					var diags []diag.Diagnostic
					if v.parts[j], diags = p.Paint(c, &layout.Places{Volume: v.number}); len(diags) > 0 {
						return diag.Sort(diags)
					}
				}
			}
		}
		v.places(everywhere)
	}
	for i := range volumes {
		v := &volumes[i]
		v.places(everywhere) // a chapter that every volume has is found in the same one
		workers.Each(p.Jobs, len(v.chapters), func(j int) {
			if c := v.chapters[j]; layout.Numbered(c) {
				v.parts[j], _ = p.Paint(c, &layout.Places{Volume: v.number, Of: everywhere})
			} else if !v.parts[j].Whole() {
				v.parts[j] = again(c.ID)
			}
		})
		chapters, diags := p.bind(v.chapters, v.parts, true)
		if len(diags) > 0 {
			return diags
		}
		title := b.Title
		if v.number > 0 {
			title += " " + titleOf(b, v.number)
		}
		put(Volume{Number: v.number, First: v.first, Last: v.last, Data: p.write(b, title, chapters, v.bookmarks())})
		v.parts = nil // what was made again is not needed any more
	}
	return nil
}

// places tells on which page each chapter of the volume begins.
func (v *volume) places(all map[string]layout.Place) {
	for i, first := range firstPages(v.parts) {
		all[v.parts[i].ID] = layout.Place{Volume: v.number, Page: first + 1}
	}
}

// bookmarks are the entries of 차례 that lead into the volume, behind the chapters that it does not name.
func (v *volume) bookmarks() (out []finish.Bookmark) {
	var entries []doc.Entry
	for _, c := range v.chapters {
		for _, block := range c.Blocks {
			if toc, ok := block.(*doc.Directory); ok && c.Kind == doc.Contents {
				entries = append(entries, toc.Entries...)
			}
		}
	}
	start, named := map[string]int{}, map[string]bool{}
	for _, e := range entries {
		named[e.Target] = true
	}
	for i, first := range firstPages(v.parts) {
		start[v.parts[i].ID] = first
		if !named[v.parts[i].ID] {
			out = append(out, finish.Bookmark{Level: 1, Text: v.parts[i].Title, Page: first})
		}
	}
	for i, e := range entries {
		page, ok := start[e.Target]
		// A heading leads to the first chapter under it.
		for j := i + 1; !ok && j < len(entries) && entries[j].Level > e.Level; j++ {
			page, ok = start[entries[j].Target]
		}
		if ok {
			out = append(out, finish.Bookmark{Level: e.Level, Text: e.Text, Page: page})
		}
	}
	return out
}
