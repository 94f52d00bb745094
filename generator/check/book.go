package check

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// Book runs the rules over the whole book: no project twice, and published sums (I18, I19).
func Book(book *budget.Book, t *calc.Totals) (ds []diag.Diagnostic) {
	ds = append(ds, projectTwice(t)...)
	e := book.Expect
	if e == nil {
		return ds
	}
	if n := int64(t.All.Projects); e.Projects.Given() && e.Projects.Value != n {
		ds = append(ds, diag.Diagnostic{Code: "E218", Span: e.Projects.Span,
			Message: fmt.Sprintf("사업 수가 다릅니다: 적힌 수 %d, 폴더의 사업 %d", e.Projects.Value, n),
			Hints:   []string{"빠지거나 더 들어간 사업 파일이 없는지 보십시오"}})
	}
	// A group that is off explains the total being off by as much.
	var offBy = map[string]int64{}
	for i := range e.Groups {
		ds = append(ds, expectGroup(t, &e.Groups[i], offBy)...)
	}
	ds = append(ds, expectSum(e.Total, t.All.Current.Figure, "총계", offBy)...)
	return append(ds, expectSum(e.Net, t.Net, "순계", offBy)...)
}

// projectTwice finds two projects of one department and account with the same title.
func projectTwice(t *calc.Totals) (ds []diag.Diagnostic) {
	type key struct{ title, department, account string }
	type project struct{ title, id source.Text }
	seen := map[key]project{}
	for s := range t.Sheets() {
		p := s.Project
		k := key{p.Title.Value, p.Department.Value, p.Account.Value}
		first, twice := seen[k]
		switch {
		case !twice:
			seen[k] = project{p.Title, p.ID}
		case first.id.Value != p.ID.Value: // else E022 has said so
			ds = append(ds, diag.Diagnostic{Code: "W234", Span: p.Title.Span,
				Message: "같은 부서, 같은 회계에 같은 이름의 사업이 또 있습니다: " + p.Title.Value,
				Hints:   []string{"같은 사업을 두 번 넣지 않았는지 보십시오"},
				Notes:   []diag.Note{{Span: first.title.Span, Message: "먼저 나온 곳"}}})
		}
	}
	return ds
}

// expectGroup compares the published sum of one 부서, 회계, 분야, ….
func expectGroup(t *calc.Totals, e *budget.ExpectGroup, offBy map[string]int64) []diag.Diagnostic {
	var names []string
	var off []diag.Diagnostic // of the first group with the name; another may be meant
	by := int64(0)
	for _, row := range t.By(e.By.Value).Rows {
		names = append(names, row.Name)
		if row.Name != e.Name.Value {
			continue
		}
		ds := expectSum(e.Won, row.Current.Figure, e.By.Value+" "+row.Name, nil)
		if ds == nil {
			return nil
		}
		if off == nil {
			off, by = ds, int64(e.Won.Value-row.Current.Figure.Won)
		}
	}
	if off != nil {
		offBy[e.By.Value] += by
		return off
	}
	d := diag.Diagnostic{Code: "E218", Span: e.Name.Span, Message: fmt.Sprintf("이 책에 없는 %s입니다: %s", e.By.Value, e.Name.Value),
		Hints: []string{"이름을 고치거나 이 expect를 지우십시오"}}
	if near, ok := source.Nearest(e.Name.Value, names); ok {
		d.Hints = append([]string{fmt.Sprintf("혹시 %q 입니까?", near)}, d.Hints...)
	}
	return []diag.Diagnostic{d}
}

// expectSum compares a published sum of the book.
func expectSum(want source.Won, f *figure.Figure, label string, offBy map[string]int64) []diag.Diagnostic {
	if !want.Given() || f == nil || want.Value == f.Won {
		return nil
	}
	for _, off := range offBy {
		if int64(want.Value-f.Won) == off {
			return nil // the groups have said so
		}
	}
	d := diag.Diagnostic{Code: "E218", Span: want.Span,
		Message: differ(label+" 금액이 사업을 더한 값과 다릅니다", want.Value, f.Won, "더한 값"),
		Hints:   scaleHint(want.Value, f.Won)}
	if d.Hints == nil {
		d.Hints = []string{"빠진 사업이 없는지, 사업의 금액이 맞는지 보십시오. 발표된 금액이 바뀌었으면 book.toml의 expect를 고치십시오"}
	}
	return []diag.Diagnostic{d}
}
