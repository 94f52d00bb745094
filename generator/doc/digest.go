package doc

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Digest identifies what stands on the pages of a sheet: two sheets with one digest are set
// and read alike. Running heads and foot are not in it, since they come from the book; nor is
// where a text was written. Only a sheet has one: the other chapters change with every figure
// of the book.
func Digest(ch *Chapter) [sha256.Size]byte {
	d := make(digest, 0, 16<<10)
	d.text(string(ch.Kind), ch.ID, ch.Title)
	d.blocks(ch.Blocks)
	return sha256.Sum256(d)
}

// digest is the tree as bytes that can be read in one way only: every list is preceded by
// its length, every node by its kind.
type digest []byte

func (d *digest) number(ns ...int) {
	for _, n := range ns {
		*d = binary.AppendVarint(*d, int64(n))
	}
}

func (d *digest) text(texts ...string) {
	for _, s := range texts {
		d.number(len(s))
		*d = append(*d, s...)
	}
}

func (d *digest) flags(flags ...bool) {
	for _, f := range flags {
		if f {
			*d = append(*d, 1)
		} else {
			*d = append(*d, 0)
		}
	}
}

func (d *digest) blocks(blocks []Block) {
	d.number(len(blocks))
	for _, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			*d = append(*d, 'h')
			d.number(b.Level)
			d.text(b.Mark)
			d.inlines(b.Text)
		case *Paragraph:
			*d = append(*d, 'p')
			d.number(int(b.Role))
			d.inlines(b.Text)
		case *List:
			*d = append(*d, 'l')
			d.number(b.Indent)
			d.items(b.Items)
		case *Table:
			*d = append(*d, 't')
			d.table(b)
		default:
			panic(fmt.Sprintf("doc: %T in a sheet", b))
		}
	}
}

func (d *digest) items(items []Item) {
	d.number(len(items))
	for _, i := range items {
		d.text(i.Mark)
		d.inlines(i.Text)
		d.items(i.Children)
	}
}

func (d *digest) table(t *Table) {
	d.text(t.ID, t.Caption, t.Unit)
	d.number(len(t.Columns))
	for _, c := range t.Columns {
		d.text(c.ID, c.Head)
		d.number(c.Width, int(c.Align))
		d.flags(c.Open, c.Aside)
	}
	for _, rows := range [][]Row{t.Head, t.Body} {
		d.number(len(rows))
		for _, r := range rows {
			d.number(int(r.Kind), len(r.Cells))
			for _, c := range r.Cells {
				d.number(int(c.ColSpan), int(c.RowSpan), int(c.Head), int(c.Align))
				d.blocks(c.Blocks)
			}
		}
	}
}

func (d *digest) inlines(in []Inline) {
	d.number(len(in))
	for _, i := range in {
		switch i := i.(type) {
		case Text:
			*d = append(*d, 't')
			d.text(i.S)
			d.flags(i.Bold, i.Dim)
		case Break:
			*d = append(*d, 'b')
		case Check:
			*d = append(*d, 'c')
			d.text(i.Label)
			d.flags(i.On)
		case *Num: // what it prints is all that an output takes from a figure on a sheet
			*d = append(*d, 'n')
			d.text(i.PartText(), i.Value())
			d.flags(i.Bold, i.Part != nil)
			if i.Part != nil {
				d.text(i.Part.Open, i.Part.Close)
			}
		default:
			panic(fmt.Sprintf("doc: %T in a sheet", i))
		}
	}
}
