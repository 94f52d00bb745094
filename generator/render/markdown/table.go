package markdown

import (
	"fmt"
	"strings"

	"budgetbook/generator/doc"
)

// table writes the unit line and a GFM table.
func (w *writer) table(t *doc.Table) {
	grid, err := t.Grid()
	if err != nil {
		panic("markdown: " + err.Error())
	}
	if t.Unit != "" {
		w.line(escapeText(t.Unit, inBlock))
		w.gap()
	}
	heads := make([]string, len(t.Columns))
	rules := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = escapeText(headText(t, grid, i), inCell)
		rules[i] = rule(c.Align)
	}
	w.row(heads)
	w.row(rules)
	for r := len(t.Head); r < len(grid); r++ {
		cells := make([]string, len(t.Columns))
		for c, p := range grid[r] {
			if p.Row == r && p.Col == c {
				cells[c] = escape(cellText(p.Blocks), inCell)
			}
		}
		w.row(cells)
	}
}

func (w *writer) row(cells []string) { w.line("| " + strings.Join(cells, " | ") + " |") }

// rule is the part of a column in the line below the heads.
func rule(a doc.Align) string {
	switch a {
	case doc.Inherit, doc.Left:
		return "---"
	case doc.Center:
		return ":---:"
	case doc.Right:
		return "---:"
	default:
		panic(fmt.Sprintf("markdown: unknown alignment %d", a))
	}
}

// headText is the one head of a column: its plain name, or the texts of its head rows
// from top to bottom; nothing where all its head cells begin in a column before it.
func headText(t *doc.Table, grid [][]*doc.Placed, col int) string {
	var parts []string
	own := len(t.Head) == 0
	for r := range t.Head {
		p := grid[r][col]
		own = own || p.Col == col
		if r == 0 || grid[r-1][col] != p {
			parts = append(parts, strings.Fields(doc.PlainText(cellText(p.Blocks)))...)
		}
	}
	switch head := t.Columns[col].Head; {
	case !own:
		return ""
	case head != "":
		return head
	default:
		return strings.Join(parts, " ")
	}
}

// cellText is the text of a cell, its blocks and list items parted by breaks.
func cellText(blocks []doc.Block) (out []doc.Inline) {
	add := func(line []doc.Inline) {
		if len(out) > 0 {
			out = append(out, doc.Break{})
		}
		out = append(out, line...)
	}
	var items func([]doc.Item)
	items = func(list []doc.Item) {
		for _, it := range list {
			add(marked(it.Mark, it.Text))
			items(it.Children)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			add(b.Text)
		case *doc.List:
			items(b.Items)
		default:
			panic(fmt.Sprintf("markdown: block %T in a table cell", b))
		}
	}
	return out
}
