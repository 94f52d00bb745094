package calc

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// Plan is a row of 연차별 투자. Current is the source's share of this year's budget; Change is
// Current − Initial (Gyeonggi form: C−A). Total is what was typed, or the sum of the years
// where nothing was typed and all years are known; Computed is that sum in any case.
type Plan struct {
	Source                                                        *budget.Plan // nil for 계
	Label                                                         string
	Total, Computed                                               *figure.Figure
	Invested, Prior, Initial, Supplement, Current, Change, Future *figure.Figure
}

// plan computes 연차별 투자 and its 계.
func (c *computer) plan(p *budget.Project) {
	for i := range p.Plan {
		row := &p.Plan[i]
		c.sheet.Plan = append(c.sheet.Plan, c.planRow(fmt.Sprintf("plan[%d]", i+1), row))
	}
	if len(c.sheet.Plan) == 0 {
		return
	}
	column := func(id, label string, of func(*Plan) *figure.Figure) *figure.Figure {
		var parts []*figure.Figure
		for i := range c.sheet.Plan {
			parts = append(parts, of(&c.sheet.Plan[i]))
		}
		return c.sum(name{id: "plan.", key: id, label: label}, p.Title.Span, parts, nil)
	}
	c.sheet.PlanTotal = Plan{
		Total:      column("total", "총사업비 계", func(r *Plan) *figure.Figure { return r.Total }),
		Computed:   column("computed", "연도별 투자 계", func(r *Plan) *figure.Figure { return r.Computed }),
		Invested:   column("invested", "기투자 계", func(r *Plan) *figure.Figure { return r.Invested }),
		Prior:      column("prior", "전년도 계", func(r *Plan) *figure.Figure { return r.Prior }),
		Initial:    column("initial", "전년도 당초 계", func(r *Plan) *figure.Figure { return r.Initial }),
		Supplement: column("supplement", "전년도 추경 계", func(r *Plan) *figure.Figure { return r.Supplement }),
		Current:    column("current", "당해연도 계", func(r *Plan) *figure.Figure { return r.Current }),
		Change:     column("change", "증감 계", func(r *Plan) *figure.Figure { return r.Change }),
		Future:     column("future", "향후 투자 계", func(r *Plan) *figure.Figure { return r.Future }),
	}
}

func (c *computer) planRow(id string, p *budget.Plan) Plan {
	row := Plan{Source: p, Label: p.Source.Value}
	for _, share := range c.sheet.Funding {
		if share.Source.Key.Value == p.Source.Value {
			row.Label, row.Current = share.Source.Label.Value, share.Figure
		}
	}
	input := func(key, label string, w source.Won) *figure.Figure {
		return c.input(name{id: id, key: key, label: row.Label, word: label}, w)
	}
	row.Total = input(".total", " 총사업비", p.Total)
	row.Invested = input(".invested", " 기투자", p.Invested)
	row.Initial = input(".initial", " 전년도 당초", p.Initial)
	row.Supplement = input(".supplement", " 전년도 추경", p.Supplement)
	row.Future = input(".future", " 향후 투자", p.Future)
	at := p.Source.Span
	if row.Supplement == nil {
		row.Prior = row.Initial // a year without 추경
	} else {
		row.Prior = c.sum(name{id: id, key: ".prior", label: row.Label, word: " 전년도 계"}, at, []*figure.Figure{row.Initial, row.Supplement}, nil)
	}
	row.Change = c.difference(name{id: id, key: ".change", label: row.Label, word: " 증감"}, at, row.Current, row.Initial)
	row.Computed = c.sum(name{id: id, key: ".computed", label: row.Label, word: " 연도별 투자의 합"}, at, []*figure.Figure{row.Invested, row.Prior, row.Current, row.Future}, nil)
	if row.Total == nil && !p.Total.Given() {
		row.Total = row.Computed
	}
	return row
}

// Continuing is 계속비 with the sum of its 연부액.
type Continuing struct {
	Total      *figure.Figure
	Years      []*figure.Figure // in source order
	YearsTotal *figure.Figure
}

func (c *computer) continuing(p *budget.Project) {
	if p.Continuing == nil {
		return
	}
	out := &Continuing{Total: c.input(called("continuing.total", "계속비 총액"), p.Continuing.Total)}
	for _, y := range p.Continuing.Years {
		out.Years = append(out.Years, c.input(called(fmt.Sprintf("continuing[%d]", y.Year.Value), fmt.Sprintf("%d년 연부액", y.Year.Value)), y.Amount))
	}
	out.YearsTotal = c.sum(called("continuing", "연부액 계"), p.Continuing.Place.Span, out.Years, nil)
	c.sheet.Continuing = out
}

func (c *computer) carryover(p *budget.Project) {
	if p.Carryover != nil {
		c.sheet.Carryover = c.input(called("carryover", "명시이월액"), p.Carryover.Amount)
	}
}
