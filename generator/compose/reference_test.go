package compose_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/templates"
)

const referenceBook = `
schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "설명서"
date = "2025-11-11"
form = "seoul"
[[source]]
key = "city"
label = "시비"
[[department]]
name = "문화과"
`

const referenceProject = `
schema = 1
id = "festival"
title = "가나 축제"
account = "일반회계"
department = "문화과"
[overview]
summary = "SUMMARY"
[funding]
city = 3_500_000
[[line]]
code = "201-01"
name = "사무관리비"
base = 4_000_000
[[line.basis]]
label = "안내 책자"
item = [
  { label = "본책", formula = "2,500원*1,000부" },
  { label = "별책", formula = "500원*2,000부" },
]
`

// A reference prints the computed figure, exactly, in the wanted unit.
func TestReference(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"{{사업비}}", "3,500천원"},
		{"{{사업비 원}}", "3,500,000원"},
		{"{{ 사업비 백만원 }}", "3.5백만원"},
		{"{{시비 억원}}", "0.035억원"},
		{"{{전년도}}", "4,000천원"},
		{"{{증감}} ({{증감률}})", "△500천원 (△13%)"},
		{"{{국비}}", "0천원"},
		{"{{사무관리비}}", "3,500천원"},
		{"{{안내 책자}}", "3,500천원"},
		{"{{안내 책자 부}}", "3,000부"},
		{"책 {{본책 부}}와 {{line[1].basis[1].item[2] 원}}", "책 1,000부와 1,000,000원"},
		{"중괄호 { } 하나는 글이다", "중괄호 { } 하나는 글이다"},
	} {
		got, ds := summaryOf(t, c.text)
		if len(ds) > 0 || got != "○ "+c.want {
			t.Errorf("%s: got %q, want %q; %v", c.text, got, c.want, ds)
		}
	}
	for _, text := range []string{"{{없는 것}}", "{{사업비", "{{사업비 마리}}", "{{}}", "{{ 원}}"} {
		if _, ds := summaryOf(t, text); len(ds) != 1 || ds[0].Code != "E215" {
			t.Errorf("%s: got %v, want one E215", text, ds)
		}
	}
}

// Where several figures have the name, none is taken; the kind before the name tells them apart.
func TestReferenceOfOneName(t *testing.T) {
	const twice = `name = "사무관리비"
base = 4_000_000
[[line.basis]]
label = "사무관리비"
formula = "1,000,000원"
[[line.basis]]
label = "급식비"
formula = "500,000원"
item = [{ label = "급식비", formula = "300,000원" }]
[[line.basis]]`
	project := strings.Replace(referenceProject, "name = \"사무관리비\"\nbase = 4_000_000\n[[line.basis]]", twice, 1)
	for _, c := range []struct{ text, want string }{
		{"{{부기 사무관리비}}", "1,000천원"},
		{"{{통계목 사무관리비}}", "5,300천원"},
		{"{{부기 급식비}}", "800천원"},
		{"{{산출내역 급식비 원}}", "300,000원"},
	} {
		if got, ds := summaryIn(t, project, c.text); len(ds) > 0 || got != "○ "+c.want {
			t.Errorf("%s: got %q, want %q; %v", c.text, got, c.want, ds)
		}
	}
	for _, text := range []string{"{{사무관리비}}", "{{급식비}}", "{{급식비 원}}"} {
		if _, ds := summaryIn(t, project, text); len(ds) != 1 || ds[0].Code != "E215" || !strings.Contains(ds[0].Message, "여럿") {
			t.Errorf("%s: got %v, want one E215", text, ds)
		}
	}
}

// Behind an escape the bytes of a text are not those of the file: the place is then the text.
func TestReferenceBehindEscapes(t *testing.T) {
	const text = `가 \"나\" 다 {{없는 것}}`
	_, ds := summaryOf(t, text)
	if len(ds) != 1 {
		t.Fatal(ds)
	}
	file := strings.Replace(referenceProject, "SUMMARY", text, 1)
	if got := file[ds[0].Span.Start:ds[0].Span.End]; got != text {
		t.Errorf("got %q", got)
	}
}

// summaryOf is 사업내용 as printed, with the summary's text replaced.
func summaryOf(t *testing.T, text string) (string, []diag.Diagnostic) {
	t.Helper()
	return summaryIn(t, referenceProject, text)
}

func summaryIn(t *testing.T, project, text string) (string, []diag.Diagnostic) {
	t.Helper()
	book, sources, ds := budget.Load(fstest.MapFS{
		"book.toml":     {Data: []byte(referenceBook)},
		"festival.toml": {Data: []byte(strings.Replace(project, "SUMMARY", text, 1))},
	}, 0)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	f, ds := form.Load(templates.FS, "seoul", sources)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	sheet, _ := calc.Compute(book, book.Projects[0])
	d, ds := compose.SheetsOf(book, f, compose.Council, "").Compose(sheet)
	for _, b := range d.Blocks {
		if table, ok := b.(*doc.Table); ok && table.ID == "overview" {
			item := table.Body[2].Cells[1].Blocks[0].(*doc.List).Items[0]
			return item.Mark + " " + doc.PlainText(item.Text), ds
		}
	}
	t.Fatal("no 사업개요")
	return "", nil
}
