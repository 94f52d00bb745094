package calc

import (
	"budgetbook/generator/budget"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// funding reads 재원 and 예산 외 of the project in the book's order.
func (c *computer) funding(p *budget.Project) {
	for i := range c.book.Sources {
		s := &c.book.Sources[i]
		if s.Outside.Value {
			f := c.input(called("outside."+s.Key.Value, s.Label.Value), find(p.Outside, s.Key.Value))
			c.sheet.Outside = append(c.sheet.Outside, Share{s, f})
			continue
		}
		f := c.input(called("funding."+s.Key.Value, s.Label.Value), find(p.Funding, s.Key.Value))
		c.sheet.Funding = append(c.sheet.Funding, Share{s, f})
	}
	var given []*figure.Figure
	for _, s := range c.sheet.Funding {
		if s.Figure != nil {
			given = append(given, s.Figure)
		}
	}
	if len(given) > 0 && len(given) == len(p.Funding) { // else an amount cannot be used, and is reported
		c.sheet.FundingTotal = c.sum(called("funding", "재원 계"), p.Title.Span, given, nil)
	}
	c.wholeNational = c.projectNational()
}

func find(amounts source.Amounts, key string) source.Won {
	for _, a := range amounts {
		if a.Key.Value == key {
			return a.Won
		}
	}
	return source.Won{}
}

// projectNational is 국비 of the whole project: the sum of its national sources. Where the
// project names its funding and none of it is national, that is 0: whoever lists
// the sources and leaves 국비 out says there is none. nil where funding is not given.
func (c *computer) projectNational() *figure.Figure {
	if len(c.sheet.Project.Funding) == 0 {
		return nil
	}
	var parts []*figure.Figure
	at := c.sheet.Project.Title.Span
	for _, s := range c.sheet.Funding {
		if won := find(c.sheet.Project.Funding, s.Source.Key.Value); s.Source.National.Value && won.Given() {
			parts = append(parts, s.Figure) // nil where the amount cannot be used, and then so is the sum
			at = won.Span
		}
	}
	return c.sum(called("national", "국비"), at, parts, nil)
}

// national is the 국비 part of an amount split by source: of a line's current or base
// amount. nil where no split is given.
func (c *computer) national(n name, split source.Amounts) *figure.Figure {
	if len(split) == 0 {
		return nil
	}
	var parts []*figure.Figure
	at := c.sheet.Project.Title.Span
	for i := range c.book.Sources {
		s := &c.book.Sources[i]
		if won := find(split, s.Key.Value); s.National.Value && won.Given() {
			parts = append(parts, c.input(called(n.fullID()+"."+s.Key.Value, n.fullLabel()), won))
			at = won.Span
		}
	}
	return c.sum(n, at, parts, nil)
}
