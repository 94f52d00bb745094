package budget

import (
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// chapters are the headings of a companion file, each with its narrative field.
func (n *Narrative) chapters() []chapter {
	return []chapter{
		{"사업목적", &n.Purpose}, {"법령상 근거", &n.LegalBasis}, {"기타 근거", &n.OtherBasis}, {"사업내용", &n.Content},
		{"주요 사업내용", &n.MainContent}, {"추진경위", &n.History}, {"향후 기대효과", &n.Effect}, {"증감사유", &n.ChangeReason},
	}
}

type chapter struct {
	title string
	field *source.Text
}

// companionOf is the name of the Markdown file beside a project's TOML file.
func companionOf(project string) string { return strings.TrimSuffix(project, ".toml") + ".md" }

// companion takes the long texts of a project from the Markdown file of the same name beside it:
// a "# 추진경위" heading and the text below it, for each field. ok is false where the file cannot
// be used.
func (r *Raw) companion(p *Project) (file *source.File, ok bool, ds []diag.Diagnostic) {
	name := companionOf(r.Name)
	if r.unreadText != nil {
		return source.Unread(name), false, r.unreadText
	}
	file, whole, ds := source.ParseText(name, r.Text)
	if diag.HasErrors(ds) {
		return file, false, ds
	}
	chapters := p.Narrative.chapters()
	var titles []string
	for _, c := range chapters {
		titles = append(titles, c.title)
	}
	var field *source.Text // of the heading above; nil before the first one
	start := 0
	finish := func(end int) {
		text := strings.TrimRight(whole.Value[start:end], "\n ")
		if field != nil {
			*field = source.Text{Value: text, Span: whole.Part(start, start+len(text))}
		} else if strings.TrimSpace(text) != "" {
			ds = append(ds, diag.Diagnostic{Code: "E009", Span: whole.Part(start, start+len(text)),
				Message: "어느 항목의 글인지 알 수 없습니다", Hints: []string{"글 앞에 제목을 적으십시오: # 추진경위"}})
		}
	}
	at := 0
	for line := range strings.Lines(whole.Value) {
		next := at + len(line)
		if title, heading := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); heading && strings.HasPrefix(line, "#") {
			finish(at)
			title = strings.TrimSpace(title)
			field, start = nil, next
			place := whole.Part(at, at+len(strings.TrimRight(line, "\n")))
			for _, c := range chapters {
				if c.title == title {
					field = c.field
				}
			}
			switch {
			case field == nil:
				d := diag.Diagnostic{Code: "E004", Span: place, Message: "모르는 제목입니다: " + title,
					Hints: []string{"쓸 수 있는 제목: " + strings.Join(titles, ", ")}}
				if near, ok := source.Nearest(title, titles); ok {
					d.Hints = append([]string{"혹시 # " + near + " 입니까?"}, d.Hints...)
				}
				ds = append(ds, d)
				field = new(source.Text) // its text belongs to it, whatever it is
			case field.Given():
				ds = append(ds, diag.Diagnostic{Code: "E022", Span: place,
					Message: title + subject(title) + " 두 번 있습니다",
					Hints:   []string{"TOML 파일과 이 파일 가운데 한 곳에만 적으십시오"},
					Notes:   []diag.Note{{Span: field.Span, Message: "먼저 나온 곳"}}})
				field = new(source.Text)
			}
		}
		at = next
	}
	finish(len(whole.Value))
	return file, !diag.HasErrors(ds), ds
}
