package codes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// program holds 분야 and 부문 against the lists.
func (c *checker) program(p *budget.Program) (ds []diag.Diagnostic) {
	field, known := Item{}, false
	if p.Field.Given() {
		var problems []diag.Diagnostic
		field, known, problems = c.field(p.Field)
		ds = append(ds, problems...)
	}
	if !p.Section.Given() {
		return ds
	}
	section, ok := c.tables.Section(c.fiscalYear, field.GroupName, p.Section.Value)
	if !ok {
		return append(ds, c.unknownWord("부문", p.Section, func(y year) (names []string) {
			for _, i := range y.items {
				if !known || i.GroupCode == field.GroupCode {
					names = append(names, i.Name)
				}
			}
			return names
		}))
	}
	now, _ := find(c.tables.functions, c.fiscalYear, func(i *Item) bool { return i.Code == section.Code })
	switch {
	case known && section.GroupCode != field.GroupCode:
		d := diag.Diagnostic{Code: "E221", Span: p.Section.Span,
			Message: fmt.Sprintf("부문이 다른 분야에 있습니다: 적힌 분야 %s, %s은(는) %s의 부문", p.Field.Value, p.Section.Value,
				c.tables.fieldOf(c.fiscalYear, section.GroupCode).GroupName),
			Hints: []string{"분야와 부문 가운데 틀린 것을 고치십시오"},
			Notes: []diag.Note{{Span: p.Field.Span, Message: "적힌 분야"}}}
		if section.Unsure {
			d.Code = "W363"
		}
		return append(ds, d)
	case section.Name != p.Section.Value:
		return append(ds, c.otherWord("부문", p.Section, section.Name))
	case now.Year == c.fiscalYear && now.Name != section.Name:
		return append(ds, c.otherWord("부문", p.Section, now.Name)) // the name of another year
	case section.Year != c.fiscalYear:
		c.use(section.Year, section.Name)
	}
	return ds
}

// field looks a 분야 up; known is false where no list has it.
func (c *checker) field(t source.Text) (field Item, known bool, ds []diag.Diagnostic) {
	field, known = c.tables.Field(c.fiscalYear, t.Value)
	now := c.tables.fieldOf(c.fiscalYear, field.GroupCode)
	switch {
	case !known:
		return field, false, []diag.Diagnostic{c.unknownWord("분야", t, func(y year) (names []string) {
			for _, g := range y.groups {
				names = append(names, g.GroupName)
			}
			return names
		})}
	case field.GroupName != t.Value:
		return field, true, []diag.Diagnostic{c.otherWord("분야", t, field.GroupName)}
	case field.Year != c.fiscalYear && now.Year == c.fiscalYear && now.GroupName != field.GroupName:
		return field, true, []diag.Diagnostic{c.otherWord("분야", t, now.GroupName)}
	case field.Year != c.fiscalYear:
		c.use(field.Year, field.GroupName)
	}
	return field, true, nil
}

// unknownWord is a 분야 or 부문 that no list has, with the nearest.
func (c *checker) unknownWord(what string, t source.Text, names func(year) []string) diag.Diagnostic {
	d := diag.Diagnostic{Code: "W363", Span: t.Span, Message: fmt.Sprintf("%s 이름이 목록에 없습니다: %s", what, t.Value)}
	var all []string
	for _, y := range nearest(c.tables.functions, c.fiscalYear) {
		all = append(all, names(y)...)
	}
	if near, ok := source.Nearest(t.Value, all); ok {
		d.Hints = []string{fmt.Sprintf("혹시 %q 입니까?", near)}
	} else {
		d.Hints = []string{fmt.Sprintf("있는 %s: %s", what, strings.Join(slices.Compact(all), ", "))}
	}
	return d
}

func (c *checker) otherWord(what string, t source.Text, name string) diag.Diagnostic {
	return diag.Diagnostic{Code: "W363", Span: t.Span,
		Message: fmt.Sprintf("%s 이름이 목록과 다릅니다: 적힌 이름 %s, 목록의 이름 %s", what, t.Value, name),
		Hints:   []string{fmt.Sprintf("%q(으)로 고치십시오", name)}}
}

// use notes that the list of another year was used.
func (c *checker) use(year int64, what string) {
	if u := (Used{year, what}); !slices.Contains(c.used, u) {
		c.used = append(c.used, u)
	}
}

// Elsewhere says which lists of other years the projects of a book were held against, and for what.
func Elsewhere(book *budget.Book, used []Used) []diag.Diagnostic {
	if len(used) == 0 {
		return nil
	}
	of := map[int64]map[string]bool{}
	for _, u := range used {
		if of[u.Year] == nil {
			of[u.Year] = map[string]bool{}
		}
		of[u.Year][u.What] = true
	}
	const shown = 12 // of each year: enough to see what they are
	var years []string
	for _, y := range slices.Sorted(maps.Keys(of)) {
		what := slices.Sorted(maps.Keys(of[y]))
		more := ""
		if n := len(what) - shown; n > 0 {
			what, more = what[:shown], fmt.Sprintf(" 외 %d개", n)
		}
		years = append(years, fmt.Sprintf("%d년도 표의 %s%s", y, strings.Join(what, ", "), more))
	}
	year := book.FiscalYear
	return []diag.Diagnostic{{Code: "W362", Span: year.Span,
		Message: fmt.Sprintf("%d년도 과목표에 없어 가까운 해의 표로 보았습니다: %s", year.Value, strings.Join(years, "; ")),
		Hints:   []string{"코드와 이름이 이 회계연도의 예산편성 운영기준과 같은지 보십시오"}}}
}
