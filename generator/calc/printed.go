package calc

import (
	"fmt"

	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// printed puts 예산 총괄 into the unit that the book declares for it. In a coarser unit the
// amounts of each 통계목 are that table's leaves: rounded once (반올림), then added, and
// 증감 is the difference of rounded figures, so that the table adds up as printed. 증감률 is
// the sheet's own, from the finer figures: a rate has no unit, so every output shows one.
func (c *computer) printed() {
	out, unit := &c.sheet.Printed, c.book.Units.BudgetUnit()
	if unit == c.rule.Unit {
		out.Total, out.Unchanged = c.sheet.Total, c.sheet.Unchanged.Row
		for _, l := range c.sheet.Lines {
			out.Lines = append(out.Lines, l.Row)
		}
		return
	}
	out.Lines = make([]Row, len(c.sheet.Lines))
	var all, unchanged []*Row
	for i, l := range c.sheet.Lines {
		id, name := fmt.Sprintf("printed.line[%d]", i+1), coarseLabel(l.Source.Name.Value, unit)
		r := &out.Lines[i]
		*r = Row{Base: c.coarseAmount(id+".base", l.Row.Base, unit), Current: c.coarseAmount(id, l.Row.Current, unit)}
		c.row(id, name, l.Source.Name.Span, r)
		r.Rate = l.Row.Rate
		all = append(all, r)
		if l.Unchanged() {
			unchanged = append(unchanged, r)
		}
	}
	out.Total = c.rows("printed.total", coarseLabel("계", unit), all)
	out.Total.Rate = c.sheet.Total.Rate
	if len(unchanged) > 0 {
		out.Unchanged = c.rows("printed.unchanged", coarseLabel("변동 없는 항목", unit), unchanged)
		out.Unchanged.Rate = c.sheet.Unchanged.Row.Rate
	}
}

// printedSchedule puts 추진일정 into its unit.
func (c *computer) printedSchedule() {
	out, unit := &c.sheet.Printed, c.book.Units.ScheduleUnit()
	if unit == c.rule.Unit {
		out.Schedule, out.ScheduleTotal = c.sheet.Schedule, c.sheet.ScheduleTotal
		return
	}
	var given []*figure.Figure
	for i, f := range c.sheet.Schedule {
		f = c.coarse(fmt.Sprintf("printed.schedule[%d]", i+1), f, unit)
		out.Schedule = append(out.Schedule, f)
		if f != nil {
			given = append(given, f)
		}
	}
	if c.sheet.ScheduleTotal != nil {
		out.ScheduleTotal = c.sum(called("printed.schedule", coarseLabel("추진일정 계", unit)), c.sheet.ScheduleTotal.Span, given, nil)
	}
}

func (c *computer) coarseAmount(id string, a Amount, unit money.Unit) Amount {
	return Amount{Figure: c.coarse(id, a.Figure, unit), National: c.coarse(id+".national", a.National, unit)}
}

// coarse is a figure rounded to a coarser unit.
func (c *computer) coarse(id string, f *figure.Figure, unit money.Unit) *figure.Figure {
	if f == nil {
		return nil
	}
	won, err := f.Won.RoundTo(unit, money.HalfUp)
	if err != nil {
		c.tooLarge(f.Span, called(f.ID, f.Label))
		return nil
	}
	return c.add(&figure.Figure{Name: &figure.Name{ID: id, Label: coarseLabel(f.Label, unit), Span: f.Span}, Won: won,
		Expr: figure.Rounded{Of: f, Mode: money.HalfUp, Unit: unit}})
}

// coarseLabel keeps a rounded figure from bearing the name of the figure itself: a name in the
// text or in [expect] means the exact one.
func coarseLabel(label string, unit money.Unit) string { return label + "(" + unit.Korean() + ")" }
