package check_test

import (
	"testing"

	"budgetbook/generator/check"
	"budgetbook/generator/form"
)

// withReason is a form that has a place for 증감사유, after others.
var withReason = &form.Form{Sheet: form.Sheet{Sections: []form.Section{
	{Blocks: []form.Block{{Parts: []form.Part{{Field: "purpose"}}}}},
	{Blocks: []form.Block{{}, {Parts: []form.Part{{Field: "effect"}, {Field: "change_reason"}}}}},
}}}

// withoutReason has none.
var withoutReason = &form.Form{Sheet: form.Sheet{Sections: []form.Section{
	{Blocks: []form.Block{{Parts: []form.Part{{Field: "purpose"}, {Field: "effect"}}}}},
}}}

// inWon makes a book work in 원, where amounts may differ by 1.
const inWon = `units = { basis = "원" }`

// TestForm holds the rules of 증감사유 at their edges (I20).
func TestForm(t *testing.T) {
	const reason = "narrative = { change_reason = \"- 까닭\" }\n"
	const content = "narrative = { content = \"- 내용\" }\n"
	const both = "narrative = { content = \"- 내용\", change_reason = \"- 까닭\" }\n"
	for _, c := range []struct {
		name, book, project string
		form                *form.Form
		want, says          []string
	}{
		{name: "a form without 증감사유", form: withoutReason, project: line("base = 1_000", "9,000원")},
		{name: "no base", project: line("", "9,000원")},
		{name: "nothing changed", project: content + line("base = 9_000", "9,000원")},
		{name: "nothing changed, nothing told", project: line("base = 9_000", "9,000원")},
		{name: "0 stays 0", project: line("base = 0", "0원")},

		{name: "a change without a reason", project: content + line("base = 1_000", "9,000원"), want: []string{"W235 사업"}, says: []string{"증감이 8천원인데", "change_reason"}},
		{name: "a cut without a reason", project: content + line("base = 9_000", "1,000원"), want: []string{"W235 사업"}, says: []string{"증감이 △8천원인데"}},
		{name: "a change of 1원 without a reason", book: inWon, project: content + line("base = 9_000", "9,001원"), want: []string{"W235 사업"}},
		{name: "a change with a reason", project: both + line("base = 1_000", "9,000원")},

		{name: "a reason for no change", project: reason + line("base = 9_000", "9,000원"), want: []string{"W236 - 까닭"}, says: []string{"지우거나"}},
		{name: "a reason for changes that cancel", project: both + line("base = 9_000", "8,000원") + line("base = 8_000", "9,000원")},
		{name: "a reason for no change of two lines", project: reason + line("base = 9_000", "9,000원") + line("base = 8_000", "8,000원"), want: []string{"W236 - 까닭"}},

		{name: "growth of 29.9 % without a plan", project: reason + line("base = 1_000_000", "1,299,000원")},
		{name: "growth of 30 % without a plan", project: reason + line("base = 1_000_000", "1,300,000원"), want: []string{"W237 사업"}, says: []string{"30% 이상", "content"}},
		{name: "growth of 30 % with 사업내용", project: both + line("base = 1_000_000", "1,300,000원")},
		{name: "growth of 30 % with 추진일정", project: reason + line("base = 1_000_000", "1,300,000원") + step("2026-01", "2026-02", "")},
		{name: "a cut without a plan", project: reason + line("base = 1_000_000", "100,000원")},
		{name: "new without a plan", project: reason + line("base = 0", "1,000원"), want: []string{"W237 사업"}},
		{name: "new of 1원 without a plan", book: inWon, project: reason + line("base = 0", "1원"), want: []string{"W237 사업"}},
		{name: "new without a plan or a reason", project: line("base = 0", "1,000원"), want: []string{"W235 사업", "W237 사업"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, sheet := compute(t, c.book, c.project)
			if c.form == nil {
				c.form = withReason
			}
			p := book.Projects[0]
			compare(t, map[string]string{p.File.Name: p.File.Text}, check.Form(c.form, sheet), c.want, c.says)
		})
	}
}
