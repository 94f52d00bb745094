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
func Sheet(b *doc.Book, s *doc.Sheet, style form.Style, fonts *font.Set) ([]byte, []diag.Diagnostic) {
	part, diags := layout.Sheet(s, style, fonts)
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

// layBook sets all parts, the sheets at the same time. first is the page of each part, from 0.
func layBook(b *doc.Book, style form.Style, fonts *font.Set) (d *display.Document, first []int, diags []diag.Diagnostic) {
	sheets := make([]display.Part, len(b.Sheets))
	found := make([][]diag.Diagnostic, len(b.Sheets))
	parallel(len(b.Sheets), func(i int) {
		sheets[i], found[i] = layout.Sheet(b.Sheets[i], style, fonts)
	})
	for _, ds := range found {
		diags = append(diags, ds...)
	}

	own := layout.Dress{Running: [2]string{b.Title, ""}}
	if len(b.Sheets) > 0 {
		own.Foot = b.Sheets[0].Foot
	}
	var parts []display.Part
	var dresses []layout.Dress
	add := func(p display.Part, d layout.Dress) {
		parts, dresses = append(parts, p), append(dresses, d)
	}
	if len(b.Cover) > 0 {
		cover, ds := layout.Cover(b, style, fonts)
		diags = append(diags, ds...)
		add(cover, layout.Dress{Bare: true})
	}
	if len(b.Guide) > 0 {
		guide, ds := layout.Guide(b.Guide, style, fonts)
		diags = append(diags, ds...)
		own.Running[1] = guide.Title
		add(guide, own)
	}
	if len(b.Contents.Entries) > 0 {
		// The contents are set twice: once to learn how many pages they take.
		draft, _ := layout.Contents(b.Contents, nil, style, fonts)
		page := len(draft.Pages) + 1
		for _, p := range parts {
			page += len(p.Pages)
		}
		numbers := map[string]int{}
		for _, s := range sheets {
			numbers[s.ID] = page
			page += len(s.Pages)
		}
		contents, ds := layout.Contents(b.Contents, numbers, style, fonts)
		diags = append(diags, ds...)
		own.Running[1] = contents.Title
		add(contents, own)
	}
	for i, s := range sheets {
		add(s, layout.DressOf(b.Sheets[i]))
	}

	first = make([]int, len(parts))
	page := 0
	for i, p := range parts {
		first[i] = page
		page += len(p.Pages)
	}
	dressed := make([][]diag.Diagnostic, len(parts))
	parallel(len(parts), func(i int) {
		margin := layout.Bound
		if dresses[i].Bare {
			margin = layout.Single
		}
		parts[i], dressed[i] = layout.Impose(parts[i], first[i]+1, margin, dresses[i], style, fonts)
	})
	for _, ds := range dressed {
		diags = append(diags, ds...)
	}
	return &display.Document{Parts: parts}, first, diags
}

// bookmarks are the parts before the sheets, then the tree of the contents.
func bookmarks(b *doc.Book, d *display.Document, first []int) []finish.Bookmark {
	var out []finish.Bookmark
	start := map[string]int{}
	for i, p := range d.Parts {
		if p.ID != "" {
			start[p.ID] = first[i]
			continue
		}
		out = append(out, finish.Bookmark{Level: 1, Text: p.Title, Page: first[i]})
	}
	for i, e := range b.Contents.Entries {
		page, ok := start[e.Sheet]
		// A group leads to the first sheet in it.
		for j := i; !ok && j < len(b.Contents.Entries); j++ {
			page, ok = start[b.Contents.Entries[j].Sheet]
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
