package codes

import (
	"fmt"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// Used is a code or a name that had to be looked up in the list of another year.
type Used struct {
	Year int64
	What string
}

// Check holds every 통계목 and the 분야 and 부문 of a project against the lists of the fiscal year.
// used tells what other years' lists were taken for, which [Elsewhere] says once a book.
func Check(t *Tables, fiscalYear int64, p *budget.Project) (ds []diag.Diagnostic, used []Used) {
	c := checker{tables: t, fiscalYear: fiscalYear}
	for i := range p.Lines {
		ds = append(ds, c.line(&p.Lines[i])...)
	}
	if p.Program != nil {
		ds = append(ds, c.program(p.Program)...)
	}
	return ds, c.used
}

type checker struct {
	tables     *Tables
	fiscalYear int64
	used       []Used
}

// line holds the name of a 통계목 against its code.
func (c *checker) line(l *budget.Line) []diag.Diagnostic {
	code, name := l.Code.Value, l.Name.Value
	item, ok, exact := c.tables.Item(c.fiscalYear, code)
	other, named := c.tables.named(c.fiscalYear, name)
	if !ok {
		return []diag.Diagnostic{c.unknown(l, other, named)}
	}
	if !exact {
		c.use(item.Year, code)
	}
	if item.Name == "" || item.Name == name {
		if item.Name == name && !exact && named && other.Year == c.fiscalYear && other.Code != code {
			return []diag.Diagnostic{c.differs(l, item, fmt.Sprintf("%d년도에 %s은(는) %s입니다", c.fiscalYear, name, other.Code))} // renumbered
		}
		return nil
	}
	belongs := named && other.Code != code && letters(item.Name) != letters(name)
	switch {
	case belongs && (exact || other.GroupCode != item.GroupCode) && !item.Unsure && !other.Unsure:
		// In another year the number may have moved, but only inside its 편성목.
		return []diag.Diagnostic{contradicts(l, item, fmt.Sprintf("%s은(는) %s입니다. 코드나 이름 가운데 틀린 것을 고치십시오", other.Name, other.Code))}
	case belongs:
		return []diag.Diagnostic{c.differs(l, item, fmt.Sprintf("%d년도 표에서 %s은(는) %s입니다", other.Year, other.Name, other.Code))}
	case !alike(item.Name, name) && exact && !item.Unsure:
		return []diag.Diagnostic{contradicts(l, item, "코드나 이름 가운데 틀린 것을 고치십시오")}
	}
	return []diag.Diagnostic{c.differs(l, item, fmt.Sprintf("표의 이름이 맞으면 name = %q 로 고치십시오", item.Name))}
}

func contradicts(l *budget.Line, item Item, hint string) diag.Diagnostic {
	return diag.Diagnostic{Code: "E220", Span: l.Name.Span,
		Message: fmt.Sprintf("통계목의 이름이 코드와 다릅니다: 적힌 이름 %s, %s은(는) %s", l.Name.Value, item.Code, item.Name),
		Hints:   []string{hint},
		Notes:   []diag.Note{{Span: l.Code.Span, Message: fmt.Sprintf("%d년도 표의 %s", item.Year, item.Code)}}}
}

func (c *checker) differs(l *budget.Line, item Item, hint string) diag.Diagnostic {
	if item.Name == l.Name.Value {
		return diag.Diagnostic{Code: "W361", Span: l.Code.Span,
			Message: fmt.Sprintf("%d년도에 번호가 바뀐 통계목인 듯합니다: %s %s", c.fiscalYear, item.Code, item.Name), Hints: []string{hint}}
	}
	return diag.Diagnostic{Code: "W361", Span: l.Name.Span,
		Message: fmt.Sprintf("통계목의 이름이 과목표와 다릅니다: 적힌 이름 %s, %d년도 표의 %s은(는) %s", l.Name.Value, item.Year, item.Code, item.Name),
		Hints:   []string{hint}}
}

// unknown is a code that no list has, with what was probably meant.
func (c *checker) unknown(l *budget.Line, named Item, ok bool) diag.Diagnostic {
	d := diag.Diagnostic{Code: "W360", Span: l.Code.Span,
		Message: fmt.Sprintf("과목표에 없는 통계목 코드입니다: %s %s", l.Code.Value, l.Name.Value)}
	if !ok {
		var near []string
		for _, y := range nearest(c.tables.items, c.fiscalYear) {
			for _, i := range y.items {
				if i.Name != "" {
					near = append(near, i.Name)
				}
			}
		}
		if name, found := source.Nearest(l.Name.Value, near); found {
			named, ok = c.tables.named(c.fiscalYear, name)
		}
	}
	if !ok { // the name says nothing: the 통계목 of the same 편성목 with the nearest number
		var near []string
		for _, y := range nearest(c.tables.items, c.fiscalYear) {
			for _, i := range y.items {
				if strings.HasPrefix(l.Code.Value, i.GroupCode+"-") {
					near = append(near, i.Code)
				}
			}
		}
		if code, found := source.Nearest(l.Code.Value, near); found {
			named, ok, _ = c.tables.Item(c.fiscalYear, code)
		}
	}
	if ok {
		d.Hints = append(d.Hints, fmt.Sprintf("혹시 %s 입니까?", strings.TrimSpace(named.Code+" "+named.Name)))
	}
	d.Hints = append(d.Hints, "내장된 과목표가 모든 코드를 담고 있지는 않습니다. 맞는 코드이면 [[allow]]에 code = \"W360\"과 까닭을 적으십시오")
	return d
}

// alike reports whether two names have two letters in a row in common: a shortened or
// changed name has, another 통계목 need not.
func alike(a, b string) bool {
	x, y := []rune(letters(a)), letters(b)
	for i := 0; i+2 <= len(x); i++ {
		if strings.Contains(y, string(x[i:i+2])) {
			return true
		}
	}
	return letters(a) == letters(b)
}
