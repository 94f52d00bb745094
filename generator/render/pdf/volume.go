package pdf

import (
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/layout"
)

// Volume is a file of a book.
type Volume struct {
	Number      int    // from 1; 0 where the book has only one
	First, Last string // 실·국 or 부서 in it
	Data        []byte
}

// volume is what stands in a file.
type volume struct {
	unit
	number   int
	chapters []*doc.Chapter
	parts    []*Painted
}

// unit is a stretch of chapters that is not parted: 실·국, or 부서 of one that is too large.
type unit struct {
	first, last string // names
	from, to    int    // of the chapters
}

// divide cuts a book that has more pages than are bound together: at 실·국, and one of more pages at
// 부서. 표지, 일러두기, 차례 and 판권 stand in every volume, what else stands before the sheets in
// the first and what stands behind them in the last.
func divide(b *doc.Book, parts []*Painted) []volume {
	pages := func(from, to int) (n int) {
		for _, p := range parts[from:to] {
			n += len(p.Pages)
		}
		return n
	}
	begin, end := len(b.Chapters), 0 // of the sheets and their dividers
	for i, c := range b.Chapters {
		if c.Kind == doc.Sheet || c.Kind == doc.Divider {
			begin, end = min(begin, i), i+1
		}
	}
	whole := []volume{{chapters: b.Chapters, parts: parts}}
	limit, all := b.Volumes.Pages, pages(0, len(parts))
	if limit == 0 || all <= limit || begin > end {
		return whole
	}
	room := limit - (all - pages(begin, end)) // of the first volume
	later := room
	if listed := pagesOf(b, parts, doc.Contents); longContents(listed, limit) {
		// Each later volume has its own part of 차례, and nothing of what stands in the first or the last alone.
		everywhere := pagesOf(b, parts, doc.Cover, doc.Guide, doc.Colophon)
		later = (limit - everywhere) * pages(begin, end) / (pages(begin, end) + listed)
	}
	var packed []unit
	for _, u := range units(b.Chapters, begin, end, 1) {
		inner := []unit{u}
		if pages(u.from, u.to) > later {
			inner = units(b.Chapters, u.from, u.to, 0)
		}
		for _, u := range inner {
			last, fits := len(packed)-1, later
			if last == 0 {
				fits = room
			}
			if last < 0 || pages(packed[last].from, u.to) > fits {
				packed = append(packed, u)
				continue
			}
			packed[last].last, packed[last].to = u.last, u.to
		}
	}
	if len(packed) < 2 {
		return whole
	}
	everywhere := []doc.Kind{doc.Cover, doc.Guide, doc.Contents, doc.Colophon}
	out := make([]volume, len(packed))
	for i, u := range packed {
		v := &out[i]
		v.number, v.unit = i+1, u
		for j, c := range b.Chapters {
			switch {
			case slices.Contains(everywhere, c.Kind),
				j >= u.from && j < u.to,
				j < begin && i == 0,
				j >= end && i == len(packed)-1:
				v.chapters, v.parts = append(v.chapters, c), append(v.parts, parts[j])
			}
		}
	}
	return out
}

// pagesOf counts the pages of the chapters of some kinds.
func pagesOf(b *doc.Book, parts []*Painted, kinds ...doc.Kind) (n int) {
	for i, c := range b.Chapters {
		if slices.Contains(kinds, c.Kind) {
			n += len(parts[i].Pages)
		}
	}
	return n
}

// longContents reports whether 차례 is too long to stand in every volume: more than a tenth of what
// is bound together, as of a book of some 5,000 sheets.
func longContents(pages, limit int) bool { return pages*10 > limit }

// shorten makes 차례 that of the volume alone: every 회계, 실·국 and 부서, and the sheets that stand here.
func (v *volume) shorten(blocks []doc.Block) {
	here := map[string]bool{}
	for _, c := range v.chapters {
		here[c.ID] = true
	}
	for i, block := range blocks {
		if toc, ok := block.(*doc.Directory); ok {
			own := &doc.Directory{} // not the whole of 차례 with the rest taken out, in the memory once for each volume
			for _, e := range toc.Entries {
				if e.Head || here[e.Target] {
					own.Entries = append(own.Entries, e)
				}
			}
			blocks[i] = own
		}
	}
}

// units cuts the chapters at every change of what sheets stand within, less so many of the
// innermost. A divider stays with what follows it.
func units(chapters []*doc.Chapter, begin, end, less int) (out []unit) {
	var last []string
	dividers := -1
	for i := begin; i < end; i++ {
		c := chapters[i]
		if c.Kind == doc.Divider {
			if dividers < 0 {
				dividers = i
			}
			continue
		}
		path := c.Within[:max(len(c.Within)-less, 0)]
		if out == nil || !slices.Equal(path, last) {
			from := i
			if dividers >= 0 {
				from = dividers
			}
			if out != nil {
				out[len(out)-1].to = from
			}
			name := ""
			if len(path) > 0 {
				name = path[len(path)-1]
			}
			out, last = append(out, unit{first: name, last: name, from: from}), path
		}
		dividers = -1
	}
	if out != nil {
		out[len(out)-1].to = end
	}
	return out
}

// titleOf is the printed name of a volume: 제1권.
func titleOf(b *doc.Book, number int) string {
	return strings.ReplaceAll(b.Volumes.Title, "{n}", strconv.Itoa(number))
}

// dress writes the number of the volume onto the cover and into the feet, and how pages are told
// over what tells them. short leaves the sheets of the other volumes out of 차례.
func (v *volume) dress(b *doc.Book, short bool) {
	line := func(role doc.Role, text string) doc.Block {
		return &doc.Paragraph{Role: role, Text: []doc.Inline{doc.Text{S: text}}}
	}
	title := titleOf(b, v.number)
	names := v.first
	if v.last != v.first {
		names += " – " + v.last
	}
	for i, c := range v.chapters {
		own := *c
		own.Foot += " · " + title
		switch {
		case c.Kind == doc.Cover:
			at := len(own.Blocks)
			for j, block := range own.Blocks { // before the last gap
				if p, ok := block.(*doc.Paragraph); ok && p.Role == doc.Gap {
					at = j
				}
			}
			own.Blocks = slices.Insert(slices.Clone(own.Blocks), at, line(doc.Imprint, title), line(doc.Imprint, names))
		case layout.Numbered(c):
			own.Blocks = slices.Insert(slices.Clone(own.Blocks), min(1, len(own.Blocks)), line(doc.Note, b.Volumes.Note))
			if short && c.Kind == doc.Contents {
				v.shorten(own.Blocks)
				if b.Volumes.Short != "" {
					own.Blocks = slices.Insert(own.Blocks, min(2, len(own.Blocks)), line(doc.Note, b.Volumes.Short))
				}
			}
		}
		v.chapters[i] = &own
	}
}
