package doc

import (
	"fmt"
	"strings"
)

// Dump is a tree as indented text, for people and goldens: every node, span, mark and
// figure id, nothing about looks. One line is one block, or one cell that holds a
// single paragraph.
//
// Figures stand behind what they print: 566,600천원{total}; with the (x…) figure before
// it, (x-) 651,000{total.base.national total.base}; a figure that was not given is {}.
func Dump(blocks ...Block) string {
	var d dump
	d.blocks(blocks, 0)
	return d.String()
}

type dump struct{ strings.Builder }

func (d *dump) line(depth int, format string, args ...any) {
	text := strings.Repeat("  ", depth) + fmt.Sprintf(format, args...)
	d.WriteString(strings.TrimRight(text, " ") + "\n")
}

func (d *dump) blocks(blocks []Block, depth int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			d.line(depth, "h%d %s", b.Level, strings.TrimSpace(b.Mark+" "+inlines(b.Text)))
		case *Paragraph:
			d.line(depth, "%s %s", roleNames[b.Role], inlines(b.Text))
		case *List:
			d.line(depth, "list%s", indent(b.Indent))
			d.items(b.Items, depth+1)
		case *Table:
			d.table(b, depth)
		case *Directory:
			d.line(depth, "directory")
			for _, e := range b.Entries {
				d.line(depth+e.Level, "%s", e.dump())
			}
		case *Chart:
			d.chart(b, depth)
		default:
			panic(fmt.Sprintf("doc: unknown block %T", b))
		}
	}
}

var roleNames = map[Role]string{Body: "p", Note: "note", Lead: "lead", Imprint: "imprint", Gap: "gap"}

func indent(levels int) string {
	if levels == 0 {
		return ""
	}
	return fmt.Sprintf(" in %d", levels)
}

func (d *dump) items(items []Item, depth int) {
	for _, i := range items {
		mark := i.Mark
		if mark == "" {
			mark = "(no mark)"
		}
		d.line(depth, "%s %s", mark, inlines(i.Text))
		d.items(i.Children, depth+1)
	}
}

var (
	alignNames = map[Align]string{Inherit: "", Left: "left", Center: "center", Right: "right"}
	kindNames  = map[RowKind]string{Plain: "row", TotalRow: "row 계", GroupRow: "row ○"}
	scopeNames = map[Scope]string{NoHead: "", ColHead: "th↓", RowHead: "th→"}
)

func (d *dump) table(t *Table, depth int) {
	d.line(depth, "table %s %q %s", t.ID, t.Caption, t.Unit)
	for _, c := range t.Columns {
		open := ""
		if c.Open {
			open = " open"
		}
		d.line(depth+1, "column %s %d %s%s %s", c.ID, c.Width, alignNames[c.Align], open, c.Head)
	}
	for _, r := range t.Head {
		d.line(depth+1, "head %s", strings.TrimPrefix(kindNames[r.Kind], "row"))
		d.cells(r.Cells, depth+2)
	}
	for _, r := range t.Body {
		d.line(depth+1, "%s", kindNames[r.Kind])
		d.cells(r.Cells, depth+2)
	}
}

// dump is an entry in one line: text -> target | note | total.
func (e Entry) dump() string {
	words := []string{e.Text}
	if e.Head {
		words[0] = "**" + e.Text + "**"
	}
	if e.Target != "" {
		words = append(words, "-> "+e.Target)
	}
	if e.Note != "" {
		words = append(words, "| "+e.Note)
	}
	if e.Total != nil {
		words = append(words, "| "+inlines([]Inline{e.Total}))
	}
	return strings.Join(words, " ")
}

func (d *dump) chart(c *Chart, depth int) {
	d.line(depth, "chart %s %q %s", c.ID, c.Caption, c.Unit)
	d.line(depth+1, "alt %q", c.Alt)
	d.line(depth+1, "head %s", strings.Join(c.heads(), " | "))
	for _, b := range c.Bars {
		kind := "bars"
		if b.Rest {
			kind = "rest"
		}
		in := []Inline{b.Label}
		for _, n := range b.Nums {
			in = append(in, Text{S: " | "}, n)
		}
		if b.Rate != nil {
			in = append(in, Text{S: " | "}, b.Rate)
		}
		d.line(depth+1, "%s %s", kind, inlines(in))
	}
}

func (d *dump) cells(cells []Cell, depth int) {
	for _, c := range cells {
		words := []string{"|"}
		if c.ColSpan > 1 || c.RowSpan > 1 {
			words = append(words, fmt.Sprintf("%d×%d", max(c.ColSpan, 1), max(c.RowSpan, 1))) // columns × rows
		}
		for _, word := range []string{scopeNames[c.Head], alignNames[c.Align]} {
			if word != "" {
				words = append(words, word)
			}
		}
		if len(c.Blocks) == 1 {
			if p, ok := c.Blocks[0].(*Paragraph); ok && p.Role == Body {
				d.line(depth, "%s %s", strings.Join(words, " "), inlines(p.Text))
				continue
			}
		}
		d.line(depth, "%s", strings.Join(words, " "))
		d.blocks(c.Blocks, depth+1)
	}
}

// inlines is a paragraph in one line: ⏎ for a break, **bold**, ~dim~.
func inlines(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case Text:
			mark := ""
			if i.Bold {
				mark = "**"
			} else if i.Dim {
				mark = "~"
			}
			b.WriteString(mark + i.S + mark)
		case Break:
			b.WriteString(" ⏎ ")
		case Check:
			b.WriteString(i.String())
		case *Num:
			mark := ""
			if i.Bold {
				mark = "**"
			}
			b.WriteString(mark + i.String() + "{" + strings.Join(numIDs(i), " ") + "}" + mark)
		case Factor:
			fmt.Fprintf(&b, "%s{%s number %d}", PlainText([]Inline{i}), i.Figure.ID, i.Index+1)
		case Equal:
			fmt.Fprintf(&b, "%s{%d pairs}", i, len(i.Pairs))
		case Exact:
			fmt.Fprintf(&b, "%s{%s exact}", PlainText([]Inline{i}), i.Figure.ID)
		default:
			panic(fmt.Sprintf("doc: unknown inline %T", i))
		}
	}
	return b.String()
}

// numIDs are the ids of the figures that a number prints, the 국비 part first.
func numIDs(n *Num) (ids []string) {
	if n.Part != nil && n.Part.Figure != nil {
		ids = append(ids, n.Part.Figure.ID)
	}
	if n.Figure != nil {
		ids = append(ids, n.Figure.ID)
	}
	return ids
}
