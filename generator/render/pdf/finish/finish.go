// Package finish puts painted chapters together into the file that is handed out: pages,
// structure tree, language, bookmarks, links with a description, fixed dates and identity.
// Fonts it embeds cut down to what the file shows. It writes the file as it goes and keeps
// none of it.
package finish

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/paint"
)

// Meta is what the file says about itself.
type Meta struct {
	Title, Author string
	Language      string     // "ko-KR"
	Date          string     // "2023-11-01", or ""
	ID            string     // fingerprint of the sources, hex
	Bookmarks     []Bookmark // in order
	Form          Form
}

// Form is how the objects are packed, and so which PDF/A the file says it is.
type Form int

const (
	// Packed is the form that is handed out: PDF 1.7, objects in compressed streams, PDF/A-2b.
	Packed Form = iota
	// Plain is PDF 1.4 with a table of objects, PDF/A-1b. It is far larger; validators that
	// know no other part of PDF/A judge the same pages, fonts and properties by it.
	Plain
)

// Bookmark is a line of the outline: Level 1 is the outermost.
type Bookmark struct {
	Level int
	Text  string
	Page  int // from 0
	Y     display.Length
}

// Write makes the file. parallel calls a function for 0 to n-1, at the same time or not.
func Write(out io.Writer, chapters []Chapter, fonts *font.Set, m Meta, parallel func(n int, f func(int))) error {
	f := &file{out: out, form: m.Form, places: make([]place, 1)}
	version := "1.7"
	if m.Form == Plain {
		version = "1.4"
	}
	f.write([]byte("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n"))

	objects := map[int]string{} // those that belong to no chapter
	var shown []paint.Runes
	for _, c := range chapters {
		shown = append(shown, c.Part.Runes, c.Runes)
	}
	resources := f.fonts(objects, paint.Union(shown), fonts, parallel)
	shared := f.around(chapters)
	catalog, pageRoot, root, document, parents := f.reserve(1), f.reserve(1), f.reserve(1), f.reserve(1), f.reserve(1)

	objectCount := 0
	for _, c := range chapters {
		objectCount += c.Elements + 5*len(c.Pages) + 10
	}
	f.places = slices.Grow(f.places, objectCount) // nearly all: growing would copy them over and over
	places := make([]*placed, len(chapters))
	start := map[string]int{}
	var pages []int // object numbers
	key := 0
	for i, c := range chapters {
		p := f.place(c, document, key)
		key = p.nextKey()
		start[c.ID] = p.page
		for j := range c.Pages {
			pages = append(pages, p.page+j)
		}
		places[i] = p
	}
	// A few at a time, so that few lie in memory.
	for from := 0; from < len(places); from += perTurn {
		turn := places[from:min(from+perTurn, len(places))]
		parallel(len(turn), func(i int) { turn[i].build(pageRoot, shared, start, m.Form) })
		for _, p := range turn {
			p.write(f)
			p.batch = nil
		}
	}

	var nodes, tops, leaves, names []byte
	for _, p := range places {
		nodes = append(appendRef(nodes, p.node), ' ')
		tops = append(appendRef(tops, p.element), ' ') // the first element of a part holds the others
		leaves = append(appendRef(leaves, p.leaf), ' ')
		if p.names > 0 {
			names = append(appendRef(names, p.names), ' ')
		}
	}
	objects[pageRoot] = fmt.Sprintf("<</Type/Pages/MediaBox[0 0 %s %s]/Resources %s/Count %d/Kids[%s]>>",
		display.PageWidth, display.PageHeight, resources, len(pages), nodes)
	objects[root] = fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d", ref(document), ref(parents), key)
	if names != nil {
		objects[root] += fmt.Sprintf("/IDTree<</Kids[%s]>>", names)
	}
	objects[root] += ">>"
	objects[document] = fmt.Sprintf("<</S/Document/P %s/K[%s]>>", ref(root), tops)
	objects[parents] = fmt.Sprintf("<</Kids[%s]>>", leaves)
	xmp, intent := f.reserve(1), f.reserve(1)
	f.stream(xmp, "/Type/Metadata/Subtype/XML", metadata(m))
	f.stream(intent, "/N 3/Filter/FlateDecode", paint.Deflate(profile()))
	top := fmt.Sprintf("<</Type/Catalog/Pages %s/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %s/ViewerPreferences<</DisplayDocTitle true>>/Metadata %s/OutputIntents[%s]",
		ref(pageRoot), textString(m.Language), ref(root), ref(xmp), outputIntent(intent))
	if len(m.Bookmarks) > 0 {
		top += "/PageMode/UseOutlines/Outlines " + ref(f.outline(objects, m.Bookmarks, pages))
	}
	objects[catalog] = top + ">>"
	properties := f.reserve(1)
	objects[properties] = info(m)

	b := f.batch(len(objects))
	b.begin()
	for _, n := range slices.Sorted(maps.Keys(objects)) {
		b.add(n, objects[n])
	}
	if m.Form == Packed {
		b.pack()
	}
	f.writeBatch(b)
	return f.close(catalog, properties, identity(m.ID))
}

// perTurn is how many chapters are built at a time.
const perTurn = 16

// around writes the streams that the pages share. Their unit is that of [paint], 1/100 pt.
func (f *file) around(chapters []Chapter) around {
	out := around{shift: map[display.Length]int{}, restore: f.reserve(1)}
	f.stream(out.restore, "", []byte("Q\n"))
	for _, c := range chapters {
		for _, x := range c.Left {
			if out.shift[x] == 0 {
				out.shift[x] = f.reserve(1)
				f.stream(out.shift[x], "", []byte("q .01 0 0 .01 "+x.String()+" 0 cm\n"))
			}
		}
	}
	return out
}

// identity is the file's ID, 16 bytes in hex, from the fingerprint of the sources.
func identity(fingerprint string) string {
	var b strings.Builder
	for _, r := range fingerprint {
		if strings.ContainsRune("0123456789abcdefABCDEF", r) {
			b.WriteRune(r)
		}
	}
	return (b.String() + strings.Repeat("0", 32))[:32]
}

// textString is a PDF text string: UTF-16 in hex.
func textString(s string) string {
	b := append(make([]byte, 0, 8+4*len(s)), "<FEFF"...)
	for _, u := range utf16.Encode([]rune(s)) {
		b = appendHex(b, u)
	}
	return string(append(b, '>'))
}

// appendHex writes a number of two bytes in four digits.
func appendHex(b []byte, n uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[n>>12], digits[n>>8&15], digits[n>>4&15], digits[n&15])
}

// up is a length from the upper edge as PDF wants it: points from the lower edge.
func up(y display.Length) display.Length { return display.PageHeight - y }
