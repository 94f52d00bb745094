package compose

import (
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/generator/source"
)

// places is what a form has a place for.
type places struct {
	kinds, fields map[string]bool
	columns       map[string]bool // schedule.detail
}

func placesOf(f *form.Form) places {
	p := places{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, section := range f.Sheet.Sections {
		for _, b := range section.Blocks {
			p.kinds[b.Kind] = true
			for _, col := range b.Columns {
				p.columns[b.Kind+"."+col.ID] = true
			}
			for _, part := range b.Parts {
				p.fields[part.Field] = true
			}
		}
	}
	return p
}

// unplaced warns of what the project gives and the form has no place for: it would vanish.
func (c *composer) unplaced(has places) {
	kinds, fields, columns := has.kinds, has.fields, has.columns
	warn := func(placed bool, what string, at diag.Span) {
		if !placed && !at.IsZero() {
			c.report(diag.Diagnostic{Code: "W217", Span: at,
				Message: "이 책의 서식에는 " + what + "을 찍을 자리가 없어 책에 나오지 않습니다",
				Hints:   []string{"book.toml의 form을 그 자리가 있는 서식으로 바꾸거나 이 내용을 빼십시오"}})
		}
	}
	p := c.sheet.Project
	for _, t := range []source.Text{p.Overview.Summary, p.Overview.From} {
		warn(kinds["overview"], "사업개요", t.Span)
	}
	if len(p.Officers) > 0 {
		warn(kinds["officers"], "담당자", p.Officers[0].Name.Span)
	}
	for _, field := range form.NarrativeFields {
		text, _ := p.Narrative.Field(field)
		warn(fields[field], "이 글", text.Span)
	}
	if len(p.Plan) > 0 {
		warn(kinds["plan"], "연차별 투자계획", p.Plan[0].Place.Span)
	}
	for _, row := range p.Plan {
		warn(!kinds["plan"] || columns["plan.note"], "연차별 투자계획의 비고", row.Note.Span)
	}
	if p.Continuing != nil {
		warn(kinds["continuing"], "계속비 연부액", p.Continuing.Place.Span)
	}
	if p.Carryover != nil {
		warn(kinds["carryover"], "명시이월", p.Carryover.Amount.Span)
	}
	if len(p.Schedule) > 0 {
		warn(kinds["schedule"], "추진일정", p.Schedule[0].Name.Span)
	}
	for _, step := range p.Schedule {
		warn(!kinds["schedule"] || columns["schedule.detail"], "추진세부내용", step.Detail.Span)
		warn(!kinds["schedule"] || columns["schedule.period"], "추진기간", step.From.Span)
	}
	if len(p.Performance) > 0 {
		warn(kinds["performance"], "추진실적", p.Performance[0].Year.Span)
	}
	if len(p.Settlement) > 0 {
		warn(kinds["settlement"], "결산", p.Settlement[0].Year.Span)
	}
}
