package check

import (
	"fmt"

	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// reasonField is the narrative field of 증감사유.
const reasonField = "change_reason"

// planGrowth is the growth in percent from which a project wants a plan (I20: the rule of
// a real office).
const planGrowth = 30

// Form runs the rules about things that only some forms have: 증감사유 (I20).
func Form(f *form.Form, s *calc.Sheet) (ds []diag.Diagnostic) {
	if !prints(f, reasonField) {
		return nil
	}
	p, change := s.Project, s.Total.Change.Figure
	if change == nil {
		return nil
	}
	reason := p.Narrative.ChangeReason
	switch given := reason.Value != ""; {
	case change.Won != 0 && !given:
		ds = append(ds, diag.Diagnostic{Code: "W235", Span: p.Title.Span,
			Message: fmt.Sprintf("증감이 %s인데 증감사유가 없습니다", change.Won.Exact()),
			Hints:   []string{"[narrative]에 change_reason = \"- …\" 을 적으십시오"}})
	case change.Won == 0 && given && s.Unchanged.Lines == len(s.Lines):
		ds = append(ds, diag.Diagnostic{Code: "W236", Span: reason.Span,
			Message: "증감이 없는데 증감사유가 있습니다",
			Hints:   []string{"증감사유를 지우거나 산출근거를 다시 보십시오"}})
	}
	if base := s.Total.Base.Figure; len(p.Schedule) == 0 && p.Narrative.Content.Value == "" && change.Won > 0 &&
		change.Won*100 >= base.Won*planGrowth { // known: so is the change; of any growth from 0
		ds = append(ds, diag.Diagnostic{Code: "W237", Span: p.Title.Span,
			Message: fmt.Sprintf("새 사업이거나 %d%% 이상 늘었는데 사업내용도 추진일정도 없습니다", planGrowth),
			Hints:   []string{"[narrative]의 content나 [[schedule]]을 적으십시오"}})
	}
	return ds
}

// prints reports whether the form has a place for the narrative field.
func prints(f *form.Form, field string) bool {
	for _, section := range f.Sheet.Sections {
		for _, b := range section.Blocks {
			for _, part := range b.Parts {
				if part.Field == field {
					return true
				}
			}
		}
	}
	return false
}
