// Package pdf renders a document tree as PDF: layout sets it onto pages, paint draws the
// pages, finish adds structure, bookmarks and links. Bytes depend on the arguments alone.
package pdf

import (
	"runtime"
	"sync"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/render/pdf/layout"
	"budgetbook/generator/render/pdf/paint"
)

// Book renders the whole book: cover, guide, contents and all sheets, as pages with a
// binding margin, numbered through from the cover. The diagnostics are E401 (a character
// that no font has) and E402 (text that does not fit its place); with any of them the
// bytes are nil.
func Book(b *doc.Book, style form.Style, fonts *font.Set) ([]byte, []diag.Diagnostic) {
	d, first, diags := layBook(b, style, fonts)
	if len(diags) > 0 {
		return nil, diag.Sort(diags)
	}
	return write(d, b, b.Title, bookmarks(b, d, first), fonts, finish.Packed), nil
}

// Sheet renders one sheet as a file of its own, numbered from 1, with the same line and
// page breaks as in the book. Diagnostics are as in [Book].
func Sheet(b *doc.Book, s *doc.Chapter, style form.Style, fonts *font.Set) ([]byte, []diag.Diagnostic) {
	part, diags := layout.Chapter(s, nil, style, fonts)
	part, more := layout.Impose(part, 1, layout.Single, layout.DressOf(s), style, fonts)
	if diags = append(diags, more...); len(diags) > 0 {
		return nil, diag.Sort(diags)
	}
	d := &display.Document{Parts: []display.Part{part}}
	marks := []finish.Bookmark{{Level: 1, Text: s.Title}}
	for _, h := range part.Headings {
		marks = append(marks, finish.Bookmark{Level: 2, Text: h.Text, Page: h.Page, Y: h.Y})
	}
	return write(d, b, s.Title, marks, fonts, finish.Packed), nil
}

// layBook sets all chapters at the same time, those that print page numbers once more when
// the numbers are known. first is the page of each chapter, from 0.
func layBook(b *doc.Book, style form.Style, fonts *font.Set) (d *display.Document, first []int, diags []diag.Diagnostic) {
	parts := make([]display.Part, len(b.Chapters))
	found := make([][]diag.Diagnostic, len(b.Chapters))
	set := func(i int, numbers map[string]int) {
		parts[i], found[i] = layout.Chapter(b.Chapters[i], numbers, style, fonts)
	}
	parallel(len(parts), func(i int) { set(i, nil) })
	numbers, page := map[string]int{}, 1
	for _, p := range parts {
		numbers[p.ID] = page
		page += len(p.Pages)
	}
	parallel(len(parts), func(i int) {
		if layout.Numbered(b.Chapters[i]) {
			set(i, numbers)
		}
	})
	for _, ds := range found {
		diags = append(diags, ds...)
	}

	first = make([]int, len(parts))
	page = 0
	for i, p := range parts {
		first[i] = page
		page += len(p.Pages)
	}
	dressed := make([][]diag.Diagnostic, len(parts))
	parallel(len(parts), func(i int) {
		margin := layout.Bound
		if b.Chapters[i].Kind == doc.Cover {
			margin = layout.Single
		}
		parts[i], dressed[i] = layout.Impose(parts[i], first[i]+1, margin, layout.DressOf(b.Chapters[i]), style, fonts)
	})
	for _, ds := range dressed {
		diags = append(diags, ds...)
	}
	return &display.Document{Parts: parts}, first, diags
}

// bookmarks are the entries of 차례, behind the chapters that it does not name.
func bookmarks(b *doc.Book, d *display.Document, first []int) (out []finish.Bookmark) {
	var entries []doc.Entry
	for _, c := range b.Of(doc.Contents) {
		for _, block := range c.Blocks {
			if toc, ok := block.(*doc.Directory); ok {
				entries = append(entries, toc.Entries...)
			}
		}
	}
	start, named := map[string]int{}, map[string]bool{}
	for _, e := range entries {
		named[e.Target] = true
	}
	for i, p := range d.Parts {
		start[p.ID] = first[i]
		if !named[p.ID] {
			out = append(out, finish.Bookmark{Level: 1, Text: p.Title, Page: first[i]})
		}
	}
	for i, e := range entries {
		page, ok := start[e.Target]
		// A heading leads to the first chapter under it.
		for j := i; !ok && j < len(entries); j++ {
			page, ok = start[entries[j].Target]
		}
		if ok {
			out = append(out, finish.Bookmark{Level: e.Level, Text: e.Text, Page: page})
		}
	}
	return out
}

// write paints and finishes. What fails here is no fault of the data.
func write(d *display.Document, b *doc.Book, title string, marks []finish.Bookmark, fonts *font.Set, packing finish.Form) []byte {
	raw, contents, err := paint.Paint(d, fonts)
	if err != nil {
		panic("pdf: " + err.Error())
	}
	out, err := finish.Finish(raw, d, contents, finish.Meta{
		Title: title, Author: b.Author, Language: b.Language, Date: b.Date, ID: b.ID, Bookmarks: marks, Form: packing,
	})
	if err != nil {
		panic("pdf: " + err.Error())
	}
	return out
}

// parallel calls f for 0 to n-1 on all processors. Each call writes to places of its own,
// so the result does not depend on the order.
func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
