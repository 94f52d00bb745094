// Package finish rewrites the bytes of gopdf into the file that is handed out. It adds
// what gopdf cannot write: the structure tree, language, nested bookmarks, links with a
// description, fixed dates and identity. It copies page contents and fonts as they are.
package finish

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

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

// Finish makes the final file. marks are what [paint.Paint] returned for d.
func Finish(raw []byte, d *display.Document, marks [][]paint.Content, m Meta) ([]byte, error) {
	objects, err := read(raw)
	if err != nil {
		return nil, fmt.Errorf("gopdf의 출력 형태가 바뀌었습니다: %w", err)
	}
	repairUnicode(objects)
	f := &file{objects: objects}
	if err := f.repairFonts(m.Form); err != nil {
		return nil, fmt.Errorf("gopdf의 출력 형태가 바뀌었습니다: %w", err)
	}
	var pages []int
	for n := range objects {
		if bytes.Contains(objects[n].dict, []byte("/Type /Page\n")) {
			pages = append(pages, n)
		}
	}
	if len(pages) != len(marks) {
		return nil, fmt.Errorf("gopdf의 출력 형태가 바뀌었습니다: 쪽수 %d, 그린 쪽 %d", len(pages), len(marks))
	}
	s := &structure{file: f, pages: pages, marks: marks}
	annotations := s.annotations(d)
	tree := s.build(d)
	for i, n := range pages {
		extra := fmt.Sprintf("/Tabs/S/StructParents %d", i)
		if len(annotations[i]) > 0 {
			extra += "/Annots[" + refs(annotations[i]) + "]"
		}
		f.objects[n].dict = appendEntries(f.objects[n].dict, extra)
	}
	root := fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>",
		textString(m.Language), tree)
	if len(m.Bookmarks) > 0 {
		root += fmt.Sprintf("/PageMode/UseOutlines/Outlines %d 0 R", outline(f, m.Bookmarks, pages))
	}
	root += fmt.Sprintf("/Metadata %d 0 R/OutputIntents[%s]", f.addStream("/Type/Metadata/Subtype/XML", metadata(m)), outputIntent(f))
	f.set(1, root+">>")
	return f.write(m.Form, 1, f.add(info(m)), identity(m.ID)), nil
}

// appendEntries adds entries to a dictionary.
func appendEntries(dict []byte, entries string) []byte {
	end := bytes.LastIndex(dict, []byte(">>"))
	return []byte(string(dict[:end]) + entries + ">>")
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
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

func refs(ns []int) string {
	var b strings.Builder
	for i, n := range ns {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%d 0 R", n)
	}
	return b.String()
}

// up is a length from the upper edge as PDF wants it: points from the lower edge.
func up(y display.Length) display.Length { return display.PageHeight - y }
