package compose

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/codes"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
)

// Charts are those of the summaries of a book, over the figures of these sums.
func Charts(book *budget.Book, f *form.Form, tables *codes.Tables, totals *calc.Totals) (charts []*doc.Chart) {
	b := &binder{composer: composer{book: book, form: f}, codes: tables, totals: totals}
	for i := range f.Book.Chapters {
		if c := &f.Book.Chapters[i]; c.Kind == "summary" && totals.All.Projects >= c.From {
			for _, block := range b.summary(c) {
				if chart, ok := block.(*doc.Chart); ok {
					charts = append(charts, chart)
				}
			}
		}
	}
	return charts
}

// chart is the chart before a table of sums: its amounts by size, with their share of the book. One
// amount alone is compared with nothing and has no chart.
func (b *binder) chart(t *form.Tally) []doc.Block {
	if t.Chart == nil {
		return nil
	}
	by, words := t.Chart.By, b.form.Book.Chart
	r := b.totals.Ranking(by)
	if len(r.All()) < 2 {
		return nil
	}
	block := b.budgetBlock()
	c := &doc.Chart{
		ID: "ranking", Caption: t.Chart.Title, Unit: b.chartUnit(block.Kind),
		Head: by, Series: []string{words.Amount}, Rate: words.Share,
	}
	add := func(rest bool, names []calc.Named, label func(calc.Named) string) {
		for _, n := range names {
			c.Bars = append(c.Bars, doc.Bars{Label: doc.Text{S: label(n)}, Nums: []*doc.Num{b.plainAmount(block, n.Printed.Current.Figure)}, Rate: b.percent(n.Share), Rest: rest})
		}
	}
	add(false, r.Rows, func(n calc.Named) string { return n.Name })
	add(true, r.Rest, func(calc.Named) string { return strings.ReplaceAll(words.Rest, "{n}", strconv.Itoa(r.Folded)) })
	add(true, r.Bare, func(calc.Named) string { return cmp.Or(t.Rest, by+" 없음") })

	var most []string
	for _, bars := range c.Bars[:min(len(r.Rows), 3)] {
		most = append(most, fmt.Sprintf("%s %s(%s)", bars.Label.S, said(bars.Nums[0]), said(bars.Rate)))
	}
	c.Alt = fmt.Sprintf("막대그래프, %s. 큰 차례로 %s. 막대는 모두 %d개이며, 수치는 뒤따르는 표에 있습니다.", c.Caption, strings.Join(most, ", "), len(c.Bars))
	blocks := []doc.Block{c}
	if r.Uneven {
		blocks = append(blocks, &doc.Paragraph{Role: doc.Note, Text: plain(words.Uneven)})
	}
	return blocks
}

// percent is a rate that says its unit itself.
func (c *composer) percent(f *figure.Figure) *doc.Num {
	return &doc.Num{Figure: f, Suffix: "%", Words: c.words()}
}

// said is a number in a sentence that is heard: with its unit, the sign as a word.
func said(n *doc.Num) string {
	whole := *n
	if n.Figure != nil && !n.Figure.IsRate() {
		whole.Suffix = n.Unit.Korean()
	}
	return strings.Replace(whole.String(), "△", "마이너스 ", 1)
}

// settled is 결산 of the whole book: a chart, and the same figures with the rest as a table.
func (b *binder) settled(s *form.Settled) []doc.Block {
	if s == nil {
		return nil
	}
	block := &form.Block{Kind: "settlement", Unit: s.Unit}
	t := b.table(block, s.Columns)
	t.ID, t.Caption = "settled", s.Title
	c := &doc.Chart{
		ID: "settled", Caption: s.Chart, Unit: b.chartUnit(block.Kind),
		Head: head(s, "year"), Series: []string{head(s, "available"), head(s, "spent")}, Rate: head(s, "rate"),
	}
	var notes []doc.Block
	var years []string
	for i := range b.totals.Settled {
		y := &b.totals.Settled[i]
		name := form.Year(s.RowHead, y.Year)
		if y.Partial > 0 {
			note := strings.ReplaceAll(form.Year(s.Partial, y.Year), "{n}", strconv.Itoa(y.Partial))
			notes = append(notes, &doc.Paragraph{Role: doc.Note, Text: plain(note)})
		}
		if y.Projects == 0 {
			continue
		}
		bars := doc.Bars{Label: doc.Text{S: name}, Nums: []*doc.Num{b.plainAmount(block, y.Available), b.plainAmount(block, y.Spent)}, Rate: b.percent(y.Rate)}
		c.Bars = append(c.Bars, bars)
		years = append(years, fmt.Sprintf("%s %s %s, %s %s, %s %s", name, c.Series[0], said(bars.Nums[0]), c.Series[1], said(bars.Nums[1]), c.Rate, said(bars.Rate)))
		row := doc.Row{}
		for _, col := range s.Columns {
			row.Cells = append(row.Cells, b.settledCell(block, col.ID, name, y))
		}
		t.Body = append(t.Body, row)
	}
	if len(c.Bars) == 0 {
		return nil
	}
	c.Alt = fmt.Sprintf("막대그래프, %s. %s.", c.Caption, strings.Join(years, ". "))
	return append([]doc.Block{c, t}, notes...)
}

// head is the head of a column of 결산 as a word.
func head(s *form.Settled, column string) string {
	for _, c := range s.Columns {
		if c.ID == column {
			return strings.Join(strings.Fields(c.Head), "")
		}
	}
	panic("compose: form: 결산 of the book has no column " + column) // the form's check asks for it
}

// settledCell is one cell of a year of 결산.
func (b *binder) settledCell(block *form.Block, column, name string, y *calc.Settled) doc.Cell {
	switch column {
	case "year":
		return rowHead(cell(plain(name)...))
	case "projects":
		return cell(plain(strconv.Itoa(y.Projects))...)
	}
	f, ok := map[string]*figure.Figure{
		"available": y.Available, "spent": y.Spent, "carried_out": y.CarriedOut, "unspent": y.Unspent, "rate": y.Rate,
	}[column]
	if !ok {
		unknownColumn(block, form.Column{ID: column})
	}
	return cell(b.plainAmount(block, f))
}
