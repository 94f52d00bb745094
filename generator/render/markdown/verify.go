package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"budgetbook/generator/doc"
)

// Verify reads the Markdown of a sheet back and holds the text of every heading,
// paragraph, list item and table cell, in order, against the document tree. An error
// is a bug of the writer; it names the first difference.
func Verify(md []byte, s *doc.Chapter) error {
	var want expected
	want.blocks(s.Blocks, 0)
	if _, err := want.readFrom(md); err != nil {
		return fmt.Errorf("markdown: sheet %s: %w", s.ID, err)
	}
	return nil
}

// Proof is [Verify] for the Markdown of a book as it is written, stretch by stretch. A sheet that has
// been verified must stand in it as it was; whatever else is read.
type Proof struct {
	book    *doc.Book
	begun   bool
	ahead   []*doc.Chapter // that are still to come
	links   []string
	anchors map[string]bool
}

// NewProof is for the Markdown of a book from its beginning.
func NewProof(b *doc.Book) *Proof {
	p := &Proof{book: b, anchors: map[string]bool{}}
	for _, c := range b.Chapters {
		if c.Kind != doc.Cover {
			p.ahead = append(p.ahead, c)
		}
	}
	return p
}

// Read takes the next stretch. The title comes first, and an empty line stands before whatever
// follows: nothing of a stretch is read with the one before it.
func (p *Proof) Read(s Stretch) error {
	var want expected
	name, gap := "the title", []byte(nil)
	if p.begun {
		gap = []byte("\n")
	}
	switch {
	case p.begun == (s.Chapter == nil):
		return errors.New("markdown: book: the title does not stand once, before the chapters")
	case !bytes.HasSuffix(s.Text, []byte("\n")) || !bytes.HasPrefix(s.Text, gap):
		return errors.New("markdown: book: no empty line between two stretches")
	case s.Chapter == nil:
		p.begun = true
		want.add("h1", p.book.Title)
		want.list++
		for _, f := range p.book.Info {
			want.add("li", f.Label+": "+f.Value)
		}
	case len(p.ahead) == 0 || p.ahead[0] != s.Chapter:
		return fmt.Errorf("markdown: book: the chapter %s is not in its place", s.Chapter.ID)
	default:
		p.ahead, name = p.ahead[1:], "the chapter "+s.Chapter.ID
		want.blocks(s.Chapter.Blocks, 1)
	}
	if s.Section != nil {
		if !bytes.Equal(s.Text, slices.Concat(gap, bytes.TrimSuffix(s.Section, []byte("\n")), []byte("\n"))) || !bytes.HasPrefix(s.Section, []byte(anchor(s.Chapter.ID)+"\n")) {
			return fmt.Errorf("markdown: book: %s is not as it was verified", name)
		}
		p.anchors[s.Chapter.ID] = true
		return nil
	}
	page, err := want.readFrom(s.Text)
	if err != nil {
		return fmt.Errorf("markdown: book: %s: %w", name, err)
	}
	if !slices.Equal(page.links, want.links) {
		return fmt.Errorf("markdown: book: %s: links %q, want %q", name, page.links, want.links)
	}
	p.links = append(p.links, page.links...)
	maps.Copy(p.anchors, page.anchors)
	return nil
}

// End is called behind the last stretch: every chapter must have come, and every link have its anchor.
func (p *Proof) End() error {
	if !p.begun {
		return errors.New("markdown: book: the title is missing")
	}
	if len(p.ahead) > 0 {
		return fmt.Errorf("markdown: book: the chapter %s is missing", p.ahead[0].ID)
	}
	for _, l := range p.links {
		if !p.anchors[l] {
			return fmt.Errorf("markdown: book: no anchor for the link to %q", l)
		}
	}
	return nil
}

func compare(got, want []piece) error {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return fmt.Errorf("missing at the end: %v", want[i])
		case i >= len(want):
			return fmt.Errorf("too much at the end: %v", got[i])
		case got[i] != want[i]:
			return fmt.Errorf("piece %d is read as %v, want %v", i, got[i], want[i])
		}
	}
	return nil
}

// expected collects the pieces that the document tree asks for. It knows nothing of
// how they are written.
type expected struct {
	pieces []piece
	list   int
	links  []string
}

// readFrom reads Markdown and holds what it says against what is expected.
func (e *expected) readFrom(md []byte) (*page, error) {
	p, err := read(md)
	if err != nil {
		return nil, err
	}
	return p, compare(p.pieces, e.pieces)
}

func (e *expected) add(kind, text string) {
	text = collapse(text)
	if text != "" || kind != "p" {
		e.pieces = append(e.pieces, piece{kind, e.list, text})
	}
}

func (e *expected) blocks(blocks []doc.Block, lower int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			e.add(fmt.Sprintf("h%d", b.Level+lower), b.Mark+" "+doc.PlainText(b.Text))
		case *doc.Paragraph:
			e.add("p", doc.PlainText(b.Text))
		case *doc.List:
			e.items(b.Items)
		case *doc.Table:
			e.table(b)
		case *doc.Directory:
			e.directory(b)
		case *doc.Chart:
			e.add("p", b.Caption)
			e.table(b.Table())
		default:
			panic(fmt.Sprintf("markdown: unknown block %T", b))
		}
	}
}

func (e *expected) directory(d *doc.Directory) {
	outside := e.list
	for _, entry := range d.Entries {
		e.list = min(outside+entry.Level, e.list+1)
		text := entry.Text + " " + entry.Note
		if entry.Total != nil {
			text += " " + entry.Total.String()
		}
		e.add("li", text)
		if entry.Target != "" {
			e.links = append(e.links, entry.Target)
		}
	}
	e.list = outside
}

func (e *expected) items(items []doc.Item) {
	for _, it := range items {
		text := doc.PlainText(it.Text)
		if it.Mark == "" {
			e.add("p", text)
			e.items(it.Children)
			continue
		}
		e.list++
		if it.Mark != "-" || collapse(text) == "" {
			text = it.Mark + " " + text
		}
		e.add("li", text)
		e.items(it.Children)
		e.list--
	}
}

func (e *expected) table(t *doc.Table) {
	grid, err := t.Grid()
	if err != nil {
		panic("markdown: " + err.Error())
	}
	e.add("p", t.Unit)
	e.add("tr", "")
	for c := range t.Columns {
		e.add("th", headText(t, grid, c))
	}
	for r := len(t.Head); r < len(grid); r++ {
		e.add("tr", "")
		for c, p := range grid[r] {
			text := ""
			if p.Row == r && p.Col == c {
				text = blockText(p.Blocks)
			}
			e.add("td", text)
		}
	}
}

// blockText is the text of a cell as the page shows it, a line for each paragraph and item.
func blockText(blocks []doc.Block) string {
	var out []string
	var items func([]doc.Item)
	items = func(list []doc.Item) {
		for _, it := range list {
			out = append(out, it.Mark+" "+doc.PlainText(it.Text))
			items(it.Children)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			out = append(out, doc.PlainText(b.Text))
		case *doc.List:
			items(b.Items)
		default:
			panic(fmt.Sprintf("markdown: block %T in a table cell", b))
		}
	}
	return strings.Join(out, "\n")
}
