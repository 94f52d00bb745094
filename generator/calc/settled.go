package calc

import (
	"cmp"
	"fmt"
	"slices"

	"budgetbook/generator/figure"
)

// Settled is 결산 of one year over all sheets that tell the whole of it. What such a sheet lacks is
// not 0, and a project of which nothing is known must not lower the rate of the others.
type Settled struct {
	Year     int64
	Projects int // how many sheets it adds up
	Partial  int // how many more have the year, but not all of its amounts

	Available  *figure.Figure // 예산현액
	Spent      *figure.Figure // 집행액
	CarriedOut *figure.Figure // 차년이월
	Unspent    *figure.Figure // 집행잔액 = 예산현액 − 집행액 − 차년이월
	Rate       *figure.Figure // 집행률 = 집행액 × 100 ÷ 예산현액
}

// settledYears adds up 결산 by year, the earliest first. The amounts are those that the sheets print,
// rounded to the unit of 결산, so that the years add up as printed.
func (c *computer) settledYears(sheets []Entry) (out []Settled) {
	of := map[int64][]Settlement{}
	for _, sheet := range each(sheets) {
		for _, s := range sheet.Settlement {
			year := s.Source.Year.Value
			s.Source = nil // the amounts are enough, and a large book does not keep the rest
			if _, known := of[year]; !known {
				out = append(out, Settled{Year: year})
			}
			of[year] = append(of[year], s)
		}
	}
	slices.SortFunc(out, func(a, b Settled) int { return cmp.Compare(a.Year, b.Year) })
	for i := range out {
		y := &out[i]
		var whole []Settlement
		for _, s := range of[y.Year] {
			if s.Unspent.Figure == nil { // made of all other amounts
				y.Partial++
				continue
			}
			whole = append(whole, s)
		}
		if y.Projects = len(whole); y.Projects == 0 {
			continue
		}
		id, label := fmt.Sprintf("settled[%d]", y.Year), fmt.Sprintf("%d년 결산 ", y.Year)
		add := func(key, word string, of func(Settlement) Amount) *figure.Figure {
			var parts []*figure.Figure
			for _, s := range whole {
				parts = append(parts, of(s).Figure)
			}
			return c.sum(name{id: id, key: key, label: label, word: word}, c.book.Title.Span, parts, nil)
		}
		y.Available = add(".available", "예산현액", func(s Settlement) Amount { return s.Available })
		y.Spent = add(".spent", "집행액", func(s Settlement) Amount { return s.Spent })
		y.CarriedOut = add(".carried_out", "차년이월", func(s Settlement) Amount { return s.CarriedOut })
		y.Unspent = c.sum(name{id: id, key: ".unspent", label: label, word: "집행잔액"}, c.book.Title.Span,
			[]*figure.Figure{y.Available}, []*figure.Figure{y.Spent, y.CarriedOut})
		y.Rate = c.ratio(name{id: id, key: ".rate", label: label, word: "집행률"}, c.book.Title.Span, y.Spent, y.Available)
	}
	return out
}
