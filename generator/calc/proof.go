package calc

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// Identity is an equation that holds in the book: on the left what is added up once more or
// was published, on the right the book's own figure. Left is never the figure of the
// right, so that a workbook, where both are live, shows which of them somebody changed.
type Identity struct {
	Sheet                   *Sheet // nil: of the whole book
	Subject                 string // 통계목, 부기, year: what of the project it is about; ""
	Of, Is                  string // 부기의 합, 통계목
	Left, Right, Difference *figure.Figure
	Settlement              bool // in the unit of 결산
}

// Proof lists the identities of the book (domain.md §2), sheet by sheet, then those of the
// whole. What is unknown has none.
func Proof(book *budget.Book, t *Totals) []Identity {
	p := newProof(book)
	for s := range t.Sheets() {
		p.of(s)
	}
	p.whole(t)
	return p.found
}

// ProofOfWhole lists those of the whole book alone.
func ProofOfWhole(book *budget.Book, t *Totals) []Identity {
	p := newProof(book)
	p.whole(t)
	return p.found
}

type proof struct {
	computer
	about *Sheet
	found []Identity
}

func newProof(book *budget.Book) *proof {
	return &proof{computer: computer{book: book, rule: book.Rule(), sheet: &Sheet{}}}
}

// whole lists the identities of the book.
func (p *proof) whole(t *Totals) {
	p.about = nil
	for _, g := range t.Groups {
		p.again("사업 계의 합", "부서 계", g.Seat.Department.Value, g.Current.Figure)
	}
	p.divisions(t.Divisions)
	if len(t.Divisions) > 0 && t.Divisions[0].Group == nil {
		var rows []*figure.Figure
		for _, d := range t.Divisions {
			rows = append(rows, d.Current.Figure)
		}
		of := t.Divisions[0].By + " 계의 합"
		p.add(of, "합계", "", p.total(of, rows, nil), t.All.Current.Figure)
	}
	p.again("부서 계의 합", "합계", "", t.All.Current.Figure)
	p.again("부서 계의 합", "합계", p.base(), t.All.Base.Figure)
	p.groupings(t)
	if len(p.book.Internal) > 0 {
		p.again("내부거래 통계목의 합", "내부거래", "", t.Internal)
		p.again("합계 − 내부거래", "순계", "", t.Net)
	}
	p.published(p.book.Expect, t)
}

// base names what the budget is compared with.
func (p *proof) base() string { return p.book.BaseText() }

// add notes an identity whose sides are known.
func (p *proof) add(of, is, subject string, left, right *figure.Figure) {
	if left == nil || right == nil {
		return
	}
	id := fmt.Sprintf("proof[%d]", len(p.found)+1)
	p.found = append(p.found, Identity{Sheet: p.about, Subject: subject, Of: of, Is: is, Left: left, Right: right,
		Difference: p.difference(called(id+".difference", "차이"), diag.Span{}, left, right)})
}

// total adds figures up on the left; a part that was not given makes it unknown.
func (p *proof) total(label string, plus, minus []*figure.Figure) *figure.Figure {
	return p.sum(called(fmt.Sprintf("proof[%d]", len(p.found)+1), label), diag.Span{}, plus, minus)
}

// again adds up once more what the figure on the right is the sum of.
func (p *proof) again(of, is, subject string, right *figure.Figure) {
	if right == nil {
		return
	}
	if e, ok := right.Expr.(figure.Sum); ok {
		p.add(of, is, subject, p.total(of, e.Plus, e.Minus), right)
	}
}

// typed is a published amount, compared and never used.
func (p *proof) typed(is, subject string, w source.Won, right *figure.Figure) {
	if w.Given() {
		p.add("발표된 금액", is, subject, p.computer.input(called(fmt.Sprintf("proof[%d]", len(p.found)+1), "발표된 금액"), w), right)
	}
}

// of lists the identities of a sheet.
func (p *proof) of(s *Sheet) {
	p.about = s
	var changes []*figure.Figure
	for i := range s.Lines {
		l := &s.Lines[i]
		name := l.Source.Name.Value
		for j := range l.Basis {
			b := &l.Basis[j]
			if len(b.Items) > 0 {
				p.again("산출내역의 합", "부기", name+" · "+b.Source.Label.Value, b.Amount)
			}
			p.typed("부기", name+" · "+b.Source.Label.Value, b.Source.Expect, b.Amount)
		}
		p.again("부기의 합", "통계목", name, l.Row.Current.Figure)
		p.typed("통계목", name, l.Source.Expect, l.Row.Current.Figure)
		changes = append(changes, l.Row.Change.Figure)
	}
	p.again("통계목의 합", "사업 계", "", s.Total.Current.Figure)
	p.again("통계목의 합", "사업 계", p.base(), s.Total.Base.Figure)
	p.add("통계목의 합", "사업 계", "증감", p.total("통계목 증감의 합", changes, nil), s.Total.Change.Figure)
	p.add("재원의 합", "사업 계", "", s.FundingTotal, s.Total.Current.Figure)
	p.add("추진일정의 합", "사업 계", "", s.ScheduleTotal, s.Total.Current.Figure)
	if e := s.Project.Expect; e != nil {
		p.typed("사업 계", "", e.Total, s.Total.Current.Figure)
		p.typed("사업 계", p.base(), e.Base, s.Total.Base.Figure)
		p.typed("사업 계", "증감", e.Change, s.Total.Change.Figure)
	}
	for i := range s.Settlement {
		year := &s.Settlement[i]
		name, before := fmt.Sprintf("%d년", year.Source.Year.Value), len(p.found)
		p.again("최종예산 + 전년이월 + 예산변경", "예산현액", name, year.Available.Figure)
		p.again("예산현액 − 집행액 − 차년이월", "집행잔액", name, year.Unspent.Figure)
		for j := range p.found[before:] {
			p.found[before+j].Settlement = true
		}
	}
}

func (p *proof) divisions(ds []Division) {
	for _, d := range ds {
		if d.Group == nil {
			p.again(d.Parts[0].By+" 계의 합", d.By+" 계", d.Name, d.Current.Figure)
			p.divisions(d.Parts)
		}
	}
}

// groupings hold every cut of the budget that has all of it against the whole.
func (p *proof) groupings(t *Totals) {
	for _, g := range t.Groupings {
		var sums []*figure.Figure
		projects := 0
		for _, row := range g.Rows {
			sums = append(sums, row.Current.Figure)
			projects += row.Projects
		}
		// A project may have several 통계목 and 재원, but only one of what is above it.
		if projects >= t.All.Projects {
			p.add(g.By+"별 금액의 합", "합계", "", p.total(g.By+"별 금액의 합", sums, nil), t.All.Current.Figure)
		}
	}
}

// published holds the sums that book.toml says were published.
func (p *proof) published(e *budget.BookExpect, t *Totals) {
	if e == nil {
		return
	}
	p.typed("합계", "", e.Total, t.All.Current.Figure)
	p.typed("순계", "", e.Net, t.Net)
	for i := range e.Groups {
		by, name := e.Groups[i].By.Value, e.Groups[i].Name.Value
		for _, row := range t.By(by).Rows {
			if f := row.Current.Figure; row.Name == name && f != nil && f.Won == e.Groups[i].Won.Value { // several may bear the name
				p.typed(by+"별 금액", name, e.Groups[i].Won, f)
				break
			}
		}
	}
}
