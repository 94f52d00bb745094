package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/figure"
)

// A sum over rows that stand apart, as 코드별 집계 has it, is a SUMIFS over a column of the table
// that holds its parts. The formula is only written where that table has exactly those
// parts in the rows that it selects, so that it cannot mean anything else.

// column is a column of figures with the rows in which the parts of a sum stand.
type figureColumn struct {
	table      *tablePlan
	sheet, col int
	rows       []int // of the grid, ascending
}

// selected is the sum of the parts by a text that stands in the sum's own row as well: the
// code or the name that it is the sum of.
func (p *plan) selected(parts []*figure.Figure, at place) (formula string, ok bool) {
	own := p.table(at)
	for _, c := range p.columnsOf(parts, at.sheet) {
		for key := range own.Columns {
			text := own.text(at.row-own.top, key)
			if !selectable(text) {
				continue
			}
			if criteria, ok := c.criteria(text); ok {
				criteria[0].key = "$" + cellName(at.row, key) + criteria[0].key
				return scaled(p.sumifs(c, criteria, 0, c.table.height(), at), c.table.units[c.col], at.unit), true
			}
		}
	}
	return "", false
}

// gathered is a sum of very many cells of one column by what their rows have in common,
// from the first of them to the last.
func (p *plan) gathered(terms []term, at place) (formula string, ok bool) {
	first := terms[0].at
	c := figureColumn{table: p.table(first), sheet: first.sheet, col: first.col}
	for _, t := range terms {
		if t.at.sheet != first.sheet || t.at.table != first.table || t.at.col != first.col {
			return "", false
		}
		c.rows = append(c.rows, t.at.row-c.table.top)
	}
	slices.Sort(c.rows)
	from, to := c.rows[0], c.rows[len(c.rows)-1]+1
	if at.sheet == first.sheet && at.col == first.col && at.row >= c.table.top+from && at.row < c.table.top+to {
		return "", false // it would add up itself
	}
	for key := range c.table.Columns {
		text := c.table.text(from, key)
		if !selectable(text) || !c.share(key, text) {
			continue
		}
		if c.matching(from, to, key, text, -1, "") == len(c.rows) {
			return p.sumifs(c, []criterion{{key, literalOf(text)}}, from, to, at), true
		}
	}
	return "", false
}

// columnsOf finds the columns of other sheets that hold all the parts.
func (p *plan) columnsOf(parts []*figure.Figure, sheet int) (out []figureColumn) {
	for _, s := range p.at(parts[0]).cells {
		first := s.place()
		if first.sheet == sheet {
			continue
		}
		c := figureColumn{table: p.table(first), sheet: first.sheet, col: first.col}
		for _, part := range parts {
			for _, s := range p.at(part).cells {
				if q := s.place(); q.sheet == first.sheet && q.table == first.table && q.col == first.col {
					c.rows = append(c.rows, q.row-c.table.top)
					break
				}
			}
		}
		if len(c.rows) == len(parts) {
			out = append(out, c)
		}
	}
	return out
}

// criterion selects the rows with a text in a column: key is the text, or what follows its cell.
type criterion struct {
	col int
	key string
}

// criteria selects just the rows of the column by a text, if need be with a second text that
// they have in common (the level of the row: 사업 계).
func (c *figureColumn) criteria(text string) ([]criterion, bool) {
	for key := range c.table.Columns {
		if !c.share(key, text) {
			continue
		}
		pattern := ""
		if numeric(text) {
			pattern = `&"*"`
		}
		if c.matching(0, c.table.height(), key, text, -1, "") == len(c.rows) {
			return []criterion{{key, pattern}}, true
		}
		for second := range c.table.Columns {
			common := c.table.text(c.rows[0], second)
			if second != key && selectable(common) && c.share(second, common) && c.matching(0, c.table.height(), key, text, second, common) == len(c.rows) {
				return []criterion{{key, pattern}, {second, literalOf(common)}}, true
			}
		}
	}
	return nil, false
}

// share reports whether every row bears the text.
func (c *figureColumn) share(col int, text string) bool {
	for _, r := range c.rows {
		if !bears(c.table.text(r, col), text) {
			return false
		}
	}
	return true
}

// matching counts the figures of the column in rows that bear the texts, up to one more than
// there should be.
func (c *figureColumn) matching(from, to, key int, text string, second int, other string) (n int) {
	for _, r := range c.table.bearing(key, text) {
		if from <= r && r < to && c.table.number(r, c.col) && (second < 0 || bears(c.table.text(r, second), other)) {
			if n++; n > len(c.rows) {
				break
			}
		}
	}
	return n
}

// bearing are the rows in which a SUMIFS finds the text.
func (t *tablePlan) bearing(col int, text string) (rows []int) {
	if t.rows == nil {
		t.rows = make([]map[string][]int, len(t.Columns))
	}
	if t.rows[col] == nil {
		t.rows[col] = map[string][]int{}
		for r := range t.height() {
			key := strings.ToLower(t.text(r, col))
			t.rows[col][key] = append(t.rows[col][key], r)
		}
	}
	if !numeric(text) {
		return t.rows[col][strings.ToLower(text)]
	}
	for key, of := range t.rows[col] {
		if bears(key, text) {
			rows = append(rows, of...)
		}
	}
	return rows
}

// selectable reports whether a SUMIFS can look for the text: it is no pattern and no comparison.
func selectable(text string) bool {
	return text != "" && len(text) < 255 && !strings.ContainsAny(text, "*?~") && !strings.ContainsAny(text[:1], "<>=")
}

// numeric reports whether a text looks like a number. A SUMIFS would look for that number, so
// it is given a pattern: 201* finds 201-01, 2022* the year.
func numeric(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// bears reports whether a SUMIFS finds a cell by the text. A spreadsheet does not tell capital
// letters from small ones.
func bears(cell, text string) bool {
	if numeric(text) {
		return strings.HasPrefix(cell, text)
	}
	return strings.EqualFold(cell, text)
}

func literalOf(text string) string {
	if numeric(text) {
		text += "*"
	}
	return textLiteral(text)
}

// sumifs adds up the column over the rows from one of the grid to before another.
func (p *plan) sumifs(c figureColumn, criteria []criterion, from, to int, at place) string {
	area := func(col int) string {
		cells := absolute(c.table.top+from, col) + ":" + absolute(c.table.top+to-1, col)
		if c.sheet != at.sheet {
			cells = p.sheets[c.sheet].prefix + cells
		}
		return cells
	}
	args := []string{area(c.col)}
	for _, k := range criteria {
		args = append(args, area(k.col), k.key)
	}
	return "SUMIFS(" + strings.Join(args, ",") + ")"
}

// table is the table of a cell.
func (p *plan) table(at place) *tablePlan { return p.sheets[at.sheet].tables[at.table] }
