// Package markdown writes the document tree as GitHub Flavored Markdown, which is
// also read as plain text (표준텍스트파일), and reads it back to prove that nothing
// was lost.
//
// Reading order and text are those of the page:
//   - A heading keeps its mark as text: "## 1 기본 현황", "### □ 사업개요".
//   - A list item keeps its official mark as text behind the bullet, "- ○ …", but for
//     the mark - itself, which is the bullet: "- …". An item without a mark is a paragraph.
//   - In a table cell lines and list items are parted by <br>, each item with its mark.
//     They are not indented: the marks tell the levels.
//   - A merged cell stands in its top left slot; the others are empty. Head rows become
//     one, with [doc.Column.Head] or the texts above each other; a column whose heads are
//     all merged with those of the column before it has none. A table without heads
//     (사업개요) gets the empty head row that GFM demands, since GitHub draws that as a
//     thin line, while a first row made into a head would say what it is not.
//   - A chart is its caption and its texts as a table: labels, figures and rates, as the
//     page has them beside the bars.
//   - A figure that was not given is an empty cell. Captions of tables, running heads
//     and foot lines are not written.
//
// A character is escaped only where it would be taken for markup, so that the 산식
// stays legible: one * in a cell is left alone, two are \*.
package markdown

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"budgetbook/generator/doc"
)

// Sheet writes one 사업설명서.
func Sheet(s *doc.Chapter) []byte {
	var w writer
	w.blocks(s.Blocks, 0)
	return w.out.Bytes()
}

// Section is the Markdown of a sheet as it stands in the book: behind its anchor, its headings one
// level lower.
func Section(id string, sheet []byte) []byte {
	out := make([]byte, 0, len(sheet)+len(id)+64)
	out = append(append(append(out, anchor(id)...), '\n', '\n'), sheet...)
	for at := len(out) - len(sheet); at < len(out); {
		if heading(out[at:]) {
			out = slices.Insert(out, at, '#')
		}
		next := bytes.IndexByte(out[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return out
}

// heading reports whether a line is one: # and a blank, or nothing, behind it. In any other text
// such a # is escaped.
func heading(line []byte) bool {
	rest := bytes.TrimLeft(line, "#")
	return len(rest) < len(line) && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\n')
}

func anchor(id string) string { return `<a id="` + id + `"></a>` }

// Stretch is a part of a book's Markdown that is complete in itself: headings, lists and tables in
// it end with it, so that nothing behind is read otherwise.
type Stretch struct {
	Chapter *doc.Chapter // nil: what stands before the chapters
	Section []byte       // of a sheet that has been verified, which Text is; else nil
	Text    []byte
}

// Book writes a whole book, stretch by stretch: title and facts, and the chapters but the cover below
// each other. Of those whose section is there already, by their ID, nothing else is needed; nil is
// none of them, or not this one.
func Book(b *doc.Book, section func(id string) []byte) iter.Seq[Stretch] {
	return func(yield func(Stretch) bool) {
		var w writer
		w.line("# " + escapeText(b.Title, inHeading))
		w.gap()
		var info []doc.Item
		for _, f := range b.Info {
			info = append(info, doc.Item{Mark: "-", Text: []doc.Inline{doc.Text{S: f.Label + ": " + f.Value}}})
		}
		w.items(info, "")
		if !yield(Stretch{Text: w.out.Bytes()}) {
			return
		}
		for _, c := range b.Chapters {
			if c.Kind == doc.Cover {
				continue // its facts stand above
			}
			s := Stretch{Chapter: c}
			if section != nil {
				s.Section = section(c.ID)
			}
			var w writer
			w.out.WriteByte('\n')
			if s.Section != nil {
				w.line(strings.TrimSuffix(string(s.Section), "\n"))
			} else {
				w.section(c)
			}
			s.Text = w.out.Bytes()
			if !yield(s) {
				return
			}
		}
	}
}

// writer puts lines below each other.
type writer struct {
	out   bytes.Buffer
	empty bool // an empty line comes before the next one
}

func (w *writer) line(s string) {
	if w.empty && w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	w.empty = false
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}

// gap asks for an empty line before the next line.
func (w *writer) gap() { w.empty = true }

func (w *writer) section(c *doc.Chapter) {
	w.line(anchor(c.ID))
	w.blocks(c.Blocks, 1)
}

// blocks writes blocks with their headings so many levels lower. Lists that follow
// each other are one Markdown list, which an empty line would set wide.
func (w *writer) blocks(blocks []doc.Block, lower int) {
	afterList := false
	for _, b := range blocks {
		list, isList := b.(*doc.List)
		if !isList || !afterList {
			w.gap()
		}
		afterList = isList
		switch b := b.(type) {
		case *doc.Heading:
			w.line(strings.TrimRight(strings.Repeat("#", b.Level+lower)+" "+escape(marked(b.Mark, b.Text), inHeading), " "))
		case *doc.Paragraph:
			w.paragraph(b.Text, "")
		case *doc.List:
			w.items(list.Items, "")
		case *doc.Table:
			w.table(b)
		case *doc.Directory:
			w.directory(b)
		case *doc.Chart:
			w.line(escapeText(b.Caption, inBlock))
			w.gap()
			w.table(b.Table())
		default:
			panic(fmt.Sprintf("markdown: unknown block %T", b))
		}
	}
}

func (w *writer) paragraph(text []doc.Inline, indent string) {
	if s := escape(text, inBlock); s != "" {
		w.line(indent + strings.ReplaceAll(s, "\n", "\n"+indent))
	}
}

// items writes the bullets of one level, each with its children below it.
func (w *writer) items(items []doc.Item, indent string) {
	for _, it := range items {
		if it.Mark == "" {
			w.gap()
			w.paragraph(it.Text, indent)
			w.gap()
			w.items(it.Children, indent)
			continue
		}
		text := it.Text
		if it.Mark != "-" || strings.TrimSpace(doc.PlainText(text)) == "" {
			text = marked(it.Mark, text)
		}
		w.line(indent + "- " + strings.ReplaceAll(escape(text, inBlock), "\n", "\n"+indent+"  "))
		w.items(it.Children, indent+"  ")
	}
}

// marked is text behind a mark.
func marked(mark string, text []doc.Inline) []doc.Inline {
	if mark == "" {
		return text
	}
	return append([]doc.Inline{doc.Text{S: mark + " "}}, text...)
}

// directory writes 차례 or 색인 as a nested list. A line that leads to a chapter is a link
// to the anchor before it.
func (w *writer) directory(d *doc.Directory) {
	depth := 0
	for _, e := range d.Entries {
		depth = min(e.Level, depth+1)
		plain := strings.TrimSpace(e.Text + " " + e.Note)
		text := escapeText(plain, inBlock)
		if e.Target != "" {
			label := escapeText(plain, inLink)
			if label == "x" || label == "X" {
				label += " " // goldmark v1.8.7 takes [x] before ( for the box of a task
			}
			text = "[" + label + "](#" + e.Target + ")"
		}
		if e.Total != nil {
			text += " " + escape([]doc.Inline{e.Total}, inCell)
		}
		indent := strings.Repeat("  ", depth-1)
		w.line(indent + "- " + strings.ReplaceAll(strings.TrimRight(text, " "), "\n", "\n"+indent+"  "))
	}
}
