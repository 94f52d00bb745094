// Package calc computes everything that a sheet prints and nobody typed: leaf lines
// of 산출근거, sums to 통계목 and 계, 증감 and 증감률, 국비 parts, 추진일정 계, 예산현액 and
// 집행잔액. It goes in as a budget.Project and comes out as a Sheet of figures, each with
// the expression that made it.
//
// It reports only what keeps a figure from being computed (a formula that cannot
// be read, an amount that is too large). Whether figures agree is package check's
// business.
package calc

import (
	"budgetbook/generator/budget"
	"budgetbook/generator/figure"
)

// Sheet is 사업설명서: a project with its figures. A nil figure was not given.
type Sheet struct {
	Project       *budget.Project
	Total         Row              // 계
	Lines         []Line           // 통계목, in source order
	Funding       []Share          // 재원 inside the budget, in the book's order
	FundingTotal  *figure.Figure   // their sum, which has to be the total; nil where no 재원 is given
	Outside       []Share          // 기타(예산 외), in the book's order
	Schedule      []*figure.Figure // 예산집행금액 of each step, in source order
	ScheduleTotal *figure.Figure
	Printed       Printed      // the same figures in the units that the book declares for its tables
	Settlement    []Settlement // in source order
	Unchanged     Unchanged
	Plan          []Plan         // 연차별 투자, in source order
	PlanTotal     Plan           // its 계; without figures where Plan is empty
	Continuing    *Continuing    // 계속비, or nil
	Carryover     *figure.Figure // 명시이월액

	figures []*figure.Figure
}

// Row is a row of 예산 총괄. Base is what the budget is compared with (전년도 예산액 or 기정액);
// which letter and direction the columns carry is the form's business.
type Row struct {
	Base, Current, Change, Rate Amount
}

// Printed are the tables that a book may print in a coarser unit than it computes in. Where
// the unit is the same, they hold the very figures of the sheet.
type Printed struct {
	Total         Row
	Lines         []Row // of Sheet.Lines
	Unchanged     Row
	Schedule      []*figure.Figure // of Sheet.Schedule
	ScheduleTotal *figure.Figure
}

// Unchanged are the lines whose 증감 is 0, added up: a 추경 prints them as one row.
type Unchanged struct {
	Lines int
	Row   Row // without figures where Lines is 0
}

// Amount is a figure with the part of it that 국비 pays, the (x…) figure. A nil
// National is unknown; a National of 0 prints (x-).
type Amount struct {
	Figure, National *figure.Figure
}

// Line is 통계목.
type Line struct {
	Source *budget.Line
	Row    Row
	Basis  []Basis
}

// Unchanged reports whether the line's amount is known to be that of the base.
func (l *Line) Unchanged() bool {
	return l.Row.Change.Figure != nil && l.Row.Change.Figure.Won == 0
}

// Basis is 부기 (○). Own is the figure of its own formula, nil where it has none;
// Amount is Own itself where there are no items.
type Basis struct {
	Source *budget.Basis
	Amount *figure.Figure
	Own    *figure.Figure
	Items  []*figure.Figure
}

// Share is one 재원 of the project.
type Share struct {
	Source *budget.Source
	Figure *figure.Figure
}

// Settlement is a row of 결산, 천원 each rounded from the won that was typed; the derived
// columns are sums of the rounded ones, so that the row adds up as printed.
type Settlement struct {
	Source     *budget.Settlement
	Final      Amount // 최종예산
	CarriedIn  Amount // 전년이월
	Changed    Amount // 예산변경
	Available  Amount // 예산현액
	Spent      Amount // 집행액
	CarriedOut Amount // 차년이월
	Unspent    Amount // 집행잔액
	Rate       Amount // 집행률: 집행액 of 예산현액, percent, by the book's rule for rates
}

// Figures lists every figure of the sheet, parts before what they add up to.
func (s *Sheet) Figures() []*figure.Figure { return s.figures }

// Find is the figure with the id, or nil.
func (s *Sheet) Find(id string) *figure.Figure {
	for _, f := range s.figures {
		if f.ID == id {
			return f
		}
	}
	return nil
}
