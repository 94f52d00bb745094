package doc

// Chart is 그림: bars of figures, drawn to their length. All that is said in it is printed as
// text too, in the order of [Chart.Table]: nothing is to be read from a bar or a shade alone.
type Chart struct {
	ID      string
	Caption string // 분야별 예산액
	Unit    string // "(단위 : 천원, %)", or ""
	Alt     string // the main figures in a sentence, for those who do not see the bars
	Head    string // what the labels name: 분야, 연도

	Series []string // what the bars of a label are: 예산액; or 예산현액 and 집행액
	Rate   string   // what the rates are: 구성비, 집행률; "" without rates
	Bars   []Bars   // from top to bottom
}

// Bars are the bars of one label.
type Bars struct {
	Label Text
	Nums  []*Num // one for each series; without a figure there is no bar
	Rate  *Num   // nil in a chart without rates
	Rest  bool   // a sum of all that has no bars of its own
}

// Table is the chart for outputs that do not draw: its texts as a table, in reading order.
func (c *Chart) Table() *Table {
	t := &Table{ID: c.ID, Caption: c.Caption, Unit: c.Unit, Columns: []Column{{ID: "label", Head: c.Head}}}
	for _, h := range c.heads()[1:] {
		t.Columns = append(t.Columns, Column{Head: h, Align: Right})
	}
	head := Row{}
	for _, col := range t.Columns {
		head.Cells = append(head.Cells, cellOf(ColHead, Text{S: col.Head}))
	}
	t.Head = []Row{head}
	for _, b := range c.Bars {
		row := Row{Cells: []Cell{cellOf(RowHead, b.Label)}}
		for _, n := range b.Nums {
			row.Cells = append(row.Cells, cellOf(NoHead, n))
		}
		if b.Rate != nil {
			row.Cells = append(row.Cells, cellOf(NoHead, b.Rate))
		}
		t.Body = append(t.Body, row)
	}
	return t
}

// heads are the words above labels, figures and rates.
func (c *Chart) heads() []string {
	out := append([]string{c.Head}, c.Series...)
	if c.Rate != "" {
		out = append(out, c.Rate)
	}
	return out
}

func cellOf(head Scope, in Inline) Cell {
	return Cell{Head: head, Blocks: []Block{&Paragraph{Text: []Inline{in}}}}
}
