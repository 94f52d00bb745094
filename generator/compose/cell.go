package compose

import (
	"strings"

	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/generator/source"
)

// text is what the user wrote, with its place.
func text(t source.Text) doc.Text { return doc.Text{S: t.Value, Span: t.Span} }

// plain is a word of the form; "\n" in it is a line break.
func plain(s string) (in []doc.Inline) {
	if strings.IndexByte(s, '\n') < 0 {
		return []doc.Inline{doc.Text{S: s}}
	}
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			in = append(in, doc.Break{})
		}
		in = append(in, doc.Text{S: line})
	}
	return in
}

// cell holds one paragraph.
func cell(in ...doc.Inline) doc.Cell {
	made := &struct {
		paragraph doc.Paragraph
		blocks    [1]doc.Block
	}{paragraph: doc.Paragraph{Text: in}}
	made.blocks[0] = &made.paragraph
	return doc.Cell{Blocks: made.blocks[:]}
}

// written is a cell with what the user wrote; blank where nothing was.
func written(t source.Text) doc.Cell {
	if !t.Given() {
		return doc.Cell{}
	}
	return cell(text(t))
}

// bullet is a cell with one marked line, set in by indent levels.
func bullet(indent int, mark string, t source.Text) doc.Cell {
	return bulletOf(indent, mark, []doc.Inline{text(t)})
}

func bulletOf(indent int, mark string, in []doc.Inline) doc.Cell {
	made := &struct {
		list   doc.List
		items  [1]doc.Item
		blocks [1]doc.Block
	}{list: doc.List{Indent: indent}, items: [1]doc.Item{{Mark: mark, Text: in}}}
	made.list.Items = made.items[:]
	made.blocks[0] = &made.list
	return doc.Cell{Blocks: made.blocks[:]}
}

// rowHead makes the cell the heading of its row.
func rowHead(c doc.Cell) doc.Cell {
	c.Head = doc.RowHead
	return c
}

// span covers columns and rows.
func span(c doc.Cell, columns, rows int) doc.Cell {
	c.ColSpan, c.RowSpan = int32(columns), int32(rows)
	return c
}

// newRow is a row with room for a cell in each column.
func newRow(kind doc.RowKind, columns []form.Column) doc.Row {
	return doc.Row{Kind: kind, Cells: make([]doc.Cell, 0, len(columns))}
}

// table starts a table of the form's columns with its head rows.
func (c *composer) table(b *form.Block, columns []form.Column) *doc.Table {
	if headed := c.headed[b]; headed != nil {
		t := *headed
		return &t
	}
	return c.newTable(b, columns)
}

func (c *composer) newTable(b *form.Block, columns []form.Column) *doc.Table {
	t := &doc.Table{ID: b.Kind, Unit: strings.ReplaceAll(b.Unit, "{unit}", c.unitOf(b.Kind).Korean())}
	for i, col := range columns {
		group := col.Group
		if col.Head == "" && i > 0 && columns[i-1].Group == group {
			group = "" // one head over several columns is said once
		}
		t.Columns = append(t.Columns, doc.Column{
			ID: col.ID, Head: flatHead(c.year(group), c.year(col.Head)), Width: col.Width, Align: align(col.Align), Open: col.Open,
		})
	}
	t.Head = c.head(columns)
	return t
}

// chartUnit is the unit line of what prints amounts alone.
func (c *composer) chartUnit(kind string) string {
	return strings.ReplaceAll(c.form.Book.Chart.Unit, "{unit}", c.unitOf(kind).Korean())
}

// flatHead is a column's head in one line, for outputs without merged heads.
func flatHead(group, head string) string {
	return strings.TrimSpace(strings.ReplaceAll(group+" "+head, "\n", " "))
}

func align(word string) doc.Align {
	switch word {
	case "center":
		return doc.Center
	case "right":
		return doc.Right
	default:
		return doc.Left
	}
}

// head builds the head rows: one, or two where a group stands above heads of its own.
// No heads at all make no head rows.
func (c *composer) head(columns []form.Column) []doc.Row {
	rows, any := 1, false
	for _, col := range columns {
		any = any || col.Head != "" || col.Group != ""
		if col.Group != "" && col.Head != "" {
			rows = 2
		}
	}
	if !any {
		return nil
	}
	top, below := doc.Row{}, doc.Row{}
	for i := 0; i < len(columns); {
		col := columns[i]
		if col.Group == "" {
			top.Cells = append(top.Cells, columnHead(c.year(col.Head), 1, rows))
			i++
			continue
		}
		width, lower := 0, false
		for ; i < len(columns) && columns[i].Group == col.Group; i++ {
			width++
			lower = lower || columns[i].Head != ""
		}
		if !lower {
			top.Cells = append(top.Cells, columnHead(c.year(col.Group), width, rows))
			continue
		}
		top.Cells = append(top.Cells, columnHead(c.year(col.Group), width, 1))
		for _, sub := range columns[i-width : i] {
			below.Cells = append(below.Cells, columnHead(c.year(sub.Head), 1, 1))
		}
	}
	if rows == 1 {
		return []doc.Row{top}
	}
	return []doc.Row{top, below}
}

func columnHead(text string, columns, rows int) doc.Cell {
	h := cell(plain(text)...)
	h.Head, h.Align = doc.ColHead, doc.Center
	return span(h, columns, rows)
}
